import { lexicographicSortSchema, printSchema } from 'graphql';
import { RESOLVER_CLASSES } from '../api/resolvers.ts';
import { buildApiSchema } from '../api/schema.ts';

const schema = await buildApiSchema(RESOLVER_CLASSES, () => {
  throw new Error('This schema is for printing; nothing is wired to it.');
});
process.stdout.write(`${printSchema(lexicographicSortSchema(schema))}\n`);
