// Builds the entries (all, or those named) into dist/, each alone: what only one of them uses never
// weighs on the other.
import { rm } from 'node:fs/promises';
import { build } from 'vite';

const root = new URL('..', import.meta.url).pathname;
const named = process.argv.slice(2);
for (const mode of named.length > 0 ? named : ['console', 'portal', 'graphiql']) {
  await rm(new URL(`../dist/${mode}`, import.meta.url), { recursive: true, force: true });
  await build({ root, mode, configFile: `${root}vite.config.ts` });
}
