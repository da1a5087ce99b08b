import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CastVote } from '../../domain/governance/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { givenChoice } from './choice.ts';
import { CastVoteInput, CastVotePayload } from './vote.type.ts';

@Resolver()
export class VoteResolver {
  constructor(private readonly cast: CastVote) {}

  @Mutation(() => CastVotePayload, {
    description: 'Casts the viewer’s vote, or replaces the one cast before. Possible until the voting ends.',
  })
  castVote(
    @Arg('input', () => CastVoteInput, { description: 'The vote.' }) input: CastVoteInput,
    @Ctx() ctx: ApiContext,
  ): Promise<CastVotePayload> {
    return payload(input, async () => {
      const proposalId = fromNodeId('Proposal', input.proposalId, 'proposalId');
      const { reason, statementJws } = input;
      const choice = givenChoice(input);
      return { ballot: await this.cast.execute({ viewer: viewerOf(ctx), proposalId, choice, reason, statementJws }) };
    });
  }
}
