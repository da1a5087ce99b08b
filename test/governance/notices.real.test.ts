import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Proposal } from '../../domain/governance/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import type { Member } from './members.ts';
import { RULES } from './proposals.ts';

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
let receiver: Server;
let isUp = true;
const taken: string[] = [];
const voters: Member[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    request
      .on('data', () => {})
      .on('end', () => {
        if (isUp) taken.push(String(request.headers['webhook-id']));
        response.writeHead(isUp ? 204 : 503).end();
      });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  ground = await openTestGround({
    COMMONPOOL_NOTICE_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
    COMMONPOOL_NOTICE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  });
  engine = engineOn(ground);
  for (let at = 0; at < 12; at += 1) voters.push(await engine.voter());
});
afterAll(async () => {
  receiver.close();
  await ground.close();
});

const voter = (at: number) => voters[at] as Member;
const pass = (ms: number) => ground.database.clock.advance(ms);

async function deliver(): Promise<void> {
  while (await engine.notices.spreadNotices.execute());
  for (const { job } of engine.notices.deliverNotices) while ((await job.execute()) > 0);
  while (await engine.notices.dispatchNotices.execute());
}

async function heardBy(at: number, { id }: Proposal): Promise<string[]> {
  const { inboxes, notices } = engine.notices;
  const page = { limit: 50, direction: 'forward' } as const;
  const { items } = await inboxes.page(voter(at).viewer.userId, false, page);
  const heard = await notices.byIds(items.map(({ noticeId }) => noticeId));
  return heard
    .filter(({ subjectId }) => subjectId === id)
    .map(({ kind }) => kind)
    .toSorted();
}

const found = async ({ id }: Proposal) => (await engine.proposals.byId(id)) as Proposal;

test('an exit period does not end before everybody was told of it, and begins anew where that took long', async () => {
  isUp = false;
  const proposal = await engine.open();
  for (const at of [0, 1, 2]) await engine.vote(voter(at), proposal, 'FOR');
  await pass(RULES.votingPeriodMs);
  await engine.settle();
  const { eta: planned } = await found(proposal);
  await pass(RULES.noticePeriodMs + RULES.gracePeriodMs);
  await deliver();
  await engine.settle();
  expect([(await found(proposal)).state, await engine.effects(proposal)]).toEqual(['QUEUED', 0]);

  isUp = true;
  await pass(20_000);
  await deliver();
  const { eta, expiresAt } = await found(proposal);
  const now = await ground.database.clock.now();
  expect(Number(eta)).toBeGreaterThan(Number(planned));
  expect(Math.abs(Number(eta) - now.getTime() - RULES.noticePeriodMs)).toBeLessThan(2_000);
  expect(Number(expiresAt) - Number(eta)).toBe(RULES.gracePeriodMs);
  expect((await engine.logOf(proposal)).at(-1)).toMatchObject({ toState: 'QUEUED', reason: 'MEMBERS_TOLD' });
  await engine.settle();
  expect(await engine.effects(proposal)).toBe(0);
  await pass(RULES.noticePeriodMs);
  await engine.settle();
  expect([(await found(proposal)).state, await engine.effects(proposal)]).toEqual(['EXECUTED', 1]);
  expect(new Set(taken).size).toBe(taken.length);
});

test('voters hear that it opened, who has not voted that it closes soon, and all what became of it, each once', async () => {
  const proposal = await engine.open({ votingPeriodMs: 100_000 });
  await engine.vote(voter(0), proposal, 'AGAINST');
  await deliver();
  expect(await engine.tellClosing.execute()).toBe(false);
  await pass(80_000);
  for (const _ of [1, 2]) await engine.tellClosing.execute();
  await deliver();
  expect([await heardBy(0, proposal), await heardBy(1, proposal)]).toEqual([
    ['proposal-opened'],
    ['closing-soon', 'proposal-opened'],
  ]);
  await pass(20_000);
  await engine.settle();
  await deliver();
  expect(await heardBy(0, proposal)).toEqual(['decided', 'proposal-opened']);
});

test('a delegator hears, once, that the delegate voted; who voted for themselves does not', async () => {
  const group = newId();
  for (const at of [1, 2]) await engine.delegate(voter(at), voter(0), group);
  const proposal = await engine.open({}, newId(), group);
  await engine.vote(voter(2), proposal, 'AGAINST');
  await engine.vote(voter(0), proposal, 'FOR');
  await engine.vote(voter(0), proposal, 'AGAINST', 2);
  await deliver();
  const heard = await Promise.all([0, 1, 2].map((at) => heardBy(at, proposal)));
  expect(heard).toEqual([['proposal-opened'], ['delegate-voted', 'proposal-opened'], ['proposal-opened']]);
});

test('a voter whose ballot was struck hears why', async () => {
  const proposal = await engine.open();
  await engine.vote(voter(3), proposal, 'FOR');
  const operator = { ...(await engine.members.join()).viewer, isOperator: true };
  const { userId } = voter(3).viewer;
  await engine.strikeBallot.execute({ viewer: operator, proposalId: proposal.id, userId, reason: 'a bought account' });
  await deliver();
  expect(await heardBy(3, proposal)).toEqual(['hold', 'proposal-opened']);
  expect(await heardBy(2, proposal)).toEqual(['proposal-opened']);
});
