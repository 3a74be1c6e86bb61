/** One field that a deed changed, each side as text; null where there was none. */
export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/** Return what differs between two states of a thing; fields that stayed as they were are left out. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(state: unknown): Map<string, string> {
  if (state === null || typeof state !== 'object') return new Map();
  return new Map(
    Object.entries(state)
      .filter(([, value]) => value !== null)
      .map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
