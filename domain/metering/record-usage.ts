import type { User } from '../identity/index.ts';
import type { ClaimTickets, TicketClaim } from '../mandates/index.ts';
import type { ModelVersion } from '../models/index.ts';
import type { Id, Transactions, Tx } from '../shared/index.ts';
import type { Gateway } from './gateway.ts';
import { heldAt, mayServe } from './licence.ts';
import type { Licences, UsageRefusals } from './oversight-ports.ts';
import type { CallersKey, Inbox, ReadByIds, RefusedEvent, StoredEvent, UsageQueue } from './ports.ts';
import type { MalformedEvent } from './refusal.ts';
import {
  refusalOf,
  ticketRefusal,
  type Refusal,
  type RefusalCode,
  type UsageEvent,
  type UsageFacts,
} from './usage-event.ts';

export type UsageResult =
  | { readonly eventId: string; readonly status: 'accepted' | 'duplicate' }
  | {
      readonly eventId: string;
      readonly status: 'conflict' | 'refused';
      readonly code: RefusalCode;
      readonly message: string;
    };

const CONFLICT: Refusal = {
  code: 'EVENT_CONFLICT',
  message: 'An event with this id and other content was accepted before; that one counts. Give each call its own id.',
};

/** Of a version what never changes: it is remembered from call to call. */
type Published = Omit<ModelVersion, 'state'>;
/** Who reports: its kind decides what it may have served. */
export type ReportingGateway = Pick<Gateway, 'id' | 'kind'>;

/**
 * Counts each event once. When this returns, the accepted ones are committed: they survive any crash, and the caller
 * may answer 2xx. The queue is only a hint to post them now.
 */
export class RecordUsage {
  constructor(
    private readonly transactions: Transactions,
    private readonly inbox: Inbox,
    private readonly apiKeys: ReadByIds<CallersKey>,
    private readonly users: ReadByIds<Pick<User, 'id'>>,
    private readonly modelVersions: ReadByIds<Published>,
    private readonly licences: Pick<Licences, 'ofVersions'>,
    private readonly refusals: Pick<UsageRefusals, 'note'>,
    private readonly queue: UsageQueue,
    private readonly claimTickets: ClaimTickets,
  ) {}

  /** One result per event, in the order given. `malformed` came beside them and cannot be counted; it is kept as evidence. */
  async execute(
    gateway: ReportingGateway,
    events: readonly UsageEvent[],
    malformed: readonly MalformedEvent[] = [],
  ): Promise<readonly UsageResult[]> {
    const factsOf = await this.facts(gateway, events);
    const { results, added } = await this.transactions.run(async (tx) => {
      const recorded = await this.record(tx, gateway.id, events, factsOf);
      await this.keepRefused(tx, gateway.id, [...recorded.refused, ...malformed]);
      return recorded;
    });
    if (added.length > 0) this.queue.publish(added);
    return results;
  }

  private async record(
    tx: Tx,
    gatewayId: Id,
    events: readonly UsageEvent[],
    factsOf: (event: UsageEvent) => UsageFacts,
  ) {
    const refusals = new Map(events.map((event) => [event, refusalOf(event, factsOf(event), tx.now)]));
    const wanted = firstOfEachId(events.filter((event) => !refusals.get(event)));
    const faults = await this.claimTickets.examine(tx, gatewayId, wanted.flatMap(claimOf));
    for (const event of events) {
      refusals.set(event, refusals.get(event) ?? ticketRefusal(faults.get(event.eventId)));
    }
    const candidates = wanted.filter((event) => !refusals.get(event));
    const added =
      candidates.length > 0 ? await this.inbox.append(tx, gatewayId, candidates) : new Map<string, bigint>();
    await this.claimTickets.claim(
      tx,
      candidates.flatMap(({ eventId, ticketId }) => {
        const usageId = added.get(eventId);
        return usageId !== undefined && ticketId !== null ? [{ ticketId, eventId, usageId }] : [];
      }),
    );
    const others = [...new Set(events.map((event) => event.eventId))].filter((id) => !added.has(id));
    const earlier = others.length > 0 ? await this.inbox.stored(tx, gatewayId, others) : new Map<string, StoredEvent>();

    const digests = new Map(candidates.map(({ eventId, digest }) => [eventId, digest]));
    const answered = new Set<string>();
    const outcomes = events.map((event) => {
      const stored = added.has(event.eventId) ? digests.get(event.eventId) : earlier.get(event.eventId)?.digest;
      const isNew = added.has(event.eventId) && !answered.has(event.eventId);
      answered.add(event.eventId);
      return { event, result: resultOf(event, stored, isNew, refusals.get(event) ?? null) };
    });
    const refused = outcomes.flatMap(({ event, result }) =>
      'code' in result ? [{ ...event, code: result.code }] : [],
    );
    return {
      results: outcomes.map(({ result }) => result),
      refused,
      added: candidates.flatMap(({ eventId, customerId }) => {
        const id = added.get(eventId);
        return id === undefined ? [] : [{ id, customerId }];
      }),
    };
  }

