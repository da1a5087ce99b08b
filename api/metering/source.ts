import { DomainError, type Id } from '../../domain/shared/index.ts';
import { fromNodeId, toNodeId } from '../shared/index.ts';

const PREFIX = '/gateways/';

/** The CloudEvents `source` of a gateway: with an event's id it is unique in this instance. */
export function sourceOf(gatewayId: Id): string {
  return PREFIX + toNodeId('Gateway', gatewayId);
}

/** The gateway that a source names, or null. */
export function gatewayIn(source: string): Id | null {
  if (!source.startsWith(PREFIX)) return null;
  try {
    return fromNodeId('Gateway', source.slice(PREFIX.length));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
