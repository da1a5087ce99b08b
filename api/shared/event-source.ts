import { DomainError, type Id } from '../../domain/shared/index.ts';
import { fromNodeId, toNodeId } from './node.ts';

export interface EventSources {
  /** The CloudEvents `source` of a sender: with an event's id it is unique in this instance. */
  readonly sourceOf: (senderId: Id) => string;
  /** The sender that a source names, or null. */
  readonly senderIn: (source: string) => Id | null;
}

/** How one kind of webhook sender names itself: a path, then its node id. */
export function eventSources(path: `/${string}/`, type: string): EventSources {
  return {
    sourceOf: (senderId) => path + toNodeId(type, senderId),
    senderIn: (source) => {
      if (!source.startsWith(path)) return null;
      try {
        return fromNodeId(type, source.slice(path.length));
      } catch (error) {
        if (error instanceof DomainError) return null;
        throw error;
      }
    },
  };
}
