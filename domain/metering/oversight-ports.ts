import type { Id, Page, PageRequest, Tx } from '../shared/index.ts';
import type { Licence } from './licence.ts';

export interface Licences {
  insert(tx: Tx, licence: Licence): Promise<void>;
  lock(tx: Tx, id: Id): Promise<Licence | null>;
  byId(id: Id): Promise<Licence | null>;
  end(tx: Tx, id: Id, by: Id): Promise<void>;
  /** The one that holds now. */
  held(tx: Tx, gatewayId: Id, modelVersionId: Id): Promise<Licence | null>;
  /** Those that ended too. */
  ofVersions(gatewayId: Id, modelVersionIds: readonly Id[]): Promise<Licence[]>;
  /** The newest first, those that ended too. */
  ofGateway(gatewayId: Id, page: PageRequest): Promise<Page<Licence>>;
}

/** The accepted events that wait to be posted, in the order of their arrival. Cheap to ask, however many there are. */
export interface WaitingUsage {
  /** Whether more than `limit` wait. Counts them only when they might be that many. */
  moreThan(limit: number): Promise<boolean>;
  /** Whether one has waited longer than `ms` after the first `skip` are left out. */
  anyPast(skip: number, ms: number): Promise<boolean>;
}
