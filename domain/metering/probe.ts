import { InvalidInput, type Id } from '../shared/index.ts';
import { FUTURE_TOLERANCE_MS, type InboxEvent, type UsageEvent } from './usage-event.ts';

/** `sealed`: nobody but operators may know of it, and it is too early to ask. */
export type ProbeState = 'sealed' | 'reported' | 'misreported' | 'unreported';

/** What the call was, in the units of its price. */
export type ProbedUnits = Pick<UsageEvent, 'queries'>;

/** A call that the platform itself bought from a gateway, under the account of a plain customer. */
export class Probe {
  readonly id!: Id;
  readonly gatewayId!: Id;
  readonly modelVersionId!: Id;
  readonly customerId!: Id;
  readonly keyId!: Id;
  readonly calledAt!: Date;
  readonly units!: ProbedUnits;
  readonly recordedBy!: Id;
  readonly recordedAt!: Date;
  readonly state!: ProbeState;
  readonly checkedAt!: Date | null;
  /** The accepted event that was found for it; null while sealed, and where there is none. */
  readonly inboxId!: bigint | null;

  constructor(fields: Probe) {
    Object.assign(this, fields);
  }
}

/** Clocks of honest gateways are off by no more than what the intake allows them. */
export const PROBE_TOLERANCE_MS = FUTURE_TOLERANCE_MS;

/** An accepted event as far as it could be the report of a probe. */
export type ReportedCall = Pick<InboxEvent, 'id' | 'occurredAt' | 'queries'>;

export interface ProbeVerdict {
  readonly state: Exclude<ProbeState, 'sealed'>;
  readonly inboxId: bigint | null;
}

export function assertProbedUnits(units: ProbedUnits): ProbedUnits {
  const { queries } = units;
  if (!Number.isInteger(queries) || queries < 1 || queries > 1_000_000) {
    throw new InvalidInput(['units', 'queries'], 'A call is 1 to 1000000 queries.');
  }
  return { queries };
}

/**
 * Which of the calls reports which probe, all of one gateway, key and version. An event reports at most one probe. With
 * the probes in the order of their calls, each takes the earliest event that is left to it: no other choice finds
 * reports for more of them, so an honest gateway is never short of one. Equal units go first.
 */
export function probeVerdicts(
  probes: readonly Pick<Probe, 'id' | 'calledAt' | 'units'>[],
  calls: readonly ReportedCall[],
): Map<Id, ProbeVerdict> {
  const ordered = probes.toSorted((a, b) => a.calledAt.getTime() - b.calledAt.getTime());
  const left = calls.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  const verdicts = new Map<Id, ProbeVerdict>();
  const take = (state: 'reported' | 'misreported', fits: (units: ProbedUnits, call: ReportedCall) => boolean) => {
    for (const { id, calledAt, units } of ordered) {
      if (verdicts.has(id)) continue;
      const at = left.findIndex((call) => isNear(calledAt, call.occurredAt) && fits(units, call));
      const [call] = at < 0 ? [] : left.splice(at, 1);
      if (call) verdicts.set(id, { state, inboxId: call.id });
    }
  };
  take('reported', (units, call) => units.queries === call.queries);
  take('misreported', () => true);
  for (const { id } of ordered) if (!verdicts.has(id)) verdicts.set(id, { state: 'unreported', inboxId: null });
  return verdicts;
}

function isNear(calledAt: Date, occurredAt: Date): boolean {
  return Math.abs(calledAt.getTime() - occurredAt.getTime()) <= PROBE_TOLERANCE_MS;
}
