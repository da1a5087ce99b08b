import type { Proposal, ProposalAction, Proposals } from '../governance/index.ts';
import { changed, digestOf, InvalidInput, NotFound, type Id, type Json, type Tx } from '../shared/index.ts';
import { BuilderShareProtected, ModelStateOther, OwnersNotAgreed, RepricedMeanwhile } from './errors.ts';
import { versionChanged } from './events.ts';
import type { ModelVersion } from './model-version.ts';
import type { ModelVersions } from './ports.ts';
import {
  assertSaleTerms,
  plainSaleTerms,
  readSaleTerms,
  saleTermsDiff,
  takesFromOwners,
  type PlainSaleTerms,
  type SaleTerms,
} from './repricing.ts';
import { latestTerms, termsBefore } from './version-at.ts';

export interface RepricingParams {
  readonly modelVersionId: Id;
  readonly terms: SaleTerms;
  /** How many repricings the version had when this was written: another one in between makes it void. */
  readonly after: number;
  /** The vote of its owners, where they would have less. */
  readonly ownersProposalId: Id | null;
}

/**
 * Members change what a published version costs, or how it is shared. Where its owners would have less, more than half of
 * all their weight must have agreed in a vote of their own, so that today's members cannot take from those who left.
 */
export class RepriceModel implements ProposalAction<RepricingParams> {
  readonly kind = 'reprice-model';

  /** `leadMs`: how long customers know before; at least as long as a ticket that was bought at the old price lives. */
  constructor(
    private readonly versions: ModelVersions,
    private readonly proposals: Pick<Proposals, 'lock'>,
    private readonly leadMs: number,
  ) {}

  parse(params: Json): RepricingParams {
    const { modelVersionId, terms, after, ownersProposalId } = (params ?? {}) as { readonly [name: string]: Json };
    if (typeof modelVersionId !== 'string' || typeof after !== 'number' || typeof terms !== 'object' || !terms) {
      throw new InvalidInput(['params'], 'A repricing names the version, its new terms, and how many came before.');
    }
    return {
      modelVersionId,
      terms: readSaleTerms(terms as unknown as PlainSaleTerms),
      after,
      ownersProposalId: typeof ownersProposalId === 'string' ? ownersProposalId : null,
    };
  }

  async check(tx: Tx, params: RepricingParams, { groupId, authorId }: Pick<Proposal, 'groupId' | 'authorId'>) {
    await this.repriceable(tx, params, groupId, authorId);
  }

  async preview({ modelVersionId, terms, after, ownersProposalId }: RepricingParams): Promise<readonly string[]> {
    const version = await this.versions.byId(modelVersionId);
    return [
      ...(version ? saleTermsDiff(termsBefore(version, after), terms, version.currency) : []),
      ownersProposalId
        ? 'It takes effect only if more than half of the owners’ weight agrees, in a vote of their own beside this one.'
        : 'Its owners lose nothing by it, so they are not asked.',
      'Calls that are accepted before it takes effect cost what they did.',
    ];
  }

  /** Throws OWNERS_NOT_AGREED while their vote has not decided, or where it refused; tried again until the grace ends. */
  async execute(tx: Tx, params: RepricingParams, { id: proposalId, groupId, authorId }: Proposal): Promise<void> {
    const version = await this.repriceable(tx, params, groupId, authorId);
    if (takesFromOwners(latestTerms(version), params.terms)) await this.assertAgreed(tx, params);
    const since = new Date(tx.now.getTime() + this.leadMs);
    const repricings = [...version.repricings, { ...params.terms, proposalId, since }];
    await this.versions.reprice(tx, version.id, repricings);
    tx.emit(versionChanged(changed(version, { repricings })));
  }

  private async repriceable(tx: Tx, params: RepricingParams, poolId: Id, authorId: Id): Promise<ModelVersion> {
    const version = await this.versions.lock(tx, params.modelVersionId);
    if (version?.poolId !== poolId) throw new NotFound('The model version', ['modelVersionId']);
    if (version.state === 'retired') throw new ModelStateOther(version.state);
    if (version.repricings.length !== params.after) throw new RepricedMeanwhile();
    const before = latestTerms(version);
    assertSaleTerms(params.terms, version.platformPpm);
    if (saleTermsDiff(before, params.terms, version.currency).length === 0) {
      throw new InvalidInput(['modelVersionId'], 'These are the terms that it has.');
    }
    if (params.terms.builderPpm < before.builderPpm && authorId !== version.builderId)
      throw new BuilderShareProtected();
    return version;
  }

  private async assertAgreed(
    tx: Tx,
    { modelVersionId, terms, after, ownersProposalId }: RepricingParams,
  ): Promise<void> {
    const vote = ownersProposalId === null ? null : await this.proposals.lock(tx, ownersProposalId);
    const [inFavour] = vote?.powers ?? [];
    const adopted = vote?.state === 'QUEUED' || vote?.state === 'EXECUTED';
    const about = digestOf({ modelVersionId, terms: { ...plainSaleTerms(terms) }, after });
    const agreed = vote?.kind === 'owners-agree' && vote.paramsDigest === about && adopted;
    if (!agreed || inFavour === undefined || inFavour * 2n <= vote.rollTotal) throw new OwnersNotAgreed();
  }
}
