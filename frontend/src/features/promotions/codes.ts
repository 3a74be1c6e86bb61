/** Letters and digits that nobody takes for each other when reading a coupon out. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 10;

/** The codes that somebody wrote or pasted, each once. */
export function codesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；、]+/).filter((code) => code !== ''))];
}

/** So many codes that nobody guesses. */
export function madeCodes(many: number): string[] {
  return Array.from({ length: many }, () =>
    // 32 letters divide 256: each is as likely as any other.
    Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) =>
      LETTERS.charAt(byte % LETTERS.length),
    ).join(''),
  );
}
