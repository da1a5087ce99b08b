import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { MemberProposal, ProposeAsMember } from '../../domain/pools/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import { ProposeAdviceInput, ProposingPayload, type ProposingInput } from './proposing.type.ts';

/** What members put to the vote of a pool. */
@Resolver()
export class ProposingResolver {
  constructor(private readonly propose: ProposeAsMember) {}

  @Mutation(() => ProposingPayload, {
    description: 'Asks the members of a pool for advice, with choices of any kind. Nothing changes by the answer.',
  })
  proposeAdvice(
    @Arg('input', () => ProposeAdviceInput, { description: 'The question.' }) input: ProposeAdviceInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposingPayload> {
    const { text, method, choices } = input;
    return this.put(input, ctx, { kind: 'advisory', params: { text }, ballot: { method, choices } });
  }

  private put(
    input: ProposingInput,
    ctx: ApiContext,
    asked: Pick<MemberProposal, 'kind' | 'params' | 'ballot'>,
  ): Promise<ProposingPayload> {
    return payload(input, async () => {
      const poolId = fromNodeId('Pool', input.poolId, 'poolId');
      const { title } = input;
      return { proposal: await this.propose.execute({ viewer: viewerOf(ctx), poolId, title, ...asked }) };
    });
  }
}
