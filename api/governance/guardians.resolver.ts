import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Councils, Proposal, Veto, VetoProposal } from '../../domain/governance/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import { fromNodeId, payload, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import { CouncilType, VetoProposalInput, VetoProposalPayload, VetoType } from './guardians.type.ts';
import { ProposalType } from './proposal.type.ts';

/** Who can stop a proposal, and who did. */
@Resolver(() => ProposalType)
export class GuardianResolver {
  constructor(
    private readonly councils: Councils,
    private readonly veto: VetoProposal,
  ) {}

  @Query(() => CouncilType, {
    nullable: true,
    description: 'The guardians whom a pool elected last, whether or not their term is over; null where it never did.',
  })
  async guardians(
    @Arg('poolId', () => ID, { description: 'The id of a pool.' }) poolId: string,
  ): Promise<CouncilType | null> {
    const [council] = await this.councils.latest([fromNodeId('Pool', poolId, 'poolId')]);
    if (!council) return null;
    const { needed, electedAt, expiresAt } = council;
    return { guardianIds: council.guardianIds.map((id) => toNodeId('User', id)), needed, electedAt, expiresAt };
  }

  @FieldResolver(() => [VetoType], { description: 'The vetoes of guardians, the first one first.' })
  vetoes(@Root() { id }: Proposal, @Ctx() ctx: ApiContext): Promise<VetoType[]> {
    return ctx.loaders.of(this.vetoesOf).load(id);
  }

  @Mutation(() => VetoProposalPayload, {
    description: 'Says no to a proposal as one of its pool’s guardians; the last one that it takes stops it for good.',
  })
  vetoProposal(
    @Arg('input', () => VetoProposalInput, { description: 'The veto.' }) input: VetoProposalInput,
    @Ctx() ctx: ApiContext,
  ): Promise<VetoProposalPayload> {
    const { reason, statementJws = null } = input;
    return payload(input, async () => {
      const proposalId = fromNodeId('Proposal', input.proposalId, 'proposalId');
      return { proposal: await this.veto.execute({ viewer: viewerOf(ctx), proposalId, reason, statementJws }) };
    });
  }

  private readonly vetoesOf = async (ids: readonly Id[]) => {
    const vetoes = await this.councils.vetoesOf(ids);
    return ids.map((id) => vetoes.filter(({ proposalId }) => proposalId === id).map(shown));
  };
}

function shown({ guardianId, reason, signed, at }: Veto): VetoType {
  return { guardianId: toNodeId('User', guardianId), reason, signed, at };
}
