import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { CapRow } from '../../domain/attribution/index.ts';
import type { ModelVersion } from '../../domain/models/index.ts';
import { changed, type Tx } from '../../domain/shared/index.ts';
import { postgresAttribution } from '../../infra/postgres/attribution/index.ts';
import { freezeTable } from '../audit/frozen-table.ts';
import { Market } from '../revenue/market.ts';
import { PoolOfProfiles } from './pool-of-profiles.ts';
import type { Ran } from './run-command.ts';

// Each command is a process of its own.
jest.setTimeout(180_000);

const NAMES = ['ada', 'ben', 'cleo'] as const;

/** Its versions have owners who can be asked. */
class OwnedMarket extends Market {
  protected override async freeze(tx: Tx, version: ModelVersion, rows: readonly CapRow[]): Promise<ModelVersion> {
    const { capTables } = postgresAttribution(this.ground.dataSource);
    return changed(version, { capTableDigest: await freezeTable(tx, capTables, version, rows) });
  }
}

let members: PoolOfProfiles;
let market: OwnedMarket;
let poolId: string;
let model: string;

/** Three members and their pool own a model, of which a hundred calls were made, and nothing has to mature. */
beforeAll(async () => {
  members = await PoolOfProfiles.open(NAMES, { COMMONPOOL_MATURITY_MS: '0' });
  const { pool, builder, config, app, house } = members;
  ({ poolId } = members);
  const tokenFile = join(config, 'token');
  await writeFile(tokenFile, app.setupToken ?? '');
  await members.as('operator', 'init', '--url', app.url, '--token-file', tokenFile);
  market = await new OwnedMarket(house.house.ground).open();
  const treasury = { userId: pool.id, isOperator: false, sessionId: null };
  const people = { owners: [...NAMES.map((name) => members.viewerOf(name)), treasury], builder: builder.viewer };
  const terms = { poolId: pool.id, weights: [5n, 3n, 1n, 1n], pricePerQueryMicros: 10_000n, people };
  const { id } = await market.publish(terms);
  model = toNodeId('ModelVersion', id);
  await market.money.postUsage.execute(await market.report(await market.customer(10_000_000n), id, 100));
});
afterAll(() => members.close());

const as = (profile: string, ...args: readonly string[]): Promise<Ran> => members.as(profile, ...args);
const json = <T>(profile: string, ...args: readonly string[]): Promise<T> => members.json<T>(profile, ...args);
const idOf = (name: string) => String(members.ids.get(name));

interface Asked {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly effects: readonly string[];
}

async function adopt(id: string, names: readonly string[] = NAMES): Promise<void> {
  await Promise.all(names.map((name) => json(name, 'vote', id, 'for')));
  await members.executed(id);
}

test('what is no id, no amount or no share is said with what to give instead, and nobody is asked', async () => {
  const wrong = await Promise.all([
    as('ada', 'treasury', 'here'),
    as('ada', 'spend', 'here', idOf('ben'), '1', 'x'),
    as('ada', 'spend', poolId, 'ben', '1', 'x'),
    as('ada', 'spend', poolId, idOf('ben'), 'much', 'x'),
    as('ada', 'close-pool', poolId, 'ben', 'x', '--yes'),
    as('ada', 'reprice', 'it', '--query', '1'),
    as('ada', 'reprice', model, '--query', '1,50'),
    as('ada', 'reprice', model, '--owners', '70%'),
    as('ada', 'reprice', model),
    as('operator', 'strike', 'it', idOf('ben'), 'x', '--yes'),
    as('operator', 'strike', poolId, 'ben', 'x', '--yes'),
    as('ada', 'appeal', 'it', 'x'),
  ]);
  expect(wrong.map(({ code, out }) => [code, out])).toEqual(wrong.map(() => [2, '']));
  const said = wrong.map(({ err }) => err.trimEnd().split('\n').at(-1));
  expect(said).toEqual([
    expect.stringContaining('`commonpool pools` shows the ids'),
    expect.stringContaining('`commonpool pools` shows the ids'),
    expect.stringContaining('`commonpool sign-in` tells them'),
    'much is no amount. Write it like 1.50, with at most six digits after the point.',
    expect.stringContaining('`commonpool sign-in` tells them'),
    expect.stringContaining('`commonpool models <pool>` shows the ids'),
    '1,50 is no amount. Write it like 1.50, with at most six digits after the point.',
    expect.stringContaining('70% is none'),
    expect.stringContaining('--query'),
    expect.stringContaining('`commonpool proposals <pool>` shows the ids'),
    expect.stringContaining('`commonpool sign-in` tells them'),
    expect.stringContaining('`commonpool proposals <pool>` shows the ids'),
  ]);
  expect((await as('ben', 'sign-in')).out).toContain(idOf('ben'));
  const listed = await as('cleo', 'models', poolId);
  expect(listed.err).toBe('');
  expect(listed.out).toMatch(new RegExp(`${model}\\s+1\\s+live\\s+0\\.01 EUR`));
});

