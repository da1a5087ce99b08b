import { accountKeys, type BookedJournal } from '../../ledger/index.ts';
import { usageJournalKey, type AuditedEvent, type ChargeTerms } from '../../metering/index.ts';
import { versionAt, type ModelVersion } from '../../models/index.ts';
import { priceOf, pricesOf } from '../../pools/index.ts';
import type { Micros } from '../../shared/index.ts';
import type { Pot } from '../pots/pot.ts';
import { splitPrice } from '../posting/split.ts';

/** A version with its pot, which an event that names it should have been charged by. */
export interface SoldVersion {
  readonly version: ModelVersion;
  readonly pot: Pot;
}

/** One for each stretch of time in which other terms held. */
export function termsOf({ version, pot }: SoldVersion): ChargeTerms[] {
  const { currency, builderId, modelVersionId } = pot;
  const from = [null, ...version.repricings.map(({ since }) => since)];
  return from.map((since, at) => {
    const held = since === null ? version : versionAt(version, since);
    return {
      ...pricesOf(held),
      platformPpm: held.platformPpm,
      builderPpm: held.builderPpm,
      since,
      until: from[at + 1] ?? null,
      modelVersionId,
      currency,
      platformAccount: accountKeys.platform(currency),
      builderAccount: accountKeys.builder(builderId, currency),
      potAccount: accountKeys.pot(modelVersionId),
    };
  });
}

/** `paid`: its journal is right. `free`: nothing was paid, which needs a reason. Otherwise the sentence about what is wrong. */
export type Charged = 'paid' | 'unposted' | 'free' | { readonly fault: string };

/** Compares what an event should have moved with what was moved in its name. */
export function examineCharge(
  event: AuditedEvent,
  sold: SoldVersion | undefined,
  journals: readonly BookedJournal[],
): Charged {
  const wrong = (what: string): Charged => ({ fault: `event ${event.id}: ${what}` });
  const [journal, second] = journals;
  if (second) return wrong(`two journals have its key ${second.key}`);
  if (event.state !== 'posted') {
    return journal ? wrong(`it is ${event.state}, but journal ${journal.key} says that it is posted`) : 'unposted';
  }
  if (!sold) return wrong(`it is posted, but no pot belongs to its model version ${event.modelVersionId}`);
  const { pot } = sold;
  const version = versionAt(sold.version, event.receivedAt);
  const priceMicros = priceOf(event, version);
  if (journal && journal.kind !== 'usage') return wrong(`its journal is of kind ${journal.kind}`);
  const moved = journal ? movedBy(journal) : new Map<string, Micros>();
  if ([...moved.values()].every((micros) => micros === 0n)) return priceMicros === 0n ? 'paid' : 'free';
  const { feeMicros, builderMicros, shareMicros } = splitPrice(priceMicros, version);
  const { currency, builderId, modelVersionId } = pot;
  // A decision about a call that came after the closing leaves the share to nobody.
  const unowned = pot.state === 'closed' && moved.has(accountKeys.unallocated(currency));
  const wanted: readonly (readonly [account: string, Micros])[] = [
    [accountKeys.customer(event.customerId, currency), -priceMicros],
    [accountKeys.platform(currency), feeMicros],
    [accountKeys.builder(builderId, currency), builderMicros],
    [unowned ? accountKeys.unallocated(currency) : accountKeys.pot(modelVersionId), shareMicros],
  ];
  for (const [account, micros] of wanted) {
    const found = moved.get(account) ?? 0n;
    moved.delete(account);
    if (found !== micros) return wrong(`it should have moved ${account} by ${micros}, but moved it by ${found}`);
  }
  const other = [...moved].find(([, micros]) => micros !== 0n);
  return other ? wrong(`it has nothing to do with ${other[0]}, but moved it by ${other[1]}`) : 'paid';
}

/** A ticket's hold and the balance that it is of are one: what was held and not spent goes back. */
function movedBy({ entries }: BookedJournal): Map<string, Micros> {
  const moved = new Map<string, Micros>();
  for (const { account, amountMicros } of entries) {
    const one = account.replace(/^held:/, 'customer:');
    moved.set(one, (moved.get(one) ?? 0n) + amountMicros);
  }
  return moved;
}

export function journalKeysOf(first: bigint, end: bigint): string[] {
  return Array.from({ length: Number(end - first) }, (_, i) => usageJournalKey(first + BigInt(i)));
}
