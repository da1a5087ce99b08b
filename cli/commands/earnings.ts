import type { Command } from 'commander';
import type { CommonpoolClient } from '../../codegen/client/index.ts';
import {
  EarningsByMonthDocument,
  EarningsByPeriodDocument,
  type EarningsPeriodStateFragment,
  type PeriodUnit,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { allEarnings } from '../earnings.ts';
import { UsageFault } from '../faults.ts';
import { money } from '../money.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';
import { sparkline } from '../sparkline.ts';

type EarningsOptions = CommonOptions & {
  readonly by?: string;
  readonly modelVersion?: string;
  readonly from?: string;
  readonly to?: string;
};

export function earningsCommand(program: Command): void {
  command(program, 'earnings', 'what your data has earned, by model version')
    .option('--by <unit>', 'list days or months instead: day or month')
    .option('--model-version <id>', 'with --by: only this one')
    .option('--from <day>', 'with --by: from this day on, like 2026-01-01')
    .option('--to <day>', 'with --by: up to this day')
    .action(asUser(earnings));
}

async function earnings({ client }: Account, output: Output, options: EarningsOptions): Promise<void> {
  if (options.by !== undefined) return byPeriod(client, output, options);
  const all = await allEarnings(client);
  const rows = all.map(({ modelVersionId, sharePpm, currency, ...line }) => [
    modelVersionId,
    `${(sharePpm / 10_000).toFixed(2)}%`,
    ...[line.earnedMicros, line.maturedMicros, line.drawnMicros, line.availableMicros].map((each) =>
      money(each, currency),
    ),
  ]);
  output.show(
    all,
    table(
      [['MODEL VERSION', 'SHARE', 'EARNED', 'MATURED', 'DRAWN', 'AVAILABLE'], ...rows],
      'You own no part of a published model yet.',
    ),
  );
}

interface Series {
  /** Null: all versions in one currency together. */
  readonly modelVersionId: string | null;
  readonly currency: string;
  /** The oldest first. */
  readonly periods: readonly EarningsPeriodStateFragment[];
}

async function byPeriod(client: CommonpoolClient, output: Output, options: EarningsOptions): Promise<void> {
  const unit = (['DAY', 'MONTH'] as const).find((known) => known === options.by?.toUpperCase());
  if (!unit) throw new UsageFault(`Earnings are listed by day or by month; ${options.by} is neither.`);
  const owned = (await allEarnings(client)).filter(
    ({ modelVersionId }) => options.modelVersion === undefined || modelVersionId === options.modelVersion,
  );
  const series: Series[] = [];
  for (const { modelVersionId, currency } of owned) {
    series.push({ modelVersionId, currency, periods: await periodsOf(client, modelVersionId, unit, options) });
  }
  if (unit === 'MONTH' && !options.from && !options.to) series.push(...(await totals(client, series)));
  output.show(series, series.length > 0 ? series.flatMap(seriesLines) : ['You own no part of such a model version.']);
}

async function periodsOf(
  client: CommonpoolClient,
  modelVersionId: string,
  unit: PeriodUnit,
  { from, to }: EarningsOptions,
): Promise<EarningsPeriodStateFragment[]> {
  const asked = { modelVersionId, unit, from: from ?? null, to: to ?? null };
  const newestFirst = await nodesOf(
    async (page) => (await client.request(EarningsByPeriodDocument, { ...asked, ...page })).earningsByPeriod,
  );
  return newestFirst.toReversed();
}

/** Where several versions earn in one currency, what they earn together. */
async function totals(client: CommonpoolClient, series: readonly Series[]): Promise<Series[]> {
  const currencies = series.map(({ currency }) => currency);
  const several = [...new Set(currencies.filter((currency, i) => currencies.indexOf(currency) !== i))];
  return Promise.all(
    several.map(async (currency) => {
      const newestFirst = await nodesOf(
        async (page) => (await client.request(EarningsByMonthDocument, { currency, ...page })).earningsByMonth,
      );
      return { modelVersionId: null, currency, periods: newestFirst.toReversed() };
    }),
  );
}

function seriesLines({ modelVersionId, currency, periods }: Series): string[] {
  const amounts = periods.map(({ earnedMicros, closingMicros }) => BigInt(earnedMicros) + BigInt(closingMicros));
  const rows = periods.map(({ period, calls, final }, i) => [
    period,
    calls,
    money(String(amounts[i]), currency),
    final ? 'final' : 'provisional',
  ]);
  return [
    `${modelVersionId ?? `All in ${currency}`}  ${sparkline(amounts)}`,
    ...table([['PERIOD', 'CALLS', 'EARNED', ''], ...rows], 'Nothing yet.'),
    '',
  ];
}
