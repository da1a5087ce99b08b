import type { Command } from 'commander';
import { pledgeObject, wordOf } from '../../codegen/client/index.ts';
import {
  CharterDocument,
  GivePledgeDocument,
  MyDatasetsDocument,
  PoolsDocument,
  type CharterQuery,
  type WholeCharterFragment,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { idGiven } from '../ids.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';

export function poolCommands(program: Command): void {
  command(program, 'datasets', 'list what is in your vault').action(asUser(datasets));
  command(program, 'pools', 'list the pools, newest first').action(asUser(pools));
  command(program, 'pledge <pool> <dataset>', 'pledge a dataset to a pool, under its charter as it is now')
    .option('--yes', 'sign without asking, for programs', false)
    .action(asUser(pledge));
}

async function datasets({ client }: Account, output: Output): Promise<void> {
  const { datasets: list } = await client.request(MyDatasetsDocument, { first: 100 });
  const nodes = list.edges.map(({ node }) => node);
  const rows = nodes.map(({ id, source, state, records }) => [id, source ?? '-', state, String(records)]);
  output.show(
    nodes,
    table(
      [['DATASET', 'SOURCE', 'STATE', 'RECORDS'], ...rows],
      'Your vault is empty. Fill it with `commonpool upload <archive>`.',
    ),
  );
}

async function pools({ client }: Account, output: Output): Promise<void> {
  const { pools: list } = await client.request(PoolsDocument, { first: 100 });
  const nodes = list.edges.map(({ node }) => node);
  const rows = nodes.map(({ id, name, state, pledged, foundingProposal }) => [
    id,
    name,
    state,
    `${pledged.persons} persons`,
    `${pledged.records} records`,
    foundingProposal?.id ?? '-',
  ]);
  output.show(
    nodes,
    table([['POOL', 'NAME', 'STATE', 'PLEDGED', '', 'FOUNDING PROPOSAL'], ...rows], 'There is no pool yet.'),
  );
}

type PledgeOptions = CommonOptions & { readonly yes: boolean };

async function pledge(
  { client }: Account,
  output: Output,
  poolId: string,
  datasetId: string,
  { yes }: PledgeOptions,
): Promise<void> {
  idGiven(datasetId, 'datasets');
  idGiven(poolId, 'pools');
  const { pool } = await client.request(CharterDocument, { poolId });
  if (!pool) throw new UsageFault(`There is no pool ${poolId}. \`commonpool pools\` lists them.`);
  charterInWords(pool).forEach((line) => output.say(line));
  const agreed = await pledgeObject(pool.charter, poolId, datasetId);
  if (!yes) await confirm(`Sign these terms and pledge the dataset to ${pool.name}?`);
  const statementJws = await client.statement('consents.give', agreed.datasetId, agreed);
  const input = { poolId, datasetId, charterDigest: agreed.charterDigest, statementJws };
  const { givePledge } = await client.request(GivePledgeDocument, { input });
  output.show(givePledge.pledge, [`Pledged ${givePledge.pledge?.records ?? 0} records to ${pool.name}.`]);
}

/** Everything that the signature covers. */
function charterInWords({ charter: { scope, terms } }: NonNullable<CharterQuery['pool']>): readonly string[] {
  const { governance: votes } = terms;
  return [
    `Purpose: ${scope.purpose}`,
    `Your consent ends ${scope.retentionDays} days after you give it. Results may go to: ${scope.recipients.join('; ') || 'nobody named'}.`,
    `Algorithm: ${scope.algorithmFamily}. Model: ${wordOf(scope.releaseMode)}. Linkage with other records: ${wordOf(scope.linkage)}.`,
    ...scope.streams.map(({ name, fields }) => `Data: ${name} (${fields.join(', ')})`),
    `Price per query: ${money(terms.pricePerQueryMicros, terms.currency)}; owners ${percent(terms.ownersPpm)}, builder ${percent(terms.builderPpm)}, platform ${percent(terms.platformPpm)}; measured by ${wordOf(terms.valuationMethod)}.`,
    `Founded with ${terms.minPersons} persons and ${terms.minRecords} records, ${terms.minRecordsPerMember} of each member, pledged within ${days(terms.pledgingPeriodMs)}.`,
    `Votes: ${days(votes.votingPeriodMs)} after ${days(votes.votingDelayMs)}, then ${days(votes.noticePeriodMs)} notice and ${days(votes.gracePeriodMs)} to execute; quorum ${percent(votes.quorumPpm)}${votes.abstainCountsToQuorum ? ' with abstentions' : ''}, more than ${percent(votes.thresholdPpm)} for.`,
    ...votingLines(terms),
  ];
}

/** What charters say of votes where they say more than they must. */
function votingLines({ governance, power, treasuryPpm, currency }: WholeCharterFragment['terms']): string[] {
  const { lateWindowMs, results, secret, proposerPpm } = governance;
  const basis = power?.basis === 'UNITS' ? 'their accepted units' : 'the square root of their accepted units';
  return [
    ...(treasuryPpm ? [`The pool itself owns ${percent(treasuryPpm)} of each later model; votes spend it.`] : []),
    ...(secret ? ['Votes are secret: nobody learns who chose what.'] : []),
    ...(results && results !== 'LIVE' ? [`The count is seen ${wordOf(results).replaceAll('-', ' ')}.`] : []),
    ...(lateWindowMs
      ? [`Where the outcome turns in the last ${days(lateWindowMs)}, the vote goes on for as long.`]
      : []),
    ...(proposerPpm ? [`To propose takes ${percent(proposerPpm)} of the power.`] : []),
    ...(power
      ? [
          `Power: ${power.basis === 'PERSON' ? 'one each' : basis}, ${percent(power.capPpm)} for one person at most, of data accepted ${days(power.minAgeMs)} before.`,
        ]
      : []),
    ...(typeof power?.buyerLimitMicros === 'string'
      ? [
          `Who paid more than ${money(power.buyerLimitMicros, currency)} for calls of its models within 90 days before a proposal has no vote in it.`,
        ]
      : []),
  ];
}

function percent(ppm: number): string {
  return `${ppm / 10_000}%`;
}

function days(ms: number): string {
  return `${Number((ms / 86_400_000).toPrecision(3))} days`;
}
