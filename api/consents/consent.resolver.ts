import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { withdrawingDigest, type Consent, type Consents, type WithdrawConsent } from '../../domain/consents/index.ts';
import {
  ConnectionArgs,
  connectionFrom,
  StatementToSignType,
  fromNodeId,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import { ConsentConnection, ConsentType, WithdrawConsentInput, WithdrawConsentPayload } from './consent.type.ts';

@Resolver(() => ConsentType)
export class ConsentResolver {
  constructor(
    private readonly allConsents: Consents,
    private readonly withdraw: WithdrawConsent,
  ) {}

  @Query(() => ConsentConnection, { description: 'The viewer’s own consents, newest first.' })
  consents(@Args(() => ConnectionArgs) args: ConnectionArgs, @Ctx() ctx: ApiContext): Promise<ConnectionOf<Consent>> {
    const { userId } = viewerOf(ctx);
    return connectionFrom(args, ['consents', userId], (request) => this.allConsents.pageOf(userId, request));
  }

  @FieldResolver(() => ID, { description: 'The dataset that it is for.' })
  datasetId(@Root() consent: Consent): string {
    return toNodeId('Dataset', consent.datasetId);
  }

  @FieldResolver(() => ID, { description: 'The pool that asked.' })
  poolId(@Root() consent: Consent): string {
    return toNodeId('Pool', consent.poolId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the member’s own key signed it. Without, it rests on a session alone.',
  })
  signed(@Root() consent: Consent): boolean {
    return consent.statementJws !== null;
  }

  @FieldResolver(() => StatementToSignType, { description: 'What the viewer’s key signs to withdraw it.' })
  withdrawalToSign(@Root() consent: Consent): StatementToSignType {
    return { action: 'consents.withdraw', subject: consent.id, digest: withdrawingDigest(consent.id) };
  }

  @Mutation(() => WithdrawConsentPayload, {
    description:
      'Takes back one of the viewer’s consents, for good. Whoever reads under it stops at the next batch of records.',
  })
  withdrawConsent(
    @Arg('input', () => WithdrawConsentInput, { description: 'Which consent.' }) input: WithdrawConsentInput,
    @Ctx() ctx: ApiContext,
  ): Promise<WithdrawConsentPayload> {
    return payload(input, async () => {
      const consentId = fromNodeId('Consent', input.consentId, 'consentId');
      const act = { viewer: viewerOf(ctx), consentId, statementJws: input.statementJws ?? null };
      return { consent: await this.withdraw.execute(act) };
    });
  }
}
