import { PoolChangedDocument, type PoolStateFragment, type ProposePoolInput } from '../../codegen/generated/graphql.ts';
import { first, present } from './actors/actor.ts';
import type { Builder } from './actors/builder.ts';
import type { Contributed } from './data.ts';
import { money, type Terminal } from './terminal.ts';

const SECOND_MS = 1_000;

/** What the builder asks for, and offers. Periods are short so that the story does not wait; an instance's own are days. */
export function charter(votingPeriodMs: number, minPersons: number): ProposePoolInput {
  return {
    name: 'Small talk: a language model of everyday writing',
    scope: {
      purpose: 'Train a small language model that completes everyday sentences.',
      streams: [
        { name: 'reddit.comments', fields: ['body'] },
        { name: 'reddit.posts', fields: ['title', 'body'] },
      ],
      retentionDays: 365,
      recipients: ['this instance only; the model never leaves it'],
      algorithmFamily: 'text-ngram',
      linkage: 'NONE',
      releaseMode: 'HOSTED',
    },
    terms: {
      currency: 'EUR',
      pricePerQueryMicros: '1999',
      platformPpm: 100_000,
      builderPpm: 200_000,
      ownersPpm: 700_000,
      minPersons,
      minRecords: minPersons * 500,
      minRecordsPerMember: 100,
      pledgingPeriodMs: 600 * SECOND_MS,
      valuationMethod: 'LEAVE_OUT',
      governance: {
        votingDelayMs: 0,
        votingPeriodMs,
        noticePeriodMs: 500,
        gracePeriodMs: 600 * SECOND_MS,
        quorumPpm: 500_000,
        thresholdPpm: 500_000,
        abstainCountsToQuorum: true,
      },
    },
  };
}

/** From the pitch to a live pool with decided contributions. */
export async function foundPool(
  builder: Builder,
  members: readonly Contributed[],
  votingPeriodMs: number,
  terminal: Terminal,
): Promise<PoolStateFragment> {
  terminal.chapter('A builder pitches a pool; members read its charter, sign, and pledge');
  const input = charter(votingPeriodMs, members.length - 2);
  const pool = await builder.proposesPool(input);
  const { terms } = input;
  terminal.fact(
    `A query costs ${money(BigInt(terms.pricePerQueryMicros), terms.currency)}: ` +
      `platform ${terms.platformPpm / 10_000} %, builder ${terms.builderPpm / 10_000} %, owners ${terms.ownersPpm / 10_000} %.`,
  );
  // In order: whoever brings a text first is the one it counts for.
  for (const { member, datasetId } of members) await member.pledges(datasetId, pool.id);
  terminal.fact(`${members.length} members pledged under exactly these terms.`);

  terminal.chapter('One person, one vote: the members found the pool');
  const started = await builder.startsFoundingVote(pool.id);
  await decide(builder, members, present(started.foundingProposal).id, terminal);

  terminal.chapter('Contributions are checked: what somebody else brought before does not count');
  return evaluated(builder, pool.id, members, terminal);
}

/** Everyone votes yes with a ballot signed by their own key; the decision then executes by itself. */
export async function decide(
  builder: Builder,
  voters: readonly Pick<Contributed, 'member'>[],
  proposalId: string,
  terminal: Terminal,
): Promise<void> {
  await Promise.all(voters.map(({ member }) => member.votes(proposalId, 'FOR')));
  const settled = await builder.sees(proposalId);
  const { tally } = settled;
  terminal.fact(
    `${settled.title}: ${tally?.forPower} for, ${tally?.againstPower} against, ${tally?.notCastPower} not cast. ${settled.state}.`,
  );
  if (settled.state !== 'EXECUTED') throw new Error(`The vote ended ${settled.state}.`);
}

async function evaluated(
  builder: Builder,
  poolId: string,
  members: readonly Contributed[],
  terminal: Terminal,
): Promise<PoolStateFragment> {
  const bar = terminal.bar('checked', members.length);
  const { poolChanged: pool } = await first(
    builder.client.follow(PoolChangedDocument, { poolId }),
    ({ poolChanged: { contributionCounts: counts } }) => {
      bar.to(counts.accepted + counts.rejected);
      return counts.pending === 0 && counts.accepted + counts.rejected === members.length;
    },
  );
  bar.done();
  terminal.endBars();
  for (const { member } of members) {
    for (const { state, duplicates, records, reasons } of await member.contributionsTo(poolId)) {
      if (state === 'REJECTED') {
        terminal.fact(
          `${member.handle} is rejected (${reasons.join(', ')}): ${duplicates} of ${records} texts are another's.`,
        );
      }
    }
  }
  terminal.fact(`${pool.contributionCounts.accepted} accepted with ${pool.contributionCounts.units} units.`);
  return pool;
}
