/** The days that stand in a text, with blanks or commas between them; null when one of them is none. */
export function daysIn(text: string): string[] | null {
  const words = text.split(/[\s,，、;；]+/).filter(Boolean);
  return words.every(isDay) ? words : null;
}

function isDay(word: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return false;
  const date = new Date(`${word}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(word);
}
