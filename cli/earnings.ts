import type { CommonpoolClient } from '../codegen/client/index.ts';
import { EarningsDocument, type EarningsStateFragment } from '../codegen/generated/graphql.ts';
import { UsageFault } from './faults.ts';
import { nodesOf } from './pages.ts';

/** One line per model version that the user owns a part of. */
export function allEarnings(client: CommonpoolClient): Promise<EarningsStateFragment[]> {
  return nodesOf(async (page) => (await client.request(EarningsDocument, page)).earnings);
}

/** The one currency in which the user owns something, or the one they named. */
export async function currencyOf(client: CommonpoolClient, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const currencies = [...new Set((await allEarnings(client)).map(({ currency }) => currency))];
  if (currencies.length === 1) return currencies[0] as string;
  throw new UsageFault(
    currencies.length === 0
      ? 'You own no part of a published model yet. Give --currency for an empty statement.'
      : `You own models in ${currencies.join(', ')}. Choose one with --currency.`,
  );
}
