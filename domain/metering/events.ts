import type { DomainEvent } from '../shared/index.ts';
import type { Probe } from './probe.ts';
import type { WatchedGap } from './watched-gap.ts';

/** Numbers of a gateway have been missing for too long, or the last of them has come after all. */
export function gapChanged({ id: gapId, gatewayId, closedAt }: WatchedGap): DomainEvent {
  return { subject: `metering.gap.${gatewayId}`, payload: { gapId, gatewayId, open: closedAt === null } };
}

/** It is known whether a gateway reported a call that the platform had made. */
export function probeChecked({ id: probeId, gatewayId, state }: Probe): DomainEvent {
  return { subject: `metering.probe.${gatewayId}`, payload: { probeId, gatewayId, state } };
}
