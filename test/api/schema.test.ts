import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { RESOLVER_CLASSES } from '../../api/resolvers.ts';
import { buildApiSchema } from '../../api/schema.ts';

/** What anyone may call without signing in. Opening one more door is a decision, so it is written down here too. */
const PUBLIC: readonly string[] = [
  'Mutation.claimInstance',
  'Mutation.completeRecovery',
  'Mutation.refreshSession',
  'Mutation.requestChallenge',
  'Mutation.signIn',
  'Mutation.signUp',
  'Mutation.startRecovery',
  'Query.instance',
  'Query.sources',
];

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildApiSchema(RESOLVER_CLASSES, () => ({}));
});

function describedParts(type: GraphQLNamedType): readonly (readonly [string, string | null | undefined])[] {
  const own = [[type.name, type.description]] as const;
  if (isEnumType(type))
    return [...own, ...type.getValues().map((v) => [`${type.name}.${v.name}`, v.description] as const)];
  if (isInputObjectType(type)) {
    return [...own, ...Object.values(type.getFields()).map((f) => [`${type.name}.${f.name}`, f.description] as const)];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  const fields = Object.values(type.getFields()).flatMap((field) => [
    [`${type.name}.${field.name}`, field.description] as const,
    ...field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg.description] as const),
  ]);
  return [...own, ...fields];
}

const rootFields = () =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })),
  );

test('the schema is valid', () => {
  expect(validateSchema(schema)).toEqual([]);
});

test('every type, field, argument and enum value has a description', () => {
  const types = Object.values(schema.getTypeMap()).filter((t) => !isIntrospectionType(t) && !isSpecifiedScalarType(t));
  const bare = types.flatMap(describedParts).filter(([, description]) => !description?.trim());
  expect(bare.map(([name]) => name)).toEqual([]);
});

test('every enum value is in capitals', () => {
  const enums = Object.values(schema.getTypeMap()).filter((type) => isEnumType(type) && !isIntrospectionType(type));
  const values = enums.filter(isEnumType).flatMap((type) => type.getValues().map(({ name }) => `${type.name}.${name}`));
  expect(values).toEqual(expect.arrayContaining(['ValuationMethod.LEAVE_OUT', 'ReleaseMode.LICENSED_GATEWAY']));
  expect(values.filter((name) => !/[.][A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(name))).toEqual([]);
});

test('a root field without a public mark refuses a caller without a viewer', () => {
  const context = { viewer: null, signal: new AbortController().signal };
  const open = rootFields().filter(({ field }) => {
    try {
      const run = (field.subscribe ?? field.resolve) as (...args: unknown[]) => unknown;
      void Promise.resolve(run(undefined, {}, context, {})).catch(() => {});
      return true;
    } catch (error) {
      return (error as { code?: string }).code !== 'UNAUTHENTICATED';
    }
  });
  expect(open.map(({ name }) => name).toSorted()).toEqual([...PUBLIC].toSorted());
});

test('every resolver class of every context is in the schema', async () => {
  const folder = fileURLToPath(new URL('../../api', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[.](resolver|fields)[.]ts$/.test(name),
  );
  const missing: string[] = [];
  for (const file of files) {
    const exported = (await import(pathToFileURL(join(folder, file)).href)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exported)) {
      if (/(Resolver|Fields)$/.test(name) && !RESOLVER_CLASSES.includes(value as never))
        missing.push(`${file}: ${name}`);
    }
  }
  expect(missing).toEqual([]);
});

test('every mutation takes one input and answers a payload; every list that can grow is a connection', () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect([field.name, field.args.map(({ name, type }) => `${name} ${String(type).endsWith('Input!')}`)]).toEqual([
      field.name,
      ['input true'],
    ]);
    expect([field.name, String(field.type)]).toEqual([field.name, expect.stringMatching(/^\w+Payload!$/)]);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!type.name.endsWith('Connection') || !isObjectType(type)) continue;
    expect(Object.keys(type.getFields())).toEqual(expect.arrayContaining(['edges', 'pageInfo']));
  }
});
