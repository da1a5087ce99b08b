import type { Contributed } from './data.ts';
import { importArchives } from './data.ts';
import { meterQueries, type Metered, type Stage } from './metering.ts';
import { trainAndPublish, type OwnedModel } from './model.ts';
import { gatherPeople, type People } from './people.ts';
import { foundPool } from './pool.ts';
import { money, type Terminal } from './terminal.ts';
import { verify, type Books } from './verify.ts';

export interface Size {
  readonly honest: number;
  readonly records: number;
  readonly hostedQueries: number;
  readonly partnerQueries: number;
  readonly votingPeriodMs: number;
}

/** Everything up to a live model. */
export interface LiveModel {
  readonly people: People;
  readonly members: readonly Contributed[];
  readonly accepted: number;
  readonly rejected: number;
  readonly model: OwnedModel;
}

export interface Outcome extends LiveModel {
  readonly metered: Metered;
  readonly books: Books;
  readonly faults: readonly string[];
}

/** The whole loop through the public doors: GraphQL, the upload endpoint, the metering webhook. */
export async function playLoop(stage: Stage, size: Size, terminal: Terminal): Promise<Outcome> {
  const live = await bringModelLive(stage, size, terminal);
  const { people, members, model } = live;
  const owner = (members[0] as Contributed).member;
  const queries = { hosted: size.hostedQueries, partner: size.partnerQueries };
  const metered = await meterQueries(stage, people, model.version, owner, queries, terminal);
  await draw(members[0] as Contributed, model, terminal);
  const { books, faults } = await verify(people, members, model, metered, terminal);
  return { ...live, metered, books, faults };
}

export async function bringModelLive(stage: Stage, size: Size, terminal: Terminal): Promise<LiveModel> {
  const people = await gatherPeople(stage.instance, size, terminal);
  const members = await importArchives(people.parts, stage.root, terminal);
  const pool = await foundPool(people.builder, members, size.votingPeriodMs, terminal);
  const model = await trainAndPublish(people.builder, pool.id, members, terminal);
  const { accepted, rejected } = pool.contributionCounts;
  return { people, members, accepted, rejected, model };
}

async function draw({ member }: Contributed, { version }: OwnedModel, terminal: Terminal): Promise<void> {
  terminal.chapter('An owner draws earned money');
  const before = await member.earningsIn(version.id);
  const half = BigInt(before?.availableMicros ?? 0) / 2n;
  const after = await member.draws(version.id, half, 'first-draw');
  const left = money(BigInt(after.availableMicros), version.currency);
  terminal.fact(`${member.handle} draws ${money(half, version.currency)}; ${left} stay available. The journal says:`);
  const { journal } = await member.latestDraw();
  for (const { accountKind, amountMicros } of journal?.entries ?? []) {
    terminal.fact(`  ${accountKind.padEnd(6)} ${money(BigInt(amountMicros), version.currency).padStart(14)}`);
  }
}