test('members see what their pool owns, and give some of it to one of them', async () => {
  expect((await as('cleo', 'treasury', poolId)).out).toBe(
    'It can spend 0.07 EUR: 0.00 EUR drawn, 0.07 EUR earned and not drawn yet.\n',
  );
  const most = await as('ada', 'spend', poolId, idOf('ben'), '0.070001', 'a translation');
  expect([most.code, most.err]).toEqual([
    1,
    'The treasury of this pool can spend 0.07 EUR now. (TREASURY_INSUFFICIENT amountMicros)\n',
  ]);
  const stranger = await as('operator', 'spend', poolId, idOf('ben'), '0.01', 'a translation');
  expect([stranger.code, stranger.err]).toEqual([1, expect.stringContaining('NOT_A_PROPOSER')]);
  const asked = await json<Asked>('ada', 'spend', poolId, idOf('ben'), '0.05', 'a translation');
  expect(asked).toMatchObject({ kind: 'spend-treasury', effects: expect.any(Array), endsAt: expect.any(String) });
  expect((await as('cleo', 'proposal', asked.id)).out).toContain(
    'ben receives 0.05 EUR of the pool’s treasury, for: a translation\n',
  );
  await adopt(asked.id);
  expect((await as('cleo', 'treasury', poolId)).out).toMatch(
    /^It can spend 0\.02 EUR: 0\.02 EUR drawn, 0\.00 EUR earned and not drawn yet\.\n20\S+ {2}0\.05 EUR to ben: a translation\n$/,
  );
  expect(await json('cleo', 'treasury', poolId)).toMatchObject({
    poolId,
    currency: 'EUR',
    totalMicros: '20000',
    spendings: [{ amountMicros: '50000', recipient: { id: idOf('ben'), handle: 'ben' } }],
  });
});

test('a lower price names the vote of the owners; a ballot on it is struck, and counts again', async () => {
  const refused = await Promise.all([
    as('ada', 'reprice', model, '--owners', '800000'),
    as('ada', 'reprice', model, '--builder', '100000', '--owners', '800000'),
    as('ada', 'reprice', model, '--query', '0.01'),
  ]);
  expect(refused.map(({ code, err }) => [code, err])).toEqual([
    [1, expect.stringContaining('INVALID_INPUT ownersPpm')],
    [1, expect.stringContaining('BUILDER_SHARE_PROTECTED')],
    [1, expect.stringContaining('These are the terms that it has.')],
  ]);
  const higher = await as('ben', 'reprice', model, '--query', '0.02', '--title', 'Dearer');
  expect(higher.out).toMatch(/^Price per query: 0\.01 EUR -> 0\.02 EUR\n/);
  expect(higher.out).not.toContain('Owners:');
  const told = (await as('ada', 'reprice', model, '--query', '0.008', '--title', 'Cheaper')).out;
  const [, pools, owners] = /Members: commonpool vote (\S+) for\nOwners: commonpool vote (\S+) for\n$/.exec(told) ?? [];
  expect(told).toMatch(/^Price per query: 0\.01 EUR -> 0\.008 EUR\n/);
  await json('cleo', 'vote', String(pools), 'against');

  const [silent, byMember] = await Promise.all([
    as('operator', 'strike', String(pools), idOf('cleo'), 'the account was bought'),
    as('ada', 'strike', String(pools), idOf('cleo'), 'I do not like it', '--yes'),
  ]);
  expect([silent.code, silent.err]).toEqual([2, expect.stringContaining('nothing was struck. Give --yes')]);
  expect([byMember.code, byMember.err]).toEqual([1, expect.stringContaining('FORBIDDEN')]);
  const struck = await as('operator', 'strike', String(pools), idOf('cleo'), 'the account was bought', '--yes');
  expect(struck.out).toContain(`commonpool appeal ${pools} <why>`);
  const seen = (await as('cleo', 'proposal', String(pools))).out;
  expect(seen).toContain(
    `Your ballot was struck and does not count. Say why it should: commonpool appeal ${pools} <why>`,
  );
  expect(seen).toContain('a ballot was struck: the account was bought');
  expect(await json('cleo', 'appeal', String(pools), 'it is mine')).toMatchObject({ appeal: 'it is mine' });
  const [heard, twice] = await Promise.all([
    as('ada', 'proposal', String(pools)),
    as('cleo', 'appeal', String(pools), 'it is mine'),
  ]);
  expect(heard.out).toContain('its voter appealed: it is mine');
  expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('NOT_FOUND')]);

  await Promise.all(['ada', 'ben'].map((name) => json(name, 'vote', String(owners), 'for')));
  await adopt(String(pools), ['ada', 'ben']);
  expect((await as('ada', 'proposal', String(pools))).out).toContain('reprice-model, EXECUTED.');
});

test('members end their pool, after they were asked whether they mean it', async () => {
  const asked = ['close-pool', poolId, idOf('ben'), 'its purpose is fulfilled'];
  const silent = await as('ada', ...asked);
  expect([silent.code, silent.out]).toEqual([2, '']);
  expect(silent.err).toContain('nothing brings the pool back');
  expect(silent.err).toContain('nothing was asked. Give --yes');
  const { id, effects } = await json<Asked>('ada', ...asked, '--yes');
  expect(effects[0]).toBe('The pool ends: its purpose is fulfilled');
  await adopt(id);
  expect((await as('ada', 'pools')).out).toContain('CLOSING');
});

test('everybody has heard of it, and with what id to look at it', async () => {
  const all = await json<{ notice: { kind: string; title: string; lines: string[]; subjectId: string } }[]>(
    'cleo',
    'notices',
  );
  const kinds = all.map(({ notice }) => notice.kind);
  expect(kinds).toEqual(expect.arrayContaining(['PROPOSAL_OPENED', 'EXIT', 'HOLD']));
  const spend = all.find(({ notice: { kind, title } }) => kind === 'EXIT' && title === 'Spend of the treasury')?.notice;
  expect(spend?.lines).toContain('ben receives 0.05 EUR of the pool’s treasury, for: a translation');
  expect((await as('cleo', 'proposal', String(spend?.subjectId))).out).toContain('Spend of the treasury');
  const { out } = await as('cleo', 'notices', '--unread', '--read-all');
  expect(out).toContain('Your ballot was struck and counts for nothing until you appeal.');
  expect(out).toContain('Price per query: 0.01 EUR -> 0.008 EUR');
  expect((await as('cleo', 'notices', '--unread')).out).toBe('You have read everything.\n');
});
