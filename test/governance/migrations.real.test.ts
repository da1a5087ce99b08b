import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chainHead, type Ballot } from '../../domain/governance/index.ts';
import { newId } from '../../domain/shared/index.ts';
import { BallotBoxes1765000010400 } from '../../infra/postgres/governance/ballot-boxes.migration.ts';
import { Strikes1765000010750 } from '../../infra/postgres/governance/strikes.migration.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { engineOn } from './engine.ts';
import { RULES } from './proposals.ts';

let ground: TestGround;
beforeAll(async () => {
  ground = await openTestGround();
});
afterAll(() => ground.close());

test('votes of an instance that had no boxes get their chain and their counters, and go on', async () => {
  const engine = engineOn(ground);
  const members = [
    await engine.voter(),
    await engine.voter(),
    await engine.voter(),
    await engine.voter(),
    await engine.voter(),
  ] as const;
  const group = newId();
  await engine.delegate(members[3], members[0], group);
  const [decided, open] = [
    await engine.open({}, newId(), group),
    await engine.open({ votingPeriodMs: 600_000 }, newId(), group),
  ];
  for (const [i, member] of members.slice(0, 3).entries()) {
    await engine.vote(member, open, i ? 'AGAINST' : 'FOR');
    await engine.vote(member, decided, 'FOR');
  }
  await engine.vote(members[1], open, 'ABSTAIN', 2);
  await ground.database.clock.advance(RULES.votingPeriodMs);
  await engine.settle();
  const before = { box: await engine.boxOf(open), decided: await engine.proposals.byId(decided.id) };

  const runner = ground.dataSource.createQueryRunner();
  const [migration, later] = [new BallotBoxes1765000010400(), new Strikes1765000010750()];
  await later.down(runner);
  await migration.down(runner);
  expect(
    await runner.query('SELECT for_power, against_power, abstain_power FROM proposals WHERE id = $1', [decided.id]),
  ).toEqual([{ for_power: '4', against_power: '0', abstain_power: '0' }]);
  await migration.up(runner);
  await later.up(runner);
  await runner.release();

  const { powers, castPower, voters, sequence } = before.box;
  const box = await engine.boxOf(open);
  expect(box).toMatchObject({ powers, castPower, voters, sequence });
  expect(await engine.proposals.byId(decided.id)).toEqual(before.decided);
  const ballots = await ground.dataSource.manager.find<Ballot>('Ballot', {
    where: { proposalId: open.id },
    order: { sequence: 'ASC' },
  });
  let head = open.rollDigest;
  for (const ballot of ballots) {
    expect(ballot.previous).toBe(head);
    head = chainHead(head, ballot);
  }
  expect(box.head).toBe(head);
  await engine.vote(members[2], open, 'FOR', 2);
  expect((await engine.boxOf(open)).powers).toEqual([3n, 0n, 1n]);
});
