import type {
  GivePledge,
  OptIn,
  Pools,
  ProposeAsMember,
  ProposePool,
  RefusePledge,
  SetReserve,
  StartFoundingVote,
  WithdrawPledge,
} from '../../domain/pools/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { CharterFields } from './charter.fields.ts';
import { ContributionFields } from './contribution.fields.ts';
import { PledgeResolver } from './pledge.resolver.ts';
import { PoolFields, type PoolReads } from './pool.fields.ts';
import { ProposingResolver } from './proposing.resolver.ts';
import { ReserveResolver } from './reserve.resolver.ts';
import { PoolResolver } from './pool.resolver.ts';

export { CharterFields } from './charter.fields.ts';
export { CharterType } from './charter.type.ts';
export { ContributionFields } from './contribution.fields.ts';
export { PledgeResolver } from './pledge.resolver.ts';
export { PoolFields } from './pool.fields.ts';
export { PoolResolver } from './pool.resolver.ts';
export { ProposingResolver } from './proposing.resolver.ts';
export { PoolType } from './pool.type.ts';
export { ReserveResolver } from './reserve.resolver.ts';
export { ReleaseModeEnum } from './scope.type.ts';

export interface PoolsApi extends PoolReads {
  readonly pools: Pools;
  readonly proposePool: ProposePool;
  readonly proposeAsMember: ProposeAsMember;
  readonly setReserve: SetReserve;
  readonly optIn: OptIn;
  readonly startFoundingVote: StartFoundingVote;
  readonly givePledge: GivePledge;
  readonly withdrawPledge: WithdrawPledge;
  readonly refusePledge: RefusePledge;
}

export function poolsResolvers(api: PoolsApi): object[] {
  return [
    new PoolResolver(api.pools, api.proposePool, api.startFoundingVote),
    new PoolFields(api),
    new ProposingResolver(api.proposeAsMember),
    new ReserveResolver(api.setReserve, api.optIn),
    new CharterFields(),
    new PledgeResolver(api.givePledge, api.withdrawPledge, api.refusePledge),
    new ContributionFields(),
  ];
}

/** Pools and charters are open to every user; pledges and contributions exist for their member alone. */
export function poolsNodes(api: Pick<PoolsApi, 'pools' | 'charters' | 'pledges' | 'contributions'>): NodeLoader[] {
  const own = <T extends { readonly userId: string }>(userId: string, found: T | null) =>
    found?.userId === userId ? found : null;
  return [
    { type: 'Pool', load: (_viewer, id) => api.pools.byId(id) },
    { type: 'Charter', load: (_viewer, id) => api.charters.byId(id) },
    { type: 'Pledge', load: async (viewer, id) => own(viewer.userId, await api.pledges.byId(id)) },
    { type: 'Contribution', load: async (viewer, id) => own(viewer.userId, await api.contributions.byId(id)) },
  ];
}
