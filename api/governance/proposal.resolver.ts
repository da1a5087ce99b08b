import 'reflect-metadata';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { CancelProposal, Proposal, Proposals } from '../../domain/governance/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  followState,
  fromNodeId,
  Live,
  payload,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { CancelProposalInput, CancelProposalPayload, ProposalConnection, ProposalType } from './proposal.type.ts';

/** Proposals are open to every user: who may vote is on the roll, what was asked and decided is for all to see. */
@Resolver()
export class ProposalResolver {
  constructor(
    private readonly allProposals: Proposals,
    private readonly cancel: CancelProposal,
  ) {}

  @Query(() => ProposalType, { nullable: true, description: 'A proposal; null when there is none with this id.' })
  proposal(@Arg('id', () => ID, { description: 'The id of a proposal.' }) id: string): Promise<Proposal | null> {
    return this.allProposals.byId(fromNodeId('Proposal', id));
  }

  @Query(() => ProposalConnection, { description: 'The proposals of a pool, newest first.' })
  proposals(
    @Arg('poolId', () => ID, { description: 'The id of a pool.' }) poolId: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<ConnectionOf<Proposal>> {
    const id = fromNodeId('Pool', poolId, 'poolId');
    return connectionFrom(args, ['proposals', id], (request) => this.allProposals.ofGroup(id, request));
  }

  @Mutation(() => CancelProposalPayload, {
    description: 'Takes back one of the viewer’s proposals before its voting starts.',
  })
  cancelProposal(
    @Arg('input', () => CancelProposalInput, { description: 'Which proposal.' }) input: CancelProposalInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CancelProposalPayload> {
    return payload(input, async () => {
      const proposalId = fromNodeId('Proposal', input.proposalId, 'proposalId');
      return { proposal: await this.cancel.execute({ viewer: viewerOf(ctx), proposalId }) };
    });
  }

  @Live(() => ProposalType, {
    description: 'A proposal: now, and again after each ballot and each change of its state.',
  })
  proposalChanged(
    @Arg('proposalId', () => ID, { description: 'The id of a proposal.' }) proposalId: string,
    @Ctx() ctx: ApiContext,
  ): AsyncIterable<Proposal> {
    const id = fromNodeId('Proposal', proposalId, 'proposalId');
    return followState(ctx, `governance.*.${id}`, () => this.allProposals.byId(id));
  }
}
