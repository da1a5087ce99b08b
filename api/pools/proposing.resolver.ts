import 'reflect-metadata';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { termsJson, type MemberProposal, type ProposeAsMember } from '../../domain/pools/index.ts';
import { fromNodeId, payload, viewerOf, type ApiContext } from '../shared/index.ts';
import {
  ProposeAdviceInput,
  ProposeBuilderInput,
  ProposeClosingInput,
  ProposeGuardiansInput,
  ProposeScopeInput,
  ProposeSpendingInput,
  ProposeTermsInput,
  ProposingPayload,
  type ProposingInput,
} from './proposing.type.ts';
import { termsGiven } from './terms.type.ts';

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
    return this.put(input, ctx, () => ({ kind: 'advisory', params: { text }, ballot: { method, choices } }));
  }

  @Mutation(() => ProposingPayload, {
    description: 'Puts other terms to the members of a pool. The proposal’s `effects` are the changes, line by line.',
  })
  proposeTerms(
    @Arg('input', () => ProposeTermsInput, { description: 'The terms.' }) input: ProposeTermsInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposingPayload> {
    return this.put(input, ctx, () => {
      const params = { baseDigest: input.charterDigest, terms: termsJson(termsGiven(input.terms)) };
      return { kind: 'amend-terms', params };
    });
  }

  @Mutation(() => ProposingPayload, {
    description:
      'Puts another scope to the members of a pool. It reaches only those who say yes to it with `optIn`; the data of all others goes dormant when it takes effect.',
  })
  proposeScope(
    @Arg('input', () => ProposeScopeInput, { description: 'The scope.' }) input: ProposeScopeInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposingPayload> {
    const { charterDigest: baseDigest } = input;
    const { purpose, retentionDays, recipients, algorithmFamily, linkage, releaseMode } = input.scope;
    const streams = input.scope.streams.map(({ name, fields }) => ({ name, fields }));
    const scope = { purpose, streams, retentionDays, recipients, algorithmFamily, linkage, releaseMode };
    return this.put(input, ctx, () => ({ kind: 'widen-scope', params: { baseDigest, scope } }));
  }

  @Mutation(() => ProposingPayload, {
    description: 'Asks the members of a pool to take it out of its builder’s hands and give it into others.',
  })
  proposeBuilder(
    @Arg('input', () => ProposeBuilderInput, { description: 'The successor.' }) input: ProposeBuilderInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposingPayload> {
    return this.put(input, ctx, () => {
      return { kind: 'remove-builder', params: { successorId: fromNodeId('User', input.successorId, 'successorId') } };
    });
  }

  @Mutation(() => ProposingPayload, {
    description:
      'Asks the members of a pool to elect guardians, who can stop proposals for a time and do nothing else.',
  })
  proposeGuardians(
    @Arg('input', () => ProposeGuardiansInput, { description: 'The guardians.' }) input: ProposeGuardiansInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposingPayload> {
    const { needed, termMs } = input;
    return this.put(input, ctx, () => {
      const guardianIds = input.guardianIds.map((id, i) => fromNodeId('User', id, ['guardianIds', String(i)]));
      return { kind: 'elect-guardians', params: { guardianIds, needed, termMs } };
    });
  }

  @Mutation(() => ProposingPayload, {
    description: 'Asks the members of a pool to spend some of what the pool itself owns.',
  })
  proposeSpending(
    @Arg('input', () => ProposeSpendingInput, { description: 'The spending.' }) input: ProposeSpendingInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposingPayload> {
    return this.put(input, ctx, () => {
      const recipientId = fromNodeId('User', input.recipientId, 'recipientId');
      const { amountMicros, purpose } = input;
      return { kind: 'spend-treasury', params: { recipientId, amountMicros: amountMicros.toString(), purpose } };
    });
  }

  @Mutation(() => ProposingPayload, {
    description:
      'Asks the members of a pool to end it: its models drain, everybody is paid, and then its keys are destroyed for good.',
  })
  proposeClosing(
    @Arg('input', () => ProposeClosingInput, { description: 'Why, and who takes what is left.' })
    input: ProposeClosingInput,
    @Ctx() ctx: ApiContext,
  ): Promise<ProposingPayload> {
    return this.put(input, ctx, () => {
      const { reason } = input;
      return { kind: 'close-pool', params: { reason, heirId: fromNodeId('User', input.heirId, 'heirId') } };
    });
  }

  private put(
    input: ProposingInput,
    ctx: ApiContext,
    asked: () => Pick<MemberProposal, 'kind' | 'params' | 'ballot'>,
  ): Promise<ProposingPayload> {
    return payload(input, async () => {
      const poolId = fromNodeId('Pool', input.poolId, 'poolId');
      const { title } = input;
      return { proposal: await this.propose.execute({ viewer: viewerOf(ctx), poolId, title, ...asked() }) };
    });
  }
}
