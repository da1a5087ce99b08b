import { decimalAmount, type BatchFile, type ManualProvider, type PayoutOrder } from '../../domain/payouts/index.ts';
import { csvText, sha256Hex } from '../../domain/shared/index.ts';

const HEADER = ['payout', 'kind', 'account', 'holder', 'amount', 'currency'];

/** A file for the bank's own tools. The same orders give the same bytes; a bank with another format is another adapter. */
export class CsvManualProvider implements ManualProvider {
  send(orders: readonly PayoutOrder[]): Promise<BatchFile> {
    const rows = orders.map(({ payoutId, destination: { kind, account, holder }, amountMicros, currency }) => [
      payoutId,
      kind,
      account,
      holder,
      decimalAmount(amountMicros, currency),
      currency,
    ]);
    const text = csvText([HEADER, ...rows]);
    return Promise.resolve({ text, digest: sha256Hex(text) });
  }
}
