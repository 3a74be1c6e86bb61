// Writes src/generated/graphql.ts from the SDL and the .graphql documents; with --check it only compares.
import { generate } from '@graphql-codegen/cli';
import { createJiti } from 'jiti';
import { readFile, writeFile, mkdir } from 'node:fs/promises';

const TARGET = new URL('../src/generated/graphql.ts', import.meta.url);
const { default: config } = await createJiti(import.meta.url).import('../codegen.ts');
const files = await generate({ ...config, silent: true }, false);
const text = files.find((file) => file.filename.endsWith('graphql.ts')).content;

// urql takes the text of an operation, and TypedDocumentNode to know what it answers.
const wanted = text
  .replace(
    /import type \{ DocumentTypeDecoration \}.*\n/,
    "import type { TypedDocumentNode } from '@urql/core';\n",
  )
  .replace(/export class TypedDocumentString[\s\S]*?\n\}\n/, '')
  .replace(/new TypedDocumentString\(`([^`]*)`(?:, \{[^}]*\})?\)/g, (_, body) => {
    return '`' + body.replace(/\s+/g, ' ').trim() + '`';
  })
  .replaceAll('as unknown as TypedDocumentString<', 'as unknown as TypedDocumentNode<');

if (process.argv.includes('--check')) {
  const present = await readFile(TARGET, 'utf8').catch(() => '');
  if (present !== wanted) {
    console.error('src/generated/graphql.ts is not current: run `npm run generate`.');
    process.exit(1);
  }
} else {
  await mkdir(new URL('.', TARGET), { recursive: true });
  await writeFile(TARGET, wanted);
}
