import type { BookedJournal, Journals } from '../../ledger/index.ts';
import { expiredTicketOf, ticketJournalKeys, type Tickets } from '../../mandates/index.ts';
import { inboxIdIn, usageJournalKey, type Inbox } from '../../metering/index.ts';
import { NotFound, type Id, type Tx } from '../../shared/index.ts';
import { UsageNotPosted } from '../errors.ts';

/** What was paid for: a call that its gateway reported, or one of which only its ticket is known, which expired. */
export type PaidFor = { readonly inboxId: bigint } | { readonly ticketId: Id };

export interface PaidCall {
  readonly paidFor: PaidFor;
  readonly customerId: Id;
  readonly gatewayId: Id;
  readonly modelVersionId: Id;
  /** By which it was paid. */
  readonly journal: BookedJournal;
}

export function paidJournalKey(paidFor: PaidFor): string {
  return 'inboxId' in paidFor ? usageJournalKey(paidFor.inboxId) : ticketJournalKeys.expiry(paidFor.ticketId);
}

/** Null for a journal by which no call was paid. */
export function paidForIn(journalKey: string): PaidFor | null {
  const inboxId = inboxIdIn(journalKey);
  if (inboxId !== null) return { inboxId };
  const ticketId = expiredTicketOf(journalKey);
  return ticketId === null ? null : { ticketId };
}

/** Finds calls that somebody paid for, whichever way. */
export class PaidCalls {
  constructor(
    private readonly inbox: Pick<Inbox, 'find'>,
    private readonly tickets: Pick<Tickets, 'byId'>,
    private readonly journals: Pick<Journals, 'find'>,
  ) {}

  /** `customerId`: whose call it must be. Throws NOT_FOUND, and USAGE_NOT_POSTED where nothing was paid. */
  async find(tx: Tx, paidFor: PaidFor, customerId: Id | null = null): Promise<PaidCall> {
    const [field, found] =
      'inboxId' in paidFor
        ? (['inboxId', await this.inbox.find(tx, paidFor.inboxId)] as const)
        : (['ticketId', await this.tickets.byId(paidFor.ticketId)] as const);
    if (!found || (customerId !== null && found.customerId !== customerId)) throw new NotFound('The call', [field]);
    const journal = await this.journals.find(tx, paidJournalKey(paidFor));
    if (!journal) throw new UsageNotPosted(field, found.state);
    const { gatewayId, modelVersionId } = found;
    return { paidFor, customerId: found.customerId, gatewayId, modelVersionId, journal };
  }
}
