import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * The typed documents that demo, CLI and tests use. Fragment masking is off: it serves component trees that hide data
 * from each other, and would make every plain script unwrap what it has just asked for. Documents are strings, so that
 * a client needs no GraphQL parser.
 */
const config: CodegenConfig = {
  schema: 'codegen/schema.graphql',
  documents: 'codegen/operations/*.graphql',
  importExtension: '.ts',
  emitLegacyCommonJSImports: false,
  generates: {
    'codegen/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        scalars: { BigInt: 'string', DateTime: 'string', ID: 'string', SafeInt: 'number' },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        immutableTypes: true,
      },
    },
  },
};

export default config;
