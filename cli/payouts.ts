import type { CommonpoolClient } from '../codegen/client/index.ts';
import { PayoutWalletsDocument, type PayoutStandingFragment } from '../codegen/generated/graphql.ts';
import { UsageFault } from './faults.ts';
import { money } from './money.ts';

/** A line of a list of payouts. */
export function payoutRow(payout: PayoutStandingFragment): string[] {
  const { id, requestedAt, amountMicros, currency, source, state, holdReason, returnReason, destination } = payout;
  const why = holdReason ?? returnReason;
  const words = (name: string) => name.toLowerCase().replaceAll('_', '-');
  return [
    id,
    requestedAt.slice(0, 10),
    money(amountMicros, currency),
    words(source),
    `…${destination.last4}`,
    why ? `${holdReason ? 'held' : words(state)}: ${words(why)}` : words(state),
  ];
}

export const PAYOUT_HEADER = ['PAYOUT', 'REQUESTED', 'AMOUNT', 'FROM', 'TO', 'STATE'];

/** The one that was named, or the instance's only one. */
export async function currencyOf(client: CommonpoolClient, named: string | undefined): Promise<string> {
  if (named !== undefined) return named.toUpperCase();
  const { payoutWallets } = await client.request(PayoutWalletsDocument);
  const [only, ...others] = new Set(payoutWallets.map(({ currency }) => currency));
  if (only === undefined || others.length > 0) throw new UsageFault('Say in which currency: --currency <code>.');
  return only;
}
