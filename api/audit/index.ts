import type { NodeLoader } from '../shared/index.ts';
import { AuditResolver, type AuditUseCases } from './audit.resolver.ts';

export { AuditResolver } from './audit.resolver.ts';

export function auditResolvers(useCases: AuditUseCases): object[] {
  return [new AuditResolver(useCases)];
}

/** Both exist for operators only. */
export function auditNodes({ runs, faults }: Pick<AuditUseCases, 'runs' | 'faults'>): NodeLoader[] {
  return [
    { type: 'AuditRun', load: async (viewer, id) => (viewer.isOperator ? runs.byId(id) : null) },
    { type: 'AuditFault', load: async (viewer, id) => (viewer.isOperator ? faults.byId(id) : null) },
  ];
}
