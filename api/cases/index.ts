import { maySee } from '../../domain/cases/index.ts';
import type { NodeLoader } from '../shared/index.ts';
import { CaseDeskResolver, type CaseDeskUseCases } from './case-desk.resolver.ts';
import { CaseFields, CaseStepFields, EvidenceFields, type CaseFieldsParts } from './case.fields.ts';
import { CaseResolver, type CaseUseCases } from './case.resolver.ts';

export { CaseDeskResolver } from './case-desk.resolver.ts';
export { CaseFields, CaseStepFields, EvidenceFields } from './case.fields.ts';
export { CaseResolver } from './case.resolver.ts';

export type CasesUseCases = CaseUseCases & CaseDeskUseCases & CaseFieldsParts;

export function casesResolvers(useCases: CasesUseCases): object[] {
  return [
    new CaseResolver(useCases),
    new CaseFields(useCases),
    new CaseStepFields(),
    new EvidenceFields(),
    new CaseDeskResolver(useCases),
  ];
}

/** A case exists for its parties and for operators. */
export function casesNodes({ cases }: CasesUseCases): NodeLoader[] {
  return [
    {
      type: 'Case',
      load: async (viewer, id) => {
        const one = await cases.byId(id);
        return one && maySee(viewer, one) ? one : null;
      },
    },
  ];
}
