import { registerEnumType } from 'type-graphql';

/**
 * A GraphQL enum of the domain's own words, each with its description. Clients see them in the convention of GraphQL,
 * 'leave-out' as LEAVE_OUT; resolvers take and return the domain's. Name the type, `enumOf<PoolState>(...)`, and a
 * word that the domain adds cannot be forgotten here.
 */
export function enumOf<Word extends string>(
  descriptions: Readonly<Record<Word, string>>,
  config: { readonly name: string; readonly description: string },
): Readonly<Record<string, Word>> {
  const words = Object.keys(descriptions) as Word[];
  const values = Object.fromEntries(words.map((word) => [graphqlName(word), word]));
  const described = words.map((word) => [graphqlName(word), { description: descriptions[word] }] as const);
  registerEnumType(values, { ...config, valuesConfig: Object.fromEntries(described) });
  return values;
}

function graphqlName(word: string): string {
  return word.replaceAll('-', '_').toUpperCase();
}
