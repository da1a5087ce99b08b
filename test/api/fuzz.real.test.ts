import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { createClient, generateKey, type CommonpoolClient, type Tokens } from '../../codegen/client/index.ts';
import { RESOLVER_CLASSES } from '../../api/resolvers.ts';
import { buildApiSchema } from '../../api/schema.ts';
import { toNodeId } from '../../api/shared/index.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { post, type Answer } from './small/server.ts';

const ROUNDS = 5;
const UUID = '01890000-0000-7000-8000-000000000001';

let instance: TestInstance;
let client: CommonpoolClient;
let tokens: Tokens | null = null;
let schema: GraphQLSchema;
let nodeTypes: string[];
let ownId: string;
beforeAll(async () => {
  instance = await startTestInstance();
  client = createClient({ url: instance.url, key: await generateKey(), onTokens: (next) => (tokens = next) });
  ownId = (await client.claimInstance('fuzzer', instance.setupToken)).userId;
  schema = await buildApiSchema(RESOLVER_CLASSES, () => ({}));
  nodeTypes = schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name);
});
afterAll(() => instance.close());

/** The same values in every run: a failure can be looked at again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

type Random = ReturnType<typeof randomFrom>;

const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)] as T;

const TEXTS = [
  '',
  ' ',
  'a',
  'alice',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'ÿ🦔',
  "'; DROP TABLE users; --",
  '{"kty":"OKP"}',
  'null',
  'x'.repeat(5_000),
  UUID,
  'a.b.c',
];
const edge: Record<string, (random: Random) => unknown> = {
  String: (random) => pick(random, TEXTS),
  ID: (random) => pick(random, ['', 'x', UUID, ownId, ...nodeTypes.map((type) => toNodeId(type, UUID))]),
  Int: (random) => pick(random, [-2_147_483_648, -1, 0, 1, 100, 101, 2_147_483_647]),
  SafeInt: (random) => pick(random, [-1, 0, 1, 86_400_000, Number.MAX_SAFE_INTEGER]),
  Float: (random) => pick(random, [-1, 0, 0.5, 1e308]),
  Boolean: (random) => pick(random, [true, false]),
  BigInt: (random) => pick(random, ['-1', '0', '1', '9223372036854775807', '9223372036854775808', '9'.repeat(38)]),
  DateTime: (random) => pick(random, ['1970-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '2026-02-28T12:00:00Z']),
};

function valueFor(type: GraphQLInputType, random: Random): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, random) ?? null;
  if (random(6) === 0) return null;
  return presentValue(type, random);
}

function presentValue(type: GraphQLInputType, random: Random): unknown {
  if (isNonNullType(type)) return presentValue(type.ofType, random);
  if (isListType(type)) return Array.from({ length: random(3) }, () => presentValue(type.ofType, random));
  if (isEnumType(type)) return pick(random, type.getValues()).name;
  if (!isInputObjectType(type)) return (edge[type.name] ?? edge.String)?.(random);
  const fields = Object.values(type.getFields()).map((field) => {
    const present = isNonNullType(field.type);
    return [field.name, present ? presentValue(field.type, random) : valueFor(field.type, random)] as const;
  });
  return Object.fromEntries(fields);
}

/** All fields without arguments, two levels down. */
function selectionOf(type: GraphQLOutputType, depth = 2): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) return '{ __typename }';
  const inside = Object.values(named.getFields())
    .filter((field) => field.args.length === 0 && (depth > 0 || isLeafType(getNamedType(field.type))))
    .map((field) => `${field.name} ${selectionOf(field.type, depth - 1)}`);
  return `{ __typename ${inside.join(' ')} }`;
}

async function call(
  kind: string,
  field: GraphQLField<unknown, unknown>,
  random: Random,
): Promise<Answer & { variables: object }> {
  const variables = Object.fromEntries(
    field.args.map((arg) => {
      return [arg.name, isNonNullType(arg.type) ? presentValue(arg.type, random) : valueFor(arg.type, random)];
    }),
  );
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const query = `${kind} Fuzz${declared && `(${declared})`} { ${field.name}${given && `(${given})`} ${selectionOf(field.type)} }`;
  let answer = await post(instance.url, { query, variables }, tokens?.accessToken);
  if (answer.status === 401) {
    await client.signIn();
    answer = await post(instance.url, { query, variables }, tokens?.accessToken);
  }
  return { ...answer, variables };
}

test.each(['query', 'mutation'])('no input makes a %s fail in a way that no rule foresees', async (kind) => {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const surprises: string[] = [];
  for (const [index, field] of Object.values(root?.getFields() ?? {}).entries()) {
    const random = randomFrom(index + 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      const { status, body, variables } = await call(kind, field, random);
      const faults = (body.errors ?? []).filter(({ extensions }) => extensions.code === 'INTERNAL' || !extensions.code);
      if (status >= 500 || faults.length > 0) {
        surprises.push(`${field.name} ${JSON.stringify(variables).slice(0, 300)}: ${status} ${JSON.stringify(faults)}`);
      }
    }
  }
  expect(surprises).toEqual([]);
});
