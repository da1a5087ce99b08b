import { assertOperator, type Viewer } from '../../domain/identity/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { fromNodeId, type NodeLoader } from '../shared/index.ts';

export const CUSTOMER = { nullable: true, description: 'Another customer, for operators; else the viewer.' } as const;

export const CURRENCY = { description: 'ISO 4217 code, such as `EUR`.' };

/** Whose lists to show: the viewer's own, or for an operator anyone's. */
export function customerIn(viewer: Viewer, nodeId: string | null | undefined): Id {
  if (nodeId === null || nodeId === undefined) return viewer.userId;
  const customerId = fromNodeId('User', nodeId, 'customerId');
  if (customerId !== viewer.userId) assertOperator(viewer);
  return customerId;
}

/** It exists for its customer and for operators. */
export function ownedNode(type: string, byId: (id: Id) => Promise<{ readonly customerId: Id } | null>): NodeLoader {
  return { type, load: async (viewer, id) => visible(viewer, await byId(id)) };
}

export function visible<T extends { readonly customerId: Id }>(viewer: Viewer, found: T | null): T | null {
  return found && (viewer.isOperator || found.customerId === viewer.userId) ? found : null;
}
