import type { ReleaseMode } from '../pools/index.ts';
import type { Id } from '../shared/index.ts';
import type { GatewayKind } from './gateway.ts';

/** A licensed gateway may serve one model version from `grantedAt` until `endedAt`. A new licence is a new row. */
export class Licence {
  readonly id!: Id;
  readonly gatewayId!: Id;
  readonly modelVersionId!: Id;
  readonly grantedBy!: Id;
  readonly grantedAt!: Date;
  readonly endedBy!: Id | null;
  /** Null while it holds. */
  readonly endedAt!: Date | null;

  constructor(fields: Licence) {
    Object.assign(this, fields);
  }
}

/** A licence counts by the time of the call: what was served before its end is still paid when it is reported later. */
export function heldAt(licences: readonly Pick<Licence, 'grantedAt' | 'endedAt'>[], at: Date): boolean {
  return licences.some(({ grantedAt, endedAt }) => grantedAt <= at && !(endedAt && endedAt <= at));
}

/**
 * Whether a gateway may serve a version: a hosted one the hosted versions, a licensed one those it has a licence for.
 * Weights that are published serve themselves, so nobody meters them.
 */
export function mayServe(kind: GatewayKind, releaseMode: ReleaseMode, licensed: boolean): boolean {
  switch (releaseMode) {
    case 'hosted':
      return kind === 'hosted';
    case 'licensed-gateway':
      return kind === 'licensed' && licensed;
    case 'open':
      return false;
  }
}
