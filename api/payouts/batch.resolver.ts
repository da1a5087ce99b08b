import 'reflect-metadata';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { assertOperator } from '../../domain/identity/index.ts';
import type {
  BatchDisclosure,
  Batches,
  CreateBatch,
  DiscardBatch,
  PayoutBatch,
  ReadBatchFile,
  ReleaseBatch,
} from '../../domain/payouts/index.ts';
import {
  connectionFrom,
  ConnectionArgs,
  fromNodeId,
  payload,
  toNodeId,
  viewerOf,
  type ApiContext,
  type ConnectionOf,
} from '../shared/index.ts';
import {
  BatchConnection,
  BatchFileType,
  BatchType,
  CreatePayoutBatchInput,
  DisclosureType,
  PayoutBatchInput,
  PayoutBatchPayload,
  ReleasePayoutBatchInput,
} from './batch.type.ts';

export interface BatchUseCases {
  readonly batches: Batches;
  readonly createBatch: CreateBatch;
  readonly readBatchFile: ReadBatchFile;
  readonly releaseBatch: ReleaseBatch;
  readonly discardBatch: DiscardBatch;
}

/** Money leaves by two hands: one operator makes a batch, another releases it. */
@Resolver(() => BatchType)
export class BatchResolver {
  constructor(private readonly useCases: BatchUseCases) {}

  @Query(() => BatchConnection, { description: 'All batches, the newest first. For operators.' })
  payoutBatches(
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: ApiContext,
  ): Promise<ConnectionOf<PayoutBatch>> {
    assertOperator(viewerOf(ctx));
    return connectionFrom(args, ['payoutBatches'], (request) => this.useCases.batches.all(request));
  }

  @Query(() => BatchFileType, {
    description: 'The file of a batch, with the details in clear. Each time it is taken is on record. For operators.',
  })
  payoutBatchFile(
    @Arg('batchId', () => ID, { description: 'A batch that was not discarded.' }) batchId: string,
    @Ctx() ctx: ApiContext,
  ): Promise<BatchFileType> {
    const id = fromNodeId('PayoutBatch', batchId, 'batchId');
    return this.useCases.readBatchFile.execute({ viewer: viewerOf(ctx), batchId: id });
  }

  @FieldResolver(() => ID, { description: 'The operator who made it.' })
  createdBy(@Root() batch: PayoutBatch): string {
    return toNodeId('User', batch.createdBy);
  }

  @FieldResolver(() => ID, { nullable: true, description: 'The operator who released or discarded it.' })
  endedBy(@Root() batch: PayoutBatch): string | null {
    return batch.endedBy && toNodeId('User', batch.endedBy);
  }

  @FieldResolver(() => [DisclosureType], { description: 'Who took its file, the last 100, the newest first.' })
  disclosures(@Root() batch: PayoutBatch): Promise<BatchDisclosure[]> {
    return this.useCases.batches.disclosuresOf(batch.id);
  }

  @Mutation(() => PayoutBatchPayload, {
    description: 'Puts due payouts into one file; nothing leaves yet. For operators.',
  })
  createPayoutBatch(
    @Arg('input', () => CreatePayoutBatchInput, { description: 'Which.' }) input: CreatePayoutBatchInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutBatchPayload> {
    return payload(input, async () => {
      const named = input.payoutIds?.map((id, at) => fromNodeId('Payout', id, ['payoutIds', String(at)]));
      const command = { viewer: viewerOf(ctx), currency: input.currency, payoutIds: named ?? null };
      return { batch: await this.useCases.createBatch.execute(command) };
    });
  }

  @Mutation(() => PayoutBatchPayload, {
    description: 'Sends the payouts of a batch that another operator made, and in which nothing goes to the viewer.',
  })
  releasePayoutBatch(
    @Arg('input', () => ReleasePayoutBatchInput, { description: 'Which, with its digest.' })
    input: ReleasePayoutBatchInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutBatchPayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), batchId: batchIdIn(input), digest: input.digest };
      return { batch: await this.useCases.releaseBatch.execute(command) };
    });
  }

  @Mutation(() => PayoutBatchPayload, {
    description: 'Gives up an open batch; its payouts are due again. For operators.',
  })
  discardPayoutBatch(
    @Arg('input', () => PayoutBatchInput, { description: 'Which.' }) input: PayoutBatchInput,
    @Ctx() ctx: ApiContext,
  ): Promise<PayoutBatchPayload> {
    return payload(input, async () => {
      const command = { viewer: viewerOf(ctx), batchId: batchIdIn(input) };
      return { batch: await this.useCases.discardBatch.execute(command) };
    });
  }
}

@Resolver(() => DisclosureType)
export class DisclosureFields {
  @FieldResolver(() => ID, { description: 'Who.' })
  operatorId(@Root() disclosure: BatchDisclosure): string {
    return toNodeId('User', disclosure.operatorId);
  }
}

function batchIdIn({ batchId }: PayoutBatchInput): string {
  return fromNodeId('PayoutBatch', batchId, 'batchId');
}
