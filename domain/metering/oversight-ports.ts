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
