import 'reflect-metadata';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { withdrawingDigest } from '../../domain/consents/index.ts';
import type { GivePledge, Pledge, RefusePledge, WithdrawPledge } from '../../domain/pools/index.ts';
import { fromNodeId, payload, StatementToSignType, toNodeId, viewerOf, type ApiContext } from '../shared/index.ts';
import {
  GivePledgeInput,
  GivePledgePayload,
  PledgeType,
  RefuseConsentInput,
  RefuseConsentPayload,
  WithdrawPledgeInput,
  WithdrawPledgePayload,
} from './pledge.type.ts';

@Resolver(() => PledgeType)
export class PledgeResolver {
  constructor(
    private readonly give: GivePledge,
    private readonly withdraw: WithdrawPledge,
    private readonly refuse: RefusePledge,
  ) {}

  @FieldResolver(() => ID, { description: 'The pool pledged to.' })
  poolId(@Root() pledge: Pledge): string {
    return toNodeId('Pool', pledge.poolId);
  }

  @FieldResolver(() => ID, { description: 'The dataset pledged.' })
  datasetId(@Root() pledge: Pledge): string {
    return toNodeId('Dataset', pledge.datasetId);
  }

  @FieldResolver(() => ID, { description: 'The consent that was given with it.' })
  consentId(@Root() pledge: Pledge): string {
    return toNodeId('Consent', pledge.consentId);
  }

  @FieldResolver(() => StatementToSignType, { description: 'What the viewer’s key signs to take it back.' })
  withdrawalToSign(@Root() { consentId }: Pledge): StatementToSignType {
    return { action: 'consents.withdraw', subject: consentId, digest: withdrawingDigest(consentId) };
  }

  @Mutation(() => GivePledgePayload, {
    description: 'Pledges one of the viewer’s datasets to a pool and consents to its use under the pool’s charter.',
  })
  givePledge(
    @Arg('input', () => GivePledgeInput, { description: 'The pledge.' }) input: GivePledgeInput,
    @Ctx() ctx: ApiContext,
  ): Promise<GivePledgePayload> {
    return payload(input, async () => {
      const poolId = fromNodeId('Pool', input.poolId, 'poolId');
      const datasetId = fromNodeId('Dataset', input.datasetId, 'datasetId');
      const { charterDigest, statementJws = null } = input;
      return {
        pledge: await this.give.execute({ viewer: viewerOf(ctx), poolId, datasetId, charterDigest, statementJws }),
      };
    });
  }

  @Mutation(() => RefuseConsentPayload, {
    description:
      'Says no to a pool’s charter for one of the viewer’s datasets, on record. Says nothing new when repeated; a later pledge is still possible.',
  })
  refuseConsent(
    @Arg('input', () => RefuseConsentInput, { description: 'What is refused.' }) input: RefuseConsentInput,
    @Ctx() ctx: ApiContext,
  ): Promise<RefuseConsentPayload> {
    return payload(input, async () => {
      const poolId = fromNodeId('Pool', input.poolId, 'poolId');
      const datasetId = fromNodeId('Dataset', input.datasetId, 'datasetId');
      const { charterDigest, statementJws = null } = input;
      return {
        consent: await this.refuse.execute({ viewer: viewerOf(ctx), poolId, datasetId, charterDigest, statementJws }),
      };
    });
  }

  @Mutation(() => WithdrawPledgePayload, {
    description: 'Takes back one of the viewer’s pledges and its consent, for good. What rests on it ends at once.',
  })
  withdrawPledge(
    @Arg('input', () => WithdrawPledgeInput, { description: 'Which pledge.' }) input: WithdrawPledgeInput,
    @Ctx() ctx: ApiContext,
  ): Promise<WithdrawPledgePayload> {
    return payload(input, async () => {
      const pledgeId = fromNodeId('Pledge', input.pledgeId, 'pledgeId');
      const { statementJws = null } = input;
      return { pledge: await this.withdraw.execute({ viewer: viewerOf(ctx), pledgeId, statementJws }) };
    });
  }
}
