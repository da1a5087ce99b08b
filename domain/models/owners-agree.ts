import type { Electorate, ProposalAction, Voter } from '../governance/index.ts';
import type { CapTables } from '../attribution/index.ts';
import { InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import type { ModelVersions } from './ports.ts';
import { latestTerms } from './version-at.ts';
import { readSaleTerms, saleTermsDiff, type PlainSaleTerms, type SaleTerms } from './repricing.ts';

export interface AgreementParams {
  readonly modelVersionId: Id;
  readonly terms: SaleTerms;
}

/** What owners of a version say to terms by which they would have less. It does nothing by itself: a repricing asks for it. */
export class OwnersAgree implements ProposalAction<AgreementParams> {
  readonly kind = 'owners-agree';

  constructor(private readonly versions: Pick<ModelVersions, 'byId' | 'lock'>) {}

  parse(params: Json): AgreementParams {
    const { modelVersionId, terms } = (params ?? {}) as { modelVersionId?: Json; terms?: PlainSaleTerms };
    if (typeof modelVersionId === 'string' && terms) return { modelVersionId, terms: readSaleTerms(terms) };
    throw new InvalidInput(['params'], 'An agreement names the version and the terms.');
  }

  async check(tx: Tx, { modelVersionId }: AgreementParams, { groupId }: { groupId: Id }): Promise<void> {
    const version = await this.versions.lock(tx, modelVersionId);
    if (version?.poolId !== groupId) throw new NotFound('The model version', ['modelVersionId']);
  }

  async preview({ modelVersionId, terms }: AgreementParams): Promise<readonly string[]> {
    const version = await this.versions.byId(modelVersionId);
    return [
      ...(version ? saleTermsDiff(latestTerms(version), terms, version.currency) : []),
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
