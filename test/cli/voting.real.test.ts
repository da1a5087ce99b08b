import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import type { Json } from '../../domain/shared/index.ts';
import { PoolOfProfiles } from './pool-of-profiles.ts';

// Each command is a process of its own.
jest.setTimeout(180_000);

let members: PoolOfProfiles;
let poolId: string;

beforeAll(async () => {
  members = await PoolOfProfiles.open(['ada', 'ben', 'cleo', 'dan', 'eve']);
  ({ poolId } = members);
});
afterAll(() => members.close());

const as = (profile: string, ...args: readonly string[]) => members.as(profile, ...args);
const json = <T>(profile: string, ...args: readonly string[]) => members.json<T>(profile, ...args);

test('a member asks, others rank, one votes for another, and anyone counts it again', async () => {
  await json('ben', 'delegate', poolId, String(members.ids.get('ada')), '--yes');
  const asked = [
    'ask',
    poolId,
    'Where to?',
    'Where do we meet?',
    '--method',
    'ranked',
    '--choice',
    'sea',
    'hills',
    'city',
  ];
  const { id } = await json<{ id: string }>('cleo', ...asked);
  await json('ada', 'vote', id, 'hills', 'sea');
  await json('cleo', 'vote', id, '3');
  const unknown = await as('dan', 'vote', id, 'moon');
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('1. sea; 2. hills; 3. city')]);
  const voted = await as('dan', 'vote', id, 'hills', '--reason', 'The air.');
  expect(voted.out).toMatch(/^Ballot 3\. Your receipt: ey/m);

  expect((await as('eve', 'proposals', poolId)).out).toMatch(
    /advisory +ACTIVE .* sea 0, hills 3, city 1, abstain 0 +Where to\?$/m,
  );
  const shown = (await as('eve', 'proposal', id)).out;
  expect(shown).toContain('The answer is advice: nothing changes by it.');
  expect(shown).toContain('You have not voted.');
  const file = join(members.config, 'vote.json');
  const early = await as('eve', 'bundle', id, '--out', file);
  expect([early.code, early.err]).toEqual([1, expect.stringContaining('when its voting has ended')]);

  await members.pass(1);
  expect((await as('eve', 'proposal', id)).out).toContain('Round 1: 0 3 1');
  await json('eve', 'bundle', id, '--out', file);
  const counted = await as('nobody', 'recount', file);
  expect(counted).toMatchObject({ code: 0, err: '' });
  expect(counted.out).toContain('hills: 3, 3 of it signed');
  expect(counted.out).toMatch(/What to look at, of the power that was cast: [\d.]+% in the largest ballot/);
  expect(counted.out).toContain('Seal: the instance’s');
  expect(counted.out).toContain('The bundle proves its result.');
  await writeFile(file, (await readFile(file, 'utf8')).replace('"choice":[1,0]', '"choice":[0,1]'));
  const forged = await as('nobody', 'recount', file, '--json');
  expect(forged.code).toBe(1);
  const { faults, signs } = JSON.parse(forged.out) as { faults: string[]; signs: object };
  expect(signs).toMatchObject({ unsignedPpm: 0, replaced: 0, struckPower: '0' });
  expect(faults).toContain('the seal is not the instance’s over these lines');
  expect(faults).toContainEqual(expect.stringMatching(/^the signature of ballot 1 does not say this/));
});

test('a member keeps a reserve and says yes to a wider scope before it holds', async () => {
  const broken = await as('ada', 'reserve-terms', poolId, '--min-price', '20000', '--yes');
  expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('RESERVE_BROKEN')]);
  const kept = await json<object>('ada', 'reserve-terms', poolId, '--min-price', '9000', '--forbid', 'open', '--yes');
  expect(kept).toMatchObject({ minPricePerQueryMicros: '9000', forbiddenUses: ['open'], maxRetentionDays: null });

  const { house, pool, builder } = members;
  const { digest, scope } = await house.database.transactions.run((tx) => house.charters.current(tx, pool.id));
  const params = { baseDigest: digest, scope: { ...scope, retentionDays: 400 } as unknown as Json };
  const asking = { viewer: builder.viewer, poolId: pool.id, kind: 'widen-scope', title: 'Longer', params };
  const wider = toNodeId('Proposal', (await house.proposeAsMember.execute(asking)).id);
  const [mine] = await house.contributions.ofUserIn([pool.id], members.viewerOf('ada').userId);
  const contributionId = toNodeId('Contribution', String(mine?.id));
  const said = await as('ada', 'opt-in', contributionId, '--proposal', wider, '--yes');
  expect([said.code, said.out]).toEqual([0, 'Said yes. The contribution is accepted.\n']);
  const early = await as('ada', 'opt-in', contributionId, '--yes');
  expect([early.code, early.err]).toEqual([1, expect.stringContaining('NOT_DORMANT')]);
  expect((await as('ada', 'proposal', wider)).out).toContain('Days until a consent ends: 365 -> 400');
});

test('members elect a guardian, who stops a proposal with a reason', async () => {
  expect((await as('eve', 'guardians', poolId)).out).toBe('This pool has elected no guardians.\n');
  const { id } = await json<{ id: string }>('ada', 'elect', poolId, String(members.ids.get('eve')), '--days', '30');
  await Promise.all(['ada', 'cleo', 'dan'].map((name) => json(name, 'vote', id, 'for')));
  await members.pass(2);
  expect((await as('eve', 'guardians', poolId)).out).toContain(String(members.ids.get('eve')));
  const asked = await json<{ id: string }>('dan', 'ask', poolId, 'Sell?', 'Shall we sell all of it?');
  const stranger = await as('dan', 'veto', asked.id, 'No.', '--yes');
  expect([stranger.code, stranger.err]).toEqual([1, expect.stringContaining('Only guardians')]);
  expect((await as('eve', 'veto', asked.id, 'It is not ours.', '--yes')).out).toBe('It is vetoed, with 1 vetoes.\n');
  expect((await as('dan', 'proposal', asked.id)).out).toContain('It is not ours.');
});
