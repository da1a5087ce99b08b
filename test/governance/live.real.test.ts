import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { toNodeId } from '../../api/shared/index.ts';
import {
  createClient,
  generateKey,
  uuidOf,
  type CommonpoolClient,
  type SigningKey,
  type Tokens,
} from '../../codegen/client/index.ts';
import { BallotCastDocument, CastVoteDocument, TallyChangedDocument } from '../../codegen/generated/graphql.ts';
import type { Proposal } from '../../domain/governance/index.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { runProgram, type RunningProgram } from '../support/program.ts';
import { engineOn } from './engine.ts';

/** Whole processes start here, which takes a busy machine a while. */
jest.setTimeout(120_000);

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));

interface Replica {
  readonly url: string;
  kill(): Promise<void>;
}

interface Voter {
  readonly key: SigningKey;
  tokens: Tokens | null;
}

let ground: TestGround;
let engine: ReturnType<typeof engineOn>;
const programs: RunningProgram[] = [];
const clients: CommonpoolClient[] = [];
const voters: Voter[] = [];

beforeAll(async () => {
  ground = await openTestGround();
  engine = engineOn(ground);
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  for (const program of programs) program.kill('SIGKILL');
  await Promise.all(programs.map(({ ended }) => ended));
  await ground.close();
});

async function replica(): Promise<Replica> {
  const program = runProgram(MAIN, [], {
    DATABASE_URL: ground.database.url,
    NATS_URL: String(process.env['COMMONPOOL_TEST_NATS_URL']),
    COMMONPOOL_DATA: ground.config.dataFolder,
    COMMONPOOL_AUDIT_HOUR: 'off',
    PORT: '0',
    LOG_LEVEL: 'error',
  });
  programs.push(program);
  const [, url] = /^Commonpool is ready at (\S+)$/.exec(await program.nextLine()) ?? [];
  const kill = async () => {
    program.kill('SIGKILL');
    await program.ended;
  };
  return { url: String(url), kill };
}

function clientOf({ url }: Replica, voter: Voter): CommonpoolClient {
  const { key, tokens } = voter;
  const client = createClient({ url, key, tokens, webSocket: WebSocket, onTokens: (next) => (voter.tokens = next) });
  clients.push(client);
  return client;
}

async function join(at: Replica, handle: string): Promise<void> {
  const voter: Voter = { key: await generateKey(), tokens: null };
  const { userId } = await clientOf(at, voter).signUp(handle);
  engine.admit(uuidOf(userId));
  voters.push(voter);
}

async function vote(at: Replica, voter: Voter, { id }: Proposal, choice: 'FOR' | 'AGAINST'): Promise<void> {
  const client = clientOf(at, voter);
  const statementJws = await client.statement('governance.vote', id, { proposalId: id, choice });
  await client.request(CastVoteDocument, { input: { proposalId: toNodeId('Proposal', id), choice, statementJws } });
}

/** Hears ballots at a replica from where it stopped before, until there are so many. */
async function hear(at: Replica, proposal: Proposal, heard: string[], wanted: number): Promise<void> {
  const client = clientOf(at, voters[0] as Voter);
  const from = { proposalId: toNodeId('Proposal', proposal.id), after: heard.at(-1) ?? '0' };
  for await (const { ballotCast } of client.follow(BallotCastDocument, from)) {
    heard.push(ballotCast.sequence);
    if (heard.length === wanted) return;
  }
}

test('ballots cast at one process are heard at the other, each once and in order, whichever of them is killed', async () => {
  let [here, there] = await Promise.all([replica(), replica()]);
  for (let at = 0; at < 4; at += 1) await join(here, `voter${at}`);
  const proposal = await engine.open({ votingPeriodMs: 3_600_000 });
  const heard: string[] = [];
  const castAll = async (at: Replica, choice: 'FOR' | 'AGAINST') => {
    for (const voter of voters) await vote(at, voter, proposal, choice);
  };

  const first = hear(there, proposal, heard, 4);
  await castAll(here, 'FOR');
  await first;
  await there.kill();
  await castAll(here, 'AGAINST');
  const second = hear(here, proposal, heard, 12);
  await castAll(here, 'FOR');
  await second;

  there = await replica();
  const third = hear(there, proposal, heard, 20);
  await castAll(here, 'AGAINST');
  await here.kill();
  await castAll(there, 'FOR');
  await third;
  expect(heard).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)));

  const follower = clientOf(there, voters[1] as Voter);
  const seen: { sequence: string; powers: readonly string[] | undefined }[] = [];
  const from = { proposalId: toNodeId('Proposal', proposal.id), after: '20' };
  const following = (async () => {
    for await (const { tallyChanged } of follower.follow(TallyChangedDocument, from)) {
      seen.push({ sequence: tallyChanged.sequence, powers: tallyChanged.tally?.powers });
      if (tallyChanged.sequence === '24') return;
    }
  })();
  await castAll(there, 'AGAINST');
  await following;
  expect(seen.every(({ sequence }) => BigInt(sequence) > 20n)).toBe(true);
  expect(seen.at(-1)).toEqual({ sequence: '24', powers: ['0', '4', '0'] });
  expect(seen.length).toBeLessThanOrEqual(4);
});
