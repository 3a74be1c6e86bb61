// Finds words that parts of one entry translate in two ways. An entry loads the catalogs of its parts
// as one, so that the last part read would decide for all others.
const ENTRIES = {
  console: /^src\/(console|features\/[^/]+|)\/?locales\//,
  portal: /^src\/(portal|)\/?locales\//,
};

/** Say each conflict among catalogs of one language: `[{ file, messages: { id: { message, translation, context } } }]`. */
export function conflictsOf(catalogs) {
  const faults = new Set();
  for (const inEntry of Object.values(ENTRIES)) {
    const first = new Map();
    for (const { file, messages } of catalogs.filter((each) => inEntry.test(each.file))) {
      for (const [id, { message, translation, context }] of Object.entries(messages)) {
        if (!translation) continue;
        const other = first.get(id);
        if (!other) first.set(id, { file, translation });
        else if (other.translation !== translation) {
          const words = context ? `${message} (${context})` : (message ?? id);
          faults.add(
            `${file}: "${words}" is "${translation}" here and "${other.translation}" in ${other.file}: ` +
              'say it in one way, or give one of them a context.',
          );
        }
      }
    }
  }
  return [...faults];
}
