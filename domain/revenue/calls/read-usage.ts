import type { Viewer } from '../../identity/index.ts';
import type { Journals } from '../../ledger/index.ts';
import { usageJournalKey, type Inbox, type InboxEvent } from '../../metering/index.ts';
import type { ModelVersions } from '../../models/index.ts';
import type { Units } from '../../pools/index.ts';
import type { Currency, Micros, Page, PageRequest } from '../../shared/index.ts';
import { paidIn } from './paid.ts';
import type { Refunds } from '../ports.ts';

/** One reported call, and what it cost: null until it is posted. */
export interface UsageLine
  extends
    Units,
    Pick<
      InboxEvent,
      'id' | 'modelVersionId' | 'keyId' | 'ticketId' | 'occurredAt' | 'receivedAt' | 'state' | 'reason'
    > {
  readonly currency: Currency;
  readonly chargedMicros: Micros | null;
  /** What of it was paid back. */
  readonly refundedMicros: Micros;
  /** It is posted, and cost nothing. */
  readonly free: boolean;
}

/** What a customer used, the newest first. The price is read from the journal, the one place that says what was paid. */
export class ReadUsage {
  constructor(
    private readonly inbox: Inbox,
    private readonly modelVersions: Pick<ModelVersions, 'byIds'>,
    private readonly journals: Pick<Journals, 'booked'>,
    private readonly refunds: Pick<Refunds, 'ofEvents'>,
  ) {}

  async execute(viewer: Viewer, request: PageRequest): Promise<Page<UsageLine>> {
    const page = await this.inbox.ofCustomer(viewer.userId, request);
    const versions = await this.modelVersions.byIds([...new Set(page.items.map((event) => event.modelVersionId))]);
    const currencies = new Map(versions.map((version) => [version.id, version.currency]));
    const posted = page.items.filter((event) => event.state === 'posted').map((event) => event.id);
    const journals = await this.journals.booked(posted.map(usageJournalKey));
    const refunds = await this.refunds.ofEvents(posted);
    const items = page.items.map((event) => {
      const journal = journals.get(usageJournalKey(event.id));
      const chargedMicros = journal ? paidIn(journal).priceMicros : 0n;
      return {
        id: event.id,
        modelVersionId: event.modelVersionId,
        keyId: event.keyId,
        ticketId: event.ticketId,
        queries: event.queries,
        inputTokens: event.inputTokens,
        outputTokens: event.outputTokens,
        seconds: event.seconds,
        occurredAt: event.occurredAt,
        receivedAt: event.receivedAt,
        state: event.state,
        reason: event.reason,
        currency: currencies.get(event.modelVersionId) ?? '',
        chargedMicros: event.state === 'posted' ? chargedMicros : null,
        refundedMicros: (refunds.get(event.id) ?? []).reduce((sum, refund) => sum + refund.amountMicros, 0n),
        free: event.state === 'posted' && chargedMicros === 0n,
      };
    });
    return { items, hasMore: page.hasMore, cursorOf: (line) => [line.id.toString()] };
  }
}
