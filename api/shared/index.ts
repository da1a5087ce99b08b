export { Public } from './access.ts';
export {
  connectionFrom,
  connectionOf,
  ConnectionArgs,
  filterHash,
  pageRequest,
  toConnection,
  type ConnectionOf,
  type EdgeOf,
} from './connection.ts';
export { viewerOf, type ApiContext } from './context.ts';
export { enumOf } from './enum.ts';
export { InvalidNodeId, Unauthenticated } from './errors.ts';
export { eventSources, type EventSources } from './event-source.ts';
export { fromNodeId, Node, toNodeId, type NodeLoader } from './node.ts';
export { ErrorCode, MutationInput, payload, Payload, UserError } from './payload.ts';
export { BigIntString, DateTime, SafeInt } from './scalars.ts';
export { StatementToSignType } from './statement-to-sign.type.ts';
export { withoutNulls } from './without-nulls.ts';
export { followEvents, followLog, followState, Live } from './subscription.ts';
