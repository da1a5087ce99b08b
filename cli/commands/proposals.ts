import { Option, type Command } from 'commander';
import {
  CastVoteDocument,
  ProposalDocument,
  ProposalsDocument,
  ProposeAdviceDocument,
  type BallotMethod,
  type CastVoteInput,
  type ProposalQuery,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { choiceGiven } from '../choices.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';
import { tallyLine } from '../tally.ts';

/** What the members of a pool are asked, and how they answer. */
export function proposalCommands(program: Command): void {
  command(program, 'proposals <pool>', 'what the members of a pool were asked, the newest first').action(asUser(list));
  command(program, 'proposal <proposal>', 'one question: what follows from it, how it stands, and its log').action(
    asUser(show),
  );
  command(program, 'vote <proposal> <choice...>', 'vote for, against or abstain; or for choices of the proposal’s own')
    .option('--reason <text>', 'why, for everyone to read')
    .action(asUser(vote));
  command(program, 'ask <pool> <title> <text>', 'ask the members of a pool for advice; nothing changes by the answer')
    .addOption(new Option('--method <method>', 'how they choose').choices(['simple', 'approval', 'weighted', 'ranked']))
    .option('--choice <text...>', 'what they can choose; without, they answer for, against or abstain')
    .action(asUser(ask));
}

async function list({ client }: Account, output: Output, poolId: string): Promise<void> {
  idGiven(poolId, 'pools');
  const nodes = await nodesOf(async (page) => (await client.request(ProposalsDocument, { ...page, poolId })).proposals);
  const rows = nodes.map((node) => [node.id, node.kind, node.state, node.endsAt, tallyLine(node), node.title]);
  output.show(
    nodes,
    table([['PROPOSAL', 'KIND', 'STATE', 'VOTING ENDS', 'COUNT', 'TITLE'], ...rows], 'Nothing was asked here yet.'),
  );
}

type Shown = NonNullable<ProposalQuery['proposal']>;

async function show(account: Account, output: Output, id: string): Promise<void> {
  const proposal = await read(account, id);
  output.show(proposal, linesOf(proposal));
}

function linesOf(proposal: Shown): string[] {
  const { kind, title, state, startsAt, endsAt, eta, effects, choices, method, timeline, myPower } = proposal;
  return [
    title,
    `${kind}, ${state}. Voting from ${startsAt} until ${endsAt}${eta ? `; takes effect at ${eta}` : ''}.`,
    ...effects,
    ...(method === 'SIMPLE' ? [] : choices.map((choice, place) => `  ${place + 1}. ${choice}`)),
    `Count: ${tallyLine(proposal)}.`,
    ...(proposal.rounds ?? []).map(({ powers, eliminated, by }, i) => {
      const out = eliminated.map((place) => choices[place]).join(', ');
      return `Round ${i + 1}: ${powers.map((power) => power ?? '-').join(' ')}${by ? `; out: ${out} (${by})` : ''}`;
    }),
    `Your power: ${myPower}. ${yourVote(proposal)}`,
    ...proposal.strikes.flatMap(strikeLines),
    ...proposal.vetoes.map(({ guardianId, reason }) => `Veto of ${guardianId}: ${reason}`),
    ...timeline.map(({ at, fromState, toState, reason }) => {
      return `${at}  ${fromState === toState ? toState : `${fromState ?? 'published'} -> ${toState}`}${reason ? ` (${reason})` : ''}`;
    }),
  ];
}

function yourVote({ id, myBallot }: Shown): string {
  if (!myBallot) return 'You have not voted.';
  if (!myBallot.struck) return 'You have voted; the latest vote before the end counts.';
  return `Your ballot was struck and does not count. Say why it should: commonpool appeal ${id} <why>`;
}

function strikeLines({ struckAt, reason, appealedAt, appeal, upheldAt, upheldReason }: Shown['strikes'][number]) {
  return [
    `${struckAt}  a ballot was struck: ${reason}`,
    ...(appealedAt === null ? [] : [`${appealedAt}  its voter appealed: ${appeal}`]),
    ...(upheldAt === null ? [] : [`${upheldAt}  another operator upheld the strike: ${upheldReason}`]),
  ];
}

async function read({ client }: Account, id: string): Promise<Shown> {
  idGiven(id, 'proposals <pool>');
  const { proposal } = await client.request(ProposalDocument, { id });
  if (!proposal) throw new UsageFault(`There is no proposal ${id}. See \`commonpool proposals <pool>\`.`);
  return proposal;
}

type VoteOptions = CommonOptions & { readonly reason?: string };

async function vote(
  account: Account,
  output: Output,
  id: string,
  words: readonly string[],
  { reason }: VoteOptions,
): Promise<void> {
  const { client } = account;
  const proposal = await read(account, id);
  const { signed, ...input } = choiceGiven(proposal, words);
  const proposalId = idGiven(id, 'proposals <pool>');
  const given = reason === undefined ? {} : { reason };
  const statementJws = await client.statement('governance.vote', proposalId, { proposalId, choice: signed, ...given });
  const cast: CastVoteInput = { proposalId: id, ...input, ...given, statementJws };
  const { ballot } = (await client.request(CastVoteDocument, { input: cast })).castVote;
  output.show(ballot, [
    `Voted ${words.join(' ')}. The latest vote before the end counts.`,
    `Ballot ${ballot?.sequence}. Your receipt: ${ballot?.receipt}`,
  ]);
}

type AskOptions = CommonOptions & { readonly method?: string; readonly choice?: readonly string[] };

async function ask(
  { client }: Account,
  output: Output,
  poolId: string,
  title: string,
  text: string,
  { method, choice = [] }: AskOptions,
): Promise<void> {
  idGiven(poolId, 'pools');
  const chosen = (method ?? (choice.length > 0 ? 'approval' : 'simple')).toUpperCase();
  const input = { poolId, title, text, method: chosen as BallotMethod, choices: [...choice] };
  const { proposal } = (await client.request(ProposeAdviceDocument, { input })).proposeAdvice;
  output.show(proposal, [
    `Asked: ${proposal?.id}. Votes from ${proposal?.startsAt} until ${proposal?.endsAt}.`,
    `commonpool vote ${proposal?.id} ...`,
  ]);
}
