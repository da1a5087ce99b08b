import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { graphql, isObjectType, parse, subscribe, type GraphQLSchema } from 'graphql';
import { identityNodes, identityResolvers } from '../../api/identity/index.ts';
import { buildApiSchema, type ResolverClass } from '../../api/schema.ts';
import { toNodeId, type ApiContext } from '../../api/shared/index.ts';
import { Loaders } from '../../api/shared/loaders.ts';
import { NodeResolver } from '../../api/shared/node.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { LocalFeed } from '../api/small/feed.ts';
import { Device } from './support/device.ts';
import { openIdentity, type Member, type TestIdentity } from './support/identity.ts';

let identity: TestIdentity;
let schema: GraphQLSchema;
beforeAll(async () => {
  identity = await openIdentity();
  const instances = [...identityResolvers(identity), new NodeResolver(identityNodes(identity))];
  const classes = instances.map((instance) => instance.constructor as ResolverClass);
  schema = await buildApiSchema(classes, (wanted) => instances[classes.indexOf(wanted as ResolverClass)] as object);
});
afterAll(() => identity.close());

const feed = new LocalFeed();

async function call(source: string, variables: Record<string, unknown> = {}, viewer: Viewer | null = null) {
  const contextValue = { viewer, signal: new AbortController().signal } as ApiContext;
  const { data, errors } = await graphql({ schema, source, variableValues: variables, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)) as unknown, errors: errors ?? [] };
}

