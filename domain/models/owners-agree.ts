import type { Electorate, ProposalAction, Voter } from '../governance/index.ts';
import type { CapTables } from '../attribution/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import type { ModelVersions } from './ports.ts';
import { termsBefore } from './version-at.ts';
import { readSaleTerms, saleTermsDiff, type PlainSaleTerms, type SaleTerms } from './repricing.ts';

export interface AgreementParams {
  readonly modelVersionId: Id;
  readonly terms: SaleTerms;
  /** As the repricing says it: what the terms were before, however often they change later. */
  readonly after: number;
}

/** What owners of a version say to terms by which they would have less. It does nothing by itself: a repricing asks for it. */
export class OwnersAgree implements ProposalAction<AgreementParams> {
  readonly kind = 'owners-agree';

  constructor(private readonly versions: Pick<ModelVersions, 'byId' | 'lock'>) {}

  parse(params: Json): AgreementParams {
    const { modelVersionId, terms, after } = (params ?? {}) as {
      modelVersionId?: Json;
      terms?: PlainSaleTerms;
      after?: Json;
    };
    if (typeof modelVersionId === 'string' && terms && typeof after === 'number') {
      return { modelVersionId, terms: readSaleTerms(terms), after };
    }
    throw new InvalidInput(['params'], 'An agreement names the version, the terms, and how many came before.');
  }

  async check(tx: Tx, { modelVersionId }: AgreementParams, { groupId }: { groupId: Id }): Promise<void> {
    const version = await this.versions.lock(tx, modelVersionId);
    if (version?.poolId !== groupId) throw new NotFound('The model version', ['modelVersionId']);
  }

  async preview({ modelVersionId, terms, after }: AgreementParams): Promise<readonly string[]> {
    const version = await this.versions.byId(modelVersionId);
    return [
      ...(version ? saleTermsDiff(termsBefore(version, after), terms, version.currency) : []),
      'Each owner’s vote weighs what their row of the cap table does; more than half of all weight must be in favour.',
    ];
  }

  async execute(): Promise<void> {}
}

/** The persons who own a version, by the weight of its cap table. The treasury's row is nobody's vote. */
export class Owners implements Electorate {
  readonly name = 'owners';
  readonly inPerson = true;

  constructor(
    private readonly versions: Pick<ModelVersions, 'lock'>,
    private readonly capTables: Pick<CapTables, 'rows'>,
  ) {}

  /** `params`: those of an agreement. */
  async roll(tx: Tx, _poolId: Id, params: Json): Promise<Voter[]> {
    const version = await this.versions.lock(tx, (params as unknown as AgreementParams).modelVersionId);
    if (!version) return [];
    const voters = new Map<Id, Voter>();
    for (const { userId, personId: proved, weight } of await this.capTables.rows(tx, version.capTableId)) {
      if (userId === version.poolId) continue;
      const personId = proved ?? userId;
      const known = voters.get(personId);
      voters.set(personId, { personId, userId: known?.userId ?? userId, power: (known?.power ?? 0n) + weight });
    }
    return [...voters.values()];
  }

  /** Nobody delegates here, and nobody is elected. */
  includes(): Promise<boolean> {
    return Promise.resolve(false);
  }
}