  private async keepRefused(tx: Tx, gatewayId: Id, refused: readonly (RefusedEvent | MalformedEvent)[]): Promise<void> {
    const isNumbered = (one: RefusedEvent | MalformedEvent): one is RefusedEvent => one.sequence !== null;
    const numbered = refused.filter(isNumbered);
    if (numbered.length > 0) await this.inbox.refuse(tx, gatewayId, numbered);
    const others = refused.filter((one) => !isNumbered(one));
    if (others.length > 0) await this.refusals.note(tx, gatewayId, others);
  }

  /** Read before the transaction: versions and users are never removed, and the end of a key or a licence carries its own time. */
  private async facts(
    { id: gatewayId, kind }: ReportingGateway,
    events: readonly UsageEvent[],
  ): Promise<(event: UsageEvent) => UsageFacts> {
    const distinct = (idOf: (event: UsageEvent) => Id) => [...new Set(events.map(idOf))];
    const versionIds = distinct((event) => event.modelVersionId);
    const [versions, customers, keys, licences] = await Promise.all([
      this.modelVersions.byIds(versionIds),
      this.users.byIds(distinct((event) => event.customerId)),
      this.apiKeys.byIds(distinct((event) => event.keyId)),
      kind === 'licensed' ? this.licences.ofVersions(gatewayId, versionIds) : [],
    ]);
    const versionOf = new Map(versions.map((version) => [version.id, version]));
    const known = new Set(customers.map((customer) => customer.id));
    const keyOf = new Map(keys.map((key) => [key.id, key]));
    const servable = ({ modelVersionId, occurredAt }: UsageEvent) => {
      const version = versionOf.get(modelVersionId);
      const ofVersion = licences.filter((licence) => licence.modelVersionId === modelVersionId);
      return version !== undefined && mayServe(kind, version.releaseMode, heldAt(ofVersion, occurredAt));
    };
    return (event) => ({
      publishedAt: versionOf.get(event.modelVersionId)?.publishedAt,
      mayServe: servable(event),
      releaseMode: versionOf.get(event.modelVersionId)?.releaseMode,
      customerKnown: known.has(event.customerId),
      key: keyOf.get(event.keyId),
    });
  }
}

/** What the event asks of its ticket; nothing where it has none. */
function claimOf(event: UsageEvent): TicketClaim[] {
  const { ticketId, eventId, customerId, keyId, modelVersionId } = event;
  return ticketId === null ? [] : [{ ticketId, eventId, customerId, keyId, modelVersionId, units: event }];
}

function firstOfEachId(events: readonly UsageEvent[]): UsageEvent[] {
  const byId = new Map<string, UsageEvent>();
  for (const event of events) if (!byId.has(event.eventId)) byId.set(event.eventId, event);
  return [...byId.values()];
}

/** A stored event decides before any refusal does: the repeat of an accepted event is a success, however old it is. */
function resultOf(
  event: UsageEvent,
  storedDigest: string | undefined,
  isNew: boolean,
  refusal: Refusal | null,
): UsageResult {
  const { eventId } = event;
  if (storedDigest !== undefined && storedDigest !== event.digest) return { eventId, status: 'conflict', ...CONFLICT };
  if (storedDigest !== undefined) return { eventId, status: isNew ? 'accepted' : 'duplicate' };
  return { eventId, status: 'refused', ...(refusal ?? CONFLICT) };
}
