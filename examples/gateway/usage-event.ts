/** One call of a customer, as the gateway knows it when it answers. */
export interface Call {
  /** Unique in this gateway, for ever; the customer gets it as `callId`. */
  readonly id: string;
  /** When the call came, ISO 8601 in UTC with milliseconds. */
  readonly time: string;
  /** Node ids, as the instance gave them out. */
  readonly modelVersionId: string;
  readonly customerId: string;
  readonly keyId: string;
  readonly queries: number;
  /** The ticket that was bought for it; absent for a call without one. */
  readonly ticketId?: string;
}

/** A call that has its number: 1, 2, 3 ... in this gateway, without gaps, so that the instance sees when one is lost. */
export interface UsageEvent extends Call {
  readonly sequence: number;
}

export const EVENT_TYPE = 'org.commonpool.usage.v1';

/** CloudEvents 1.0 in JSON. The same event is always the same text: a repeat with other content would be a conflict. */
export function toCloudEvent(source: string, event: UsageEvent) {
  const { id, time, sequence, modelVersionId, customerId, keyId, queries, ticketId } = event;
  return {
    specversion: '1.0',
    type: EVENT_TYPE,
    source,
    id,
    time,
    datacontenttype: 'application/json',
    sequence: String(sequence),
    data: { modelVersionId, customerId, keyId, units: { queries }, ...(ticketId && { ticketId }) },
  };
}
