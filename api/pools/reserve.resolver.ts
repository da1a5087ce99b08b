import 'reflect-metadata';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { givingDigest } from '../../domain/consents/index.ts';
import type { OptIn, SetReserve } from '../../domain/pools/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { OptInInput, OptInPayload, ScopeOfferType, SetReserveInput, SetReservePayload } from './reserve.type.ts';

/** What a member keeps in their own hands while the pool decides. */
@Resolver()
export class ReserveResolver {
  constructor(
    private readonly setting: SetReserve,
    private readonly opting: OptIn,
  ) {}

  @Mutation(() => SetReservePayload, {
    description:
      'Says under what the viewer’s data stays in a pool. A decision that breaks it takes effect without their data.',
  })
  setReserve(
    @Arg('input', () => SetReserveInput, { description: 'The reserve.' }) input: SetReserveInput,
    @Ctx() ctx: ApiContext,
  ): Promise<SetReservePayload> {
    const { minPricePerQueryMicros = null, forbiddenUses, maxRetentionDays = null, statementJws = null } = input;
    return payload(input, async () => {
      const poolId = fromNodeId('Pool', input.poolId, 'poolId');
      const reserve = { minPricePerQueryMicros, forbiddenUses, maxRetentionDays, statementJws };
      return { reserve: await this.setting.execute({ viewer: viewerOf(ctx), poolId, ...reserve }) };
    });
  }

  @Query(() => ScopeOfferType, { description: 'What one of the viewer’s contributions would be said yes to for.' })
  async scopeOffer(
    @Arg('contributionId', () => ID, { description: 'One of the viewer’s contributions.' }) contributionId: string,
    @Ctx() ctx: ApiContext,
    @Arg('proposalId', () => ID, {
      nullable: true,
      description: 'The vote on the new scope; left out where it is in force.',
    })
    proposalId?: string | null,
  ): Promise<ScopeOfferType> {
    const { contribution, charter } = await this.opting.offer({
      viewer: viewerOf(ctx),
      contributionId: fromNodeId('Contribution', contributionId, 'contributionId'),
      proposalId: proposalId ? fromNodeId('Proposal', proposalId, 'proposalId') : null,
    });
    const { datasetId, poolId } = contribution;
    const { digest: charterDigest, scopeDigest } = charter;
    const digest = givingDigest(datasetId, { charterDigest, scopeDigest, poolId });
    return {
      charterDigest,
      scopeDigest,
      contribution,
      toSign: { action: 'consents.give', subject: datasetId, digest },
    };
  }

  @Mutation(() => OptInPayload, {
    description:
      'Says yes to a scope: to one in a vote, for when it takes effect, or to the one that left data dormant.',
  })
  optIn(
    @Arg('input', () => OptInInput, { description: 'The yes.' }) input: OptInInput,
    @Ctx() ctx: ApiContext,
  ): Promise<OptInPayload> {
    return payload(input, async () => {
      const { charterDigest, statementJws = null } = input;
      const contributionId = fromNodeId('Contribution', input.contributionId, 'contributionId');
      const proposalId = input.proposalId ? fromNodeId('Proposal', input.proposalId, 'proposalId') : null;
      const act = { viewer: viewerOf(ctx), contributionId, proposalId, charterDigest, statementJws };
      return { contribution: await this.opting.execute(act) };
    });
  }
}
