import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  revocationDigest,
  type GiveMandate,
  type Mandate,
  type Mandates,
  type MandateTerms,
  type RevokeMandate,
} from '../../domain/mandates/index.ts';
import type { Id } from '../../domain/shared/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  StatementToSignType,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  GiveMandateInput,
  GiveMandatePayload,
  MandateConnection,
  MandateType,
  RevokeMandateInput,
  RevokeMandatePayload,
} from './mandate.type.ts';

@Resolver(() => MandateType)
export class MandateResolver {
  constructor(
    private readonly allMandates: Pick<Mandates, 'ofCustomer'>,
    private readonly give: GiveMandate,
    private readonly revoke: RevokeMandate,
  ) {}

  @Query(() => MandateConnection, { description: 'The viewer’s own mandates, live and ended, the newest first.' })
  mandates(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Mandate>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['mandates', userId], (request) => this.allMandates.ofCustomer(userId, request));
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The one model version that may be called.' })
  modelVersionId(@Root() mandate: Mandate): string | null {
    return nodeIdOf('ModelVersion', mandate.modelVersionId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The pool of which any version may be called.' })
  poolId(@Root() mandate: Mandate): string | null {
    return nodeIdOf('Pool', mandate.poolId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The one key that may call; null is any of the customer’s.' })
  apiKeyId(@Root() mandate: Mandate): string | null {
    return nodeIdOf('ApiKey', mandate.apiKeyId);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The newer version that took its place.' })
  supersededBy(@Root() mandate: Mandate): string | null {
    return nodeIdOf('Mandate', mandate.supersededBy);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the customer’s own key signed it. Without, it rests on a session alone.',
  })
  signed(@Root() mandate: Mandate): boolean {
    return mandate.statementJws !== null;
  }

  @FieldResolver(() => StatementToSignType, { description: 'What the customer’s key signs to revoke it.' })
  revocationToSign(@Root() mandate: Mandate): StatementToSignType {
    return { action: 'mandates.revoke', subject: mandate.id, digest: revocationDigest(mandate.id) };
  }

  @Mutation(() => GiveMandatePayload, {
    description:
      'Lets gateways buy tickets for the viewer’s calls, within bounds. It takes the place of the one for the same version or pool and the same key.',
  })
  giveMandate(
    @Arg('input', () => GiveMandateInput, { description: 'What to permit.' }) input: GiveMandateInput,
    @Ctx() ctx: ApiContext,
  ): Promise<GiveMandatePayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const gift = { viewer, terms: termsIn(input), statementJws: input.statementJws ?? null };
      return { mandate: await this.give.execute(gift) };
    });
  }

  @Mutation(() => RevokeMandatePayload, {
    description: 'Ends one of the viewer’s mandates at once. Tickets that were bought before stay good.',
  })
  revokeMandate(
    @Arg('input', () => RevokeMandateInput, { description: 'Which mandate.' }) input: RevokeMandateInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RevokeMandatePayload> {
    const viewer = viewerOf(ctx);
    return payload(input, async () => {
      const mandateId = fromNodeId('Mandate', input.mandateId, 'mandateId');
      const act = { viewer, mandateId, statementJws: input.statementJws ?? null };
      return { mandate: await this.revoke.execute(act) };
    });
  }
}

function termsIn(input: GiveMandateInput): MandateTerms {
  const { currency, maxPriceMicros, dailyCapMicros, expiresAt } = input;
  return {
    modelVersionId: idIn('ModelVersion', input, 'modelVersionId'),
    poolId: idIn('Pool', input, 'poolId'),
    apiKeyId: idIn('ApiKey', input, 'apiKeyId'),
    currency,
    maxPriceMicros,
    dailyCapMicros,
    expiresAt,
  };
}

function idIn(type: string, input: GiveMandateInput, field: 'modelVersionId' | 'poolId' | 'apiKeyId'): Id | null {
  const nodeId = input[field];
  return nodeId === null || nodeId === undefined ? null : fromNodeId(type, nodeId, field);
}

function nodeIdOf(type: string, id: Id | null): string | null {
  return id === null ? null : toNodeId(type, id);
}
