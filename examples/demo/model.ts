import {
  CapTableDocument,
  ModelVersionsDocument,
  ValuationChangedDocument,
  type CapTableQuery,
  type ModelVersionStateFragment,
} from '../../codegen/generated/graphql.ts';
import { first, present } from './actors/actor.ts';
import type { Builder } from './actors/builder.ts';
import type { Contributed } from './data.ts';
import { decide } from './pool.ts';
import type { Terminal } from './terminal.ts';

type CapTable = NonNullable<CapTableQuery['capTable']>;

/** What one member's own row of the cap table says. */
export interface Share {
  readonly handle: string;
  readonly weight: bigint;
  /** Signed, in nats: what the others' held-out texts lose without this member. */
  readonly measured: string;
}

export interface OwnedModel {
  readonly version: ModelVersionStateFragment;
  readonly capTable: CapTable;
  readonly shares: readonly Share[];
}

/** Run, valuation, cap table, publication: each approved by the members it concerns. */
export async function trainAndPublish(
  builder: Builder,
  poolId: string,
  members: readonly Contributed[],
  terminal: Terminal,
): Promise<OwnedModel> {
  const accepted = await acceptedIn(poolId, members);
  terminal.chapter('Members approve one run of one algorithm; it meets the data in the clean room');
  await decide(builder, accepted, (await builder.proposesRun(poolId)).id, terminal);
  const runId = await train(builder, poolId, terminal);

  terminal.chapter('What each member’s data helped is measured on the others’ held-out texts, and frozen');
  const { valuationChanged } = await first(
    builder.client.follow(ValuationChangedDocument, { runId }),
    ({ valuationChanged: { state } }) => state === 'FROZEN' || state === 'HELD',
  );
  if (valuationChanged.state !== 'FROZEN') throw new Error(`The valuation is held: ${valuationChanged.message}`);
  const { capTable, shares } = await readCapTable(members, runId, terminal);

  terminal.chapter('Members vote to publish exactly this artefact with exactly this cap table');
  await decide(builder, accepted, (await builder.proposesPublication(runId)).id, terminal);
  const { modelVersions } = await builder.client.request(ModelVersionsDocument, { poolId, first: 1 });
  const version = present(modelVersions.edges[0]).node;
  terminal.fact(`Model version ${version.number} is ${version.state.toLowerCase()}.`);
  return { version, capTable, shares };
}

/** Who has a vote from here on: a copycat has none. */
async function acceptedIn(poolId: string, members: readonly Contributed[]): Promise<Contributed[]> {
  const contributions = await Promise.all(members.map(({ member }) => member.contributionsTo(poolId)));
  return members.filter((_, i) => contributions[i]?.some(({ state }) => state === 'ACCEPTED'));
}

async function train(builder: Builder, poolId: string, terminal: Terminal): Promise<string> {
  const { id } = await builder.latestRun(poolId);
  let bar: ReturnType<Terminal['bar']> | undefined;
  const run = await builder.seesTraining(id, ({ recordsTotal, recordsFed }) => {
    if (recordsTotal) (bar ??= terminal.bar('into the clean room', recordsTotal)).to(recordsFed);
  });
  bar?.done();
  terminal.endBars();
  if (run.state !== 'SUCCEEDED') throw new Error(`The run failed: ${run.failure?.message ?? run.state}`);
  const { metrics, artefactBytes } = run;
  terminal.fact(
    `Trained on ${metrics?.trainingRecords} texts: ${metrics?.vocabulary} words, ` +
      `held-out perplexity ${metrics?.heldOutPerplexity}, ${artefactBytes} bytes.`,
  );
  return id;
}

/** Each member sees their own row only, so each is asked for it. */
async function readCapTable(members: readonly Contributed[], runId: string, terminal: Terminal) {
  let capTable: CapTable | null = null;
  const shares: Share[] = [];
  for (const { member } of members) {
    const answer = await member.client.request(CapTableDocument, { runId });
    const { handle } = member;
    const row = answer.capTable?.myRow;
    capTable ??= answer.capTable;
    shares.push({ handle, weight: BigInt(row?.weight ?? 0), measured: row?.measured ?? 'not in the corpus' });
  }
  const table = present(capTable);
  const total = BigInt(table.totalWeight);
  terminal.table(
    ['member', 'helped (nats)', 'owns'],
    shares.map(({ handle, measured, weight }) => [handle, measured, percent(weight, total)]),
  );
  return { capTable: table, shares };
}

export function percent(part: bigint, whole: bigint): string {
  return `${(Number((part * 1_000_000n) / whole) / 10_000).toFixed(4)} %`;
}
