import type { AccessLog, Consents, WithdrawConsent } from '../../domain/consents/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { AccessLogResolver } from './access-log.resolver.ts';
import { ConsentResolver } from './consent.resolver.ts';

export { AccessLogResolver } from './access-log.resolver.ts';
export { ConsentResolver } from './consent.resolver.ts';
export { ConsentType } from './consent.type.ts';

export interface ConsentsUseCases {
  readonly consents: Consents;
  readonly accessLog: AccessLog;
  readonly withdrawConsent: WithdrawConsent;
}

export function consentsResolvers(useCases: ConsentsUseCases): object[] {
  return [new ConsentResolver(useCases.consents, useCases.withdrawConsent), new AccessLogResolver(useCases.accessLog)];
}

/** A member's own records only; to everybody else they do not exist. */
export function consentsNodes(useCases: Pick<ConsentsUseCases, 'consents' | 'accessLog'>): NodeLoader[] {
  return [
    { type: 'Consent', load: async (viewer, id) => own(viewer.userId, await useCases.consents.byId(id)) },
    { type: 'AccessEntry', load: async (viewer, id) => own(viewer.userId, await useCases.accessLog.byId(id)) },
  ];
}

function own<T extends { readonly userId: string }>(userId: string, record: T | null): T | null {
  return record?.userId === userId ? record : null;
}
