import type { Viewer } from '../../identity/index.ts';
import type { Journals } from '../../ledger/index.ts';
import { usageJournalKey, type Inbox } from '../../metering/index.ts';
import { NotFound, type Currency, type Id, type Micros, type Page, type PageRequest } from '../../shared/index.ts';
import type { Pots, Refunds } from '../ports.ts';
import { paidIn } from './paid.ts';

/** A posted call as the owners of its version see it: when and for how much, never by whom. */
export interface ModelCall {
  readonly inboxId: bigint;
  readonly occurredAt: Date;
  readonly currency: Currency;
  readonly priceMicros: Micros;
  /** What of it is the owners'. */
  readonly shareMicros: Micros;
  /** What refunds took back from the pot. */
  readonly refundedShareMicros: Micros;
}

/** The calls of a version, the newest first, for its owners and operators. */
export class ReadModelCalls {
  constructor(
    private readonly inbox: Pick<Inbox, 'postedOf'>,
    private readonly pots: Pick<Pots, 'earnings' | 'byId'>,
    private readonly journals: Pick<Journals, 'booked'>,
    private readonly refunds: Pick<Refunds, 'ofEvents'>,
  ) {}

  async execute(viewer: Viewer, modelVersionId: Id, request: PageRequest): Promise<Page<ModelCall>> {
    const pot = viewer.isOperator
      ? await this.pots.byId(modelVersionId)
      : await this.pots.earnings(viewer.userId, modelVersionId);
    if (!pot) throw new NotFound('A share in this model version', ['modelVersionId']);
    const page = await this.inbox.postedOf(modelVersionId, request);
    const ids = page.items.map((event) => event.id);
    const journals = await this.journals.booked(ids.map(usageJournalKey));
    const refunds = await this.refunds.ofEvents(ids);
    const items = page.items.map(({ id, occurredAt }) => {
      const journal = journals.get(usageJournalKey(id));
      const { priceMicros, shareMicros } = journal ? paidIn(journal) : { priceMicros: 0n, shareMicros: 0n };
      const taken = (refunds.get(id) ?? []).filter((refund) => refund.shareFrom === 'pot');
      const refundedShareMicros = taken.reduce((sum, refund) => sum + refund.shareMicros, 0n);
      return { inboxId: id, occurredAt, currency: pot.currency, priceMicros, shareMicros, refundedShareMicros };
    });
    return { items, hasMore: page.hasMore, cursorOf: (call) => [call.inboxId.toString()] };
  }
}