const SIGN_UP = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  clientMutationId recoveryCodes user { id handle } tokens { accessToken refreshToken } userErrors { code field } } }`;

async function signUpInput(handle: string) {
  const device = await Device.make('ES256');
  const asked = await call('mutation { requestChallenge(input: {}) { challenge expiresAt } }');
  const { requestChallenge } = asked.data as { requestChallenge: { challenge: string } };
  const proof = await device.prove(requestChallenge.challenge, 'identity.sign-up');
  return { handle, publicKey: JSON.stringify(device.publicKey), proof, clientMutationId: 'mine' };
}

interface SignedUp {
  readonly signUp: { readonly user: { id: string; handle: string }; readonly tokens: { accessToken: string } };
}

test('a client signs up by GraphQL alone, and sees its account', async () => {
  const { data, errors } = await call(SIGN_UP, { input: await signUpInput('by-graphql') });
  expect(errors).toEqual([]);
  const { signUp } = data as SignedUp;
  expect(signUp).toMatchObject({ clientMutationId: 'mine', userErrors: [], user: { handle: 'by-graphql' } });

  const viewer = await identity.authenticate.execute(signUp.tokens.accessToken);
  const seen = await call(
    `{ viewer { id handle isOperator isPersonProved recoveryCodesLeft createdAt keys { keyId algorithm addedAt }
       sessions { id isCurrent expiresAt } recovery { id } } }`,
    {},
    viewer,
  );
  expect(seen.errors).toEqual([]);
  expect(seen.data).toMatchObject({
    viewer: {
      id: signUp.user.id,
      handle: 'by-graphql',
      isOperator: false,
      isPersonProved: false,
      recoveryCodesLeft: 8,
      keys: [{ algorithm: 'ES256' }],
      sessions: [{ isCurrent: true }],
      recovery: null,
    },
  });
});

test('a refusal names the field and the code, a stranger is asked to sign in', async () => {
  const input = await signUpInput('Not A Handle');
  const refused = await call(SIGN_UP, { input });
  expect(refused.data).toMatchObject({
    signUp: { user: null, userErrors: [{ code: 'INVALID_INPUT', field: ['handle'] }] },
  });
  const noKey = await call(SIGN_UP, { input: { ...input, handle: 'a-handle', publicKey: '{"kty":' } });
  expect(noKey.data).toMatchObject({ signUp: { userErrors: [{ code: 'KEY_INVALID', field: ['publicKey'] }] } });
  const { errors } = await call('{ viewer { id } }');
  expect(errors[0]?.originalError).toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('others see a handle and nothing more', async () => {
  const [ann, ben] = [await identity.join('seen-ann'), await identity.join('seen-ben')];
  const id = toNodeId('User', ann.viewer.userId);
  const seen = await call('query ($id: ID!) { node(id: $id) { id ... on User { handle } } }', { id }, ben.viewer);
  expect(seen.data).toEqual({ node: { id, handle: 'seen-ann' } });
  expect(fieldsOf('User').toSorted()).toEqual(['handle', 'id']);
  const found = await call('{ userByHandle(handle: "seen-ann") { id } }', {}, ben.viewer);
  expect(found.data).toEqual({ userByHandle: { id } });
});

function fieldsOf(name: string): string[] {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
}

async function follow(source: string, viewer: Viewer): Promise<AsyncIterator<unknown>> {
  const signal = new AbortController().signal;
  const contextValue = {
    viewer,
    signal,
    feed,
    loaders: new Loaders(),
    reauthenticate: async () => viewer,
  } as unknown as ApiContext;
  const followed = await subscribe({ schema, document: parse(source), contextValue });
  if (!(Symbol.asyncIterator in followed)) throw new Error(JSON.stringify(followed.errors));
  return followed[Symbol.asyncIterator]();
}

/** Hands on what the use cases wrote to the outbox, as the relay does. */
async function relay(): Promise<void> {
  const rows: unknown = await identity.db.dataSource.query(
    'SELECT subject, payload FROM outbox ORDER BY seq DESC LIMIT 1',
  );
  for (const { subject, payload } of rows as { subject: string; payload: Record<string, string> }[]) {
    feed.publish(subject, payload);
  }
}

const RECOVERY = 'recovery { id keyId state readyAt endedAt } userErrors { code }';

test('a running recovery shows in the member’s account, and is cancelled from there', async () => {
  const member = await identity.join('warned');
  const thief = await Device.make();
  const input = {
    handle: 'warned',
    code: member.account.recoveryCodes[0],
    newPublicKey: JSON.stringify(thief.publicKey),
    proof: await identity.proof(thief, 'identity.start-recovery'),
  };
  const warnings = await follow('subscription { recoveryChanged { keyId state } }', member.viewer);
  const started = await call(
    `mutation ($input: StartRecoveryInput!) { startRecovery(input: $input) { ${RECOVERY} } }`,
    { input },
  );
  expect(started.data).toMatchObject({ startRecovery: { userErrors: [], recovery: { state: 'RUNNING' } } });

  const seen = await call('{ viewer { recovery { id keyId } } }', {}, member.viewer);
  const { viewer } = seen.data as { viewer: { recovery: { id: string; keyId: string } } };
  const { id, keyId } = viewer.recovery;
  expect(keyId).toBe(thief.keyId);
  const statementJws = await member.device.stateOnKey('identity.cancel-recovery', keyId);
  const cancelled = await call(
    `mutation ($input: CancelRecoveryInput!) { cancelRecovery(input: $input) { ${RECOVERY} } }`,
    { input: { recoveryId: id, statementJws } },
    member.viewer,
  );
  await relay();
  expect(await warnings.next()).toMatchObject({ value: { data: { recoveryChanged: { keyId, state: 'CANCELLED' } } } });
  await warnings.return?.();
  expect(cancelled.data).toMatchObject({ cancelRecovery: { userErrors: [], recovery: { state: 'CANCELLED' } } });
});

test('operators vouch, appoint and rotate; members are refused', async () => {
  const { viewer } = await identity.operator();
  const member: Member = await identity.join('vouched');
  const userId = toNodeId('User', member.viewer.userId);
  const acts = [
    [`vouchForPerson(input: { userId: "${userId}", evidence: "ID 4711" }) { userErrors { code } }`, 'vouchForPerson'],
    [`appointOperator(input: { userId: "${userId}" }) { userErrors { code } }`, 'appointOperator'],
    ['rotateSigningKey(input: {}) { userErrors { code } }', 'rotateSigningKey'],
  ] as const;
  for (const [act, name] of acts) {
    const refused = await call(`mutation { ${act} }`, {}, member.viewer);
    expect(refused.data).toEqual({ [name]: { userErrors: [{ code: 'FORBIDDEN' }] } });
    const done = await call(`mutation { ${act} }`, {}, viewer);
    expect(done).toEqual({ data: { [name]: { userErrors: [] } }, errors: [] });
  }
});
