import type { CodegenConfig } from '@graphql-codegen/cli';

/** The generated file is committed: a build needs no code generator, and a check finds a stale one. */
const config: CodegenConfig = {
  schema: '../schema/tributary.graphql',
  documents: ['src/**/*.graphql'],
  ignoreNoDocuments: true,
  generates: {
    './src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          CurrencyCode: 'string',
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          ID: 'string',
          JSON: 'unknown',
          Rate: 'string',
        },
      },
    },
  },
};

export default config;
