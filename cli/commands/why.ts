import type { Command } from 'commander';
import { ExplainUsageDocument, ModelCallsDocument, type ExplainUsageQuery } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';

type Explained = ExplainUsageQuery['explainUsage'];

export function whyCommands(program: Command): void {
  command(program, 'why <call>', 'why one call cost, and earned you, what it did').action(asUser(why));
  command(program, 'calls <model-version>', 'the newest calls of a model version that you own a part of')
    .option('--first <count>', 'how many: 1 to 100', '20')
    .action(asUser(calls));
}

async function why({ client }: Account, output: Output, call: string): Promise<void> {
  if (!/^\d{1,18}$/.test(call)) {
    throw new UsageFault(`${call} is no call. \`commonpool calls <model-version>\` lists their numbers.`);
  }
  const { explainUsage: found } = await client.request(ExplainUsageDocument, { inboxId: call });
  output.show(found, [...pricedLines(found), ...sharedLines(found)]);
}

/** After "cost 1.50 EUR:". */
export const RULES: Readonly<Record<NonNullable<Explained['charge']>['rule'], string>> = {
  UNITS: 'what its units cost',
  MINIMUM: 'the minimum, which is more than its units cost',
  FREE_TIER: 'it was among the free queries of that month',
  WAIVED: 'an operator waived it',
  NOTHING_ASKED: 'its terms ask nothing for it',
};

function pricedLines({ charge, version, ...call }: Explained): string[] {
  const { currency } = version;
  const units = [
    [call.queries, 'queries', version.pricePerQueryMicros, ''],
    [call.inputTokens, 'tokens in', version.pricePerMillionInputTokensMicros, ' a million'],
    [call.outputTokens, 'tokens out', version.pricePerMillionOutputTokensMicros, ' a million'],
    [call.seconds, 'seconds', version.pricePerSecondMicros, ''],
  ] as const;
  const used = units.filter(([count]) => count > 0);
  return [
    `Call ${call.inboxId} of ${version.id}, made ${call.occurredAt}: ${call.state.toLowerCase()}`,
    ...used.map(([count, name, price, per]) => `  ${name}: ${count} at ${money(price, currency)}${per}`),
    charge
      ? `  cost ${money(charge.priceMicros, currency)}: ${RULES[charge.rule]} (units ${money(charge.unitsMicros, currency)})`
      : '  has no price until it is posted',
  ];
}

function sharedLines({ version, paid, revenue, owner, refunds }: Explained): string[] {
  const { currency } = version;
  const amount = (micros: string) => money(micros, currency);
  const lines: string[] = [];
  if (paid) {
    const of = (ppm: number) => `floor(price x ${ppm} / 1000000)`;
    lines.push(
      `Shared: platform ${amount(paid.feeMicros)} = ${of(version.platformPpm)}, builder ${amount(paid.builderMicros)} = ${of(version.builderPpm)}, owners the rest: ${amount(paid.shareMicros)}`,
    );
    if (paid.shareTo === 'UNALLOCATED') lines.push('  The owners’ share went to nobody: the version was closed.');
  }
  if (revenue) lines.push(`R, which all owners earned: ${revenue.beforeMicros} before, ${revenue.afterMicros} after`);
  if (owner) {
    lines.push(
      `You own ${owner.weight} of ${owner.totalWeight}: floor(R x w / W) was ${owner.earnedBeforeMicros}, and is ${owner.earnedAfterMicros} micros`,
      `  exactly ${owner.exactNumerator}/${owner.exactDenominator} micros of this call are yours`,
    );
  }
  for (const { amountMicros, shareMicros, shareFrom, refundedAt } of refunds) {
    lines.push(
      `Paid back ${refundedAt}: ${amount(amountMicros)}, of it ${amount(shareMicros)} from the ${shareFrom.toLowerCase()}`,
    );
  }
  return lines;
}

async function calls(
  { client }: Account,
  output: Output,
  modelVersionId: string,
  { first }: CommonOptions & { readonly first: string },
): Promise<void> {
  const asked = { modelVersionId, first: Number(first) };
  const nodes = (await client.request(ModelCallsDocument, asked)).modelCalls.edges.map(({ node }) => node);
  const rows = nodes.map(({ inboxId, occurredAt, currency, ...call }) => [
    inboxId,
    occurredAt,
    ...[call.priceMicros, call.shareMicros, call.refundedShareMicros].map((micros) => money(micros, currency)),
  ]);
  output.show(nodes, table([['CALL', 'MADE', 'PRICE', 'SHARE', 'TAKEN BACK'], ...rows], 'There is no call yet.'));
}
