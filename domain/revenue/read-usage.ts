import type { Viewer } from '../identity/index.ts';
import { accountKeys, type Journals } from '../ledger/index.ts';
import { usageJournalKey, type Inbox, type InboxEvent } from '../metering/index.ts';
import type { ModelVersions } from '../models/index.ts';
import type { Currency, Micros, Page, PageRequest } from '../shared/index.ts';

/** One reported call, and what it cost: null until it is posted. */
export interface UsageLine extends Pick<
  InboxEvent,
  'id' | 'modelVersionId' | 'keyId' | 'ticketId' | 'queries' | 'occurredAt' | 'receivedAt' | 'state' | 'reason'
> {
  readonly currency: Currency;
  readonly chargedMicros: Micros | null;
}

/** What a customer used, the newest first. The price is read from the journal, the one place that says what was paid. */
export class ReadUsage {
  constructor(
    private readonly inbox: Inbox,
    private readonly modelVersions: Pick<ModelVersions, 'byIds'>,
    private readonly journals: Journals,
  ) {}

  async execute(viewer: Viewer, request: PageRequest): Promise<Page<UsageLine>> {
    const page = await this.inbox.ofCustomer(viewer.userId, request);
    const versions = await this.modelVersions.byIds([...new Set(page.items.map((event) => event.modelVersionId))]);
    const currencies = new Map(versions.map((version) => [version.id, version.currency]));
    const charged = await this.charged(viewer, page.items, [...new Set(currencies.values())]);
    const items = page.items.map((event) => ({
      id: event.id,
      modelVersionId: event.modelVersionId,
      keyId: event.keyId,
      ticketId: event.ticketId,
      queries: event.queries,
      occurredAt: event.occurredAt,
      receivedAt: event.receivedAt,
      state: event.state,
      reason: event.reason,
      currency: currencies.get(event.modelVersionId) ?? '',
      chargedMicros: event.state === 'posted' ? (charged.get(usageJournalKey(event.id)) ?? 0n) : null,
    }));
    return { items, hasMore: page.hasMore, cursorOf: (line) => [line.id.toString()] };
  }

  private async charged(viewer: Viewer, events: readonly InboxEvent[], currencies: readonly Currency[]) {
    const keys = events.filter((event) => event.state === 'posted').map((event) => usageJournalKey(event.id));
    const charged = new Map<string, Micros>();
    for (const currency of currencies) {
      const amounts = await this.journals.amounts(keys, accountKeys.customer(viewer.userId, currency));
      for (const [key, amount] of amounts) charged.set(key, -amount);
    }
    return charged;
  }
}
