import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  signedDelegation,
  type DelegateVote,
  type Delegation,
  type Delegations,
  type EndDelegation,
} from '../../domain/governance/index.ts';
import { digestOf } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  DateTime,
  fromNodeId,
  payload,
  StatementToSignType,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  DelegateVoteInput,
  DelegationConnection,
  DelegationPayload,
  DelegationType,
  EndDelegationInput,
} from './delegation.type.ts';

export interface DelegationParts {
  readonly delegations: Delegations;
  readonly delegateVote: DelegateVote;
  readonly endDelegation: EndDelegation;
}

/** Who votes for whom. A delegation is seen by who gave it and by whom it was given to. */
@Resolver(() => DelegationType)
export class DelegationResolver {
  constructor(private readonly parts: DelegationParts) {}

  @FieldResolver(() => ID, { description: 'The pool in which it holds.' })
  poolId(@Root() { groupId }: Delegation): string {
    return toNodeId('Pool', groupId);
  }

  @FieldResolver(() => ID, { description: 'Who gave it.' })
  userId(@Root() { userId }: Delegation): string {
    return toNodeId('User', userId);
  }

  @FieldResolver(() => ID, { description: 'Who votes for them.' })
  delegateId(@Root() { delegateId }: Delegation): string {
    return toNodeId('User', delegateId);
  }

  @Query(() => DelegationConnection, { description: 'The delegations that the viewer gave, the newest first.' })
  delegations(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Delegation>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['delegations', userId], (page) => this.parts.delegations.ofUser(userId, page));
  }

  @Query(() => DelegationConnection, { description: 'Those to the viewer that hold now in a pool, the oldest first.' })
  delegationsToMe(
    @Arg('poolId', () => ID, { description: 'The id of a pool.' }) poolId: string,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<Delegation>> {
    const { userId } = viewerOf(ctx);
    const groupId = fromNodeId('Pool', poolId, 'poolId');
    const filters = ['delegationsToMe', userId, groupId];
    return connectionFrom(args, filters, (page) => this.parts.delegations.toUser(userId, groupId, page));
  }

  @Query(() => StatementToSignType, { description: 'What the viewer’s key signs to delegate so.' })
  delegationToSign(
    @Arg('poolId', () => ID, { description: 'The pool.' }) poolId: string,
    @Arg('delegateId', () => ID, { description: 'Who is to vote.' }) delegateId: string,
    @Arg('expiresAt', () => DateTime, { nullable: true, description: 'Until when, exactly as it will be given.' })
    expiresAt?: Date | null,
  ): StatementToSignType {
    const groupId = fromNodeId('Pool', poolId, 'poolId');
    const asked = { groupId, delegateId: fromNodeId('User', delegateId, 'delegateId'), expiresAt: expiresAt ?? null };
    return { action: 'governance.delegate', subject: groupId, digest: digestOf(signedDelegation(asked)) };
  }

  @Mutation(() => DelegationPayload, {
    description:
      'Lets another member vote for the viewer on proposals that are published from now on. A vote of the viewer’s own always counts instead.',
  })
  delegateVote(
    @Arg('input', () => DelegateVoteInput, { description: 'Who, and where.' }) input: DelegateVoteInput,
    @Ctx() ctx: ApiContext,
  ): Promise<DelegationPayload> {
    return payload(input, async () => {
      const { expiresAt = null, statementJws = null } = input;
      const groupId = fromNodeId('Pool', input.poolId, 'poolId');
      const delegateId = fromNodeId('User', input.delegateId, 'delegateId');
      const command = { viewer: viewerOf(ctx), groupId, delegateId, expiresAt, statementJws };
      return { delegation: await this.parts.delegateVote.execute(command) };
    });
  }

  @Mutation(() => DelegationPayload, { description: 'Ends a delegation, from the next proposal on.' })
  endDelegation(
    @Arg('input', () => EndDelegationInput, { description: 'Which.' }) input: EndDelegationInput,
    @Ctx() ctx: ApiContext,
  ): Promise<DelegationPayload> {
    return payload(input, async () => {
      const delegationId = fromNodeId('Delegation', input.delegationId, 'delegationId');
      return { delegation: await this.parts.endDelegation.execute({ viewer: viewerOf(ctx), delegationId }) };
    });
  }
}
