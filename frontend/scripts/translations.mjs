// Brings the catalogs up to date with the code; with --check it only says what is stale or untranslated,
// with --from words.json ({"English": "中文"}) it fills in what is untranslated and has no context.
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { readFile } from 'node:fs/promises';
import { conflictsOf } from './conflicts.mjs';

const isCheck = process.argv.includes('--check');
const from = process.argv.indexOf('--from');
const words = from < 0 ? {} : JSON.parse(await readFile(process.argv[from + 1], 'utf8'));
const config = getConfig();
const faults = [];
const said = new Map(config.locales.map((locale) => [locale, []]));
for (const catalog of await getCatalogs(config)) {
  const found = (await catalog.collect()) ?? {};
  if (Object.keys(found).length === 0) continue;
  if (!isCheck)
    await catalog.make({
      clean: true,
      overwrite: false,
      locale: config.locales,
      orderBy: config.orderBy,
    });
  for (const locale of config.locales) {
    const present = (await catalog.read(locale)) ?? {};
    if (!isCheck && locale !== config.sourceLocale) {
      for (const entry of Object.values(present))
        if (!entry.context) entry.translation ||= words[entry.message] ?? '';
      await catalog.write(locale, present);
    }
    const file = catalog.getFilename(locale).replace(/^.*\/src\//, 'src/');
    said.get(locale).push({ file, messages: present });
    for (const [id, message] of Object.entries(found)) {
      const text = present[id]?.translation;
      if (!(id in present)) faults.push(`${file}: not there yet: ${message.message ?? id}`);
      else if (!text && locale !== config.sourceLocale)
        faults.push(`${file}: untranslated: ${message.message ?? id}`);
    }
    for (const id of Object.keys(present))
      if (!(id in found))
        faults.push(`${file}: no longer in the code: ${present[id].message ?? id}`);
  }
}
for (const catalogs of said.values()) faults.push(...conflictsOf(catalogs));
if (faults.length > 0) {
  console.error(faults.join('\n'));
  console.error(`${faults.length} to mend: \`npm run translate\`, then fill in the empty msgstr.`);
  process.exitCode = isCheck ? 1 : 0;
}
