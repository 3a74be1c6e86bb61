import { FIELDS } from './words';

type Said = Readonly<Record<string, string>>;

/** What was read of a row, by field; whatever else the API may hold there is left out. */
export function saidOf(fields: unknown): Said {
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** What the form says that the file did not. */
export function correctionsOf(said: Said, edited: Said): { field: string; value: string }[] {
  return Object.entries(edited)
    .map(([field, value]) => ({ field, value: value.trim() }))
    .filter(({ field, value }) => value !== (said[field] ?? ''));
}

const NOT_EDITABLE = new Set(['order', 'row', 'scope', 'goods']);

/** The fields of the form: the faulty one, those that say something, then the others. */
export function fieldsOf(faulty: string, said: Said): { first: string[]; others: string[] } {
  const known = Object.keys(FIELDS).filter((field) => !NOT_EDITABLE.has(field));
  const first = known.includes(faulty) ? [faulty] : known.filter((field) => said[field]);
  return { first, others: known.filter((field) => !first.includes(field)) };
}
