import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { AppealStrike, Proposal, Strike, StrikeBallot, Strikes } from '../../domain/governance/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { ProposalType } from './proposal.type.ts';
import { AppealStrikeInput, StrikeBallotInput, StrikePayload, StrikeType } from './strike.type.ts';

/** Ballots that were disqualified, and what their voters say to that. */
@Resolver(() => ProposalType)
export class StrikeResolver {
  constructor(
    private readonly log: Pick<Strikes, 'ofProposals'>,
    private readonly strike: StrikeBallot,
    private readonly appeal: AppealStrike,
  ) {}

  @FieldResolver(() => [StrikeType], { description: 'Ballots that were disqualified, the first one first.' })
  strikes(@Root() { id }: Proposal, @Ctx() ctx: ApiContext): Promise<Strike[]> {
    return ctx.loaders.of(this.strikesOf).load(id);
  }

  @Mutation(() => StrikePayload, {
    description:
      'Disqualifies a ballot while there is time to appeal; or, after an appeal and by another operator, for good. For operators.',
  })
  strikeBallot(
    @Arg('input', () => StrikeBallotInput, { description: 'Whose, and why.' }) input: StrikeBallotInput,
    @Ctx() ctx: ApiContext,
  ): Promise<StrikePayload> {
    return payload(input, async () => {
      const proposalId = fromNodeId('Proposal', input.proposalId, 'proposalId');
      const userId = fromNodeId('User', input.userId, 'userId');
      return {
        strike: await this.strike.execute({ viewer: viewerOf(ctx), proposalId, userId, reason: input.reason }),
      };
    });
  }

  @Mutation(() => StrikePayload, {
    description: 'Says why the viewer’s ballot, which was struck, should count; from then on it does.',
  })
  appealStrike(
    @Arg('input', () => AppealStrikeInput, { description: 'The appeal.' }) input: AppealStrikeInput,
    @Ctx() ctx: ApiContext,
  ): Promise<StrikePayload> {
    return payload(input, async () => {
      const proposalId = fromNodeId('Proposal', input.proposalId, 'proposalId');
      return { strike: await this.appeal.execute({ viewer: viewerOf(ctx), proposalId, appeal: input.appeal }) };
    });
  }

  private readonly strikesOf = async (ids: readonly Id[]) => {
    const strikes = await this.log.ofProposals(ids);
    return ids.map((id) => strikes.filter(({ proposalId }) => proposalId === id));
  };
}
