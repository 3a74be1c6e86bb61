// Writes src/generated/graphql.ts from the SDL and the .graphql documents, and the texts of the
// documents, by their hash, to where the server finds them; with --check it only compares.
import { generate } from '@graphql-codegen/cli';
import { formatDocument } from '@urql/core';
import { parse, print } from 'graphql';
import { createJiti } from 'jiti';
import { createHash } from 'node:crypto';
import { readFile, writeFile, mkdir } from 'node:fs/promises';

const TARGET = new URL('../src/generated/graphql.ts', import.meta.url);
const TRUSTED = new URL(
  '../../backend/tributary/api/graphql/documents/current.json',
  import.meta.url,
);
const { default: config } = await createJiti(import.meta.url).import('../codegen.ts');
const files = await generate({ ...config, silent: true }, false);
const text = files.find((file) => file.filename.endsWith('graphql.ts')).content;

/** What the pages ask, by the id they send in its place. */
const trusted = {};

/** Return the id of a document as pages ask it: the cache of urql wants the type of every object. */
function identify(body) {
  const whole = print(formatDocument(parse(body)))
    .replace(/\s+/g, ' ')
    .trim();
  const id = `sha256:${createHash('sha256').update(whole).digest('hex')}`;
  trusted[id] = whole;
  return id;
}

// urql sends the id of a document that has no definitions, and TypedDocumentNode knows its answer.
const code = text
  .replace(
    /import type \{ DocumentTypeDecoration \}.*\n/,
    "import type { TypedDocumentNode } from '@urql/core';\n",
  )
  .replace(/export class TypedDocumentString[\s\S]*?\n\}\n/, '')
  .replace(/export const \w+FragmentDoc = new TypedDocumentString\([^;]*;\n/g, '')
  .replace(/new TypedDocumentString\(`([^`]*)`(?:, \{[^}]*\})?\)/g, (_, body) => {
    return `{ kind: 'Document', definitions: [], documentId: '${identify(body)}' }`;
  })
  .replaceAll('as unknown as TypedDocumentString<', 'as unknown as TypedDocumentNode<');

const wanted = new Map([
  [TARGET, code],
  [TRUSTED, `${JSON.stringify(trusted, null, 1)}\n`],
]);
for (const [file, content] of wanted) {
  if (process.argv.includes('--check')) {
    const present = await readFile(file, 'utf8').catch(() => '');
    if (present !== content) {
      console.error(`${file.pathname.split('/').at(-1)} is not current: run \`npm run generate\`.`);
      process.exitCode = 1;
    }
  } else {
    await mkdir(new URL('.', file), { recursive: true });
    await writeFile(file, content);
  }
}
