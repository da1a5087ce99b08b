import type { OpenProposal, Proposal } from '../governance/index.ts';
import type { Viewer } from '../identity/index.ts';
import type { Charters, ProposeAsMember } from '../pools/index.ts';
import { NotFound, type Id, type Json, type Transactions, type Tx } from '../shared/index.ts';
import type { ModelVersion } from './model-version.ts';
import type { ModelVersions } from './ports.ts';
import { latestTerms } from './version-at.ts';
import { plainSaleTerms, takesFromOwners, type SaleTerms } from './repricing.ts';

export interface RepricingPitch {
  readonly viewer: Viewer;
  readonly modelVersionId: Id;
  readonly title: string;
  /** What is to change; the rest stays. */
  readonly changes: Partial<SaleTerms>;
}

export interface ProposedRepricing {
  readonly proposal: Proposal;
  /** Of the version's owners, by their weight; null where they would lose nothing. */
  readonly ownersProposal: Proposal | null;
}

/** A member asks for other terms of a published version; where its owners would have less, both votes open together. */
export class ProposeRepricing {
  constructor(
    private readonly transactions: Transactions,
    private readonly versions: ModelVersions,
    private readonly charters: Pick<Charters, 'current'>,
    private readonly proposeAsMember: ProposeAsMember,
    private readonly openProposal: OpenProposal,
  ) {}

  /** Throws NOT_FOUND, MODEL_STATE_OTHER, BUILDER_SHARE_PROTECTED, INVALID_INPUT, and what governance refuses. */
  execute({ viewer, modelVersionId, title, changes }: RepricingPitch): Promise<ProposedRepricing> {
    return this.transactions.run(async (tx) => {
      const version = await this.versions.lock(tx, modelVersionId);
      if (!version) throw new NotFound('The model version', ['modelVersionId']);
      const before = latestTerms(version);
      const terms = { ...before, ...changes };
      const after = version.repricings.length;
      const about = { modelVersionId, terms: { ...plainSaleTerms(terms) }, after };
      const asked = takesFromOwners(before, terms);
      const ownersProposal = asked ? await this.askOwners(tx, viewer, version, title, about) : null;
      const params = { ...about, ownersProposalId: ownersProposal?.id ?? null };
      const pitch = { viewer, poolId: version.poolId, kind: 'reprice-model', params, title };
      return { proposal: await this.proposeAsMember.within(tx, pitch), ownersProposal };
    });
  }

  /** No delegate of the pool votes for an owner, and abstaining is no agreement. */
  private async askOwners(
    tx: Tx,
    viewer: Viewer,
    { poolId: groupId }: ModelVersion,
    title: string,
    params: { readonly [name: string]: Json },
  ): Promise<Proposal> {
    const { governance } = (await this.charters.current(tx, groupId)).terms;
    const rules = { ...governance, quorumPpm: 500_000, thresholdPpm: 500_000, abstainCountsToQuorum: false };
    const draft = {
      groupId,
      kind: 'owners-agree',
      params,
      title,
      authorId: viewer.userId,
      rules,
      electorate: 'owners',
    };
    return this.openProposal.execute(tx, draft);
  }
}
