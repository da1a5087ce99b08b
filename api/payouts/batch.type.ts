import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { BatchDisclosure, BatchState, PayoutBatch } from '../../domain/payouts/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

const BatchStateEnum = enumOf<BatchState>(
  {
    open: 'Made by one operator; nothing has left.',
    released: 'Released by another; its payouts are sent.',
    discarded: 'Given up; its payouts are due again.',
  },
  { name: 'PayoutBatchState', description: 'How far a batch is.' },
);

@ObjectType('PayoutDisclosure', { description: 'An operator took the file of a batch. Never changed.' })
export class DisclosureType implements Pick<BatchDisclosure, 'at'> {
  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

@ObjectType('PayoutBatch', { description: 'Payouts that go to the bank in one file.', implements: Node })
export class BatchType implements Pick<
  PayoutBatch,
  'currency' | 'state' | 'payouts' | 'totalMicros' | 'digest' | 'createdAt' | 'endedAt'
> {
  @Field(() => String, { description: 'ISO 4217 code of all its payouts.' })
  currency!: string;

  @Field(() => BatchStateEnum, { description: 'How far it is.' })
  state!: BatchState;

  @Field(() => Int, { description: 'How many payouts it was made of.' })
  payouts!: number;

  @Field(() => BigIntString, { description: 'Their sum, in micros.' })
  totalMicros!: bigint;

  @Field(() => String, { description: 'SHA-256 in hex of the bytes of its file.' })
  digest!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was released or discarded.' })
  endedAt!: Date | null;
}

export const { Connection: BatchConnection } = connectionOf(BatchType, 'PayoutBatch');

@ObjectType('PayoutBatchFile', { description: 'The file of a batch, details unmasked.', simpleResolvers: true })
export class BatchFileType {
  @Field(() => BatchType, { description: 'Its batch.' })
  batch!: PayoutBatch;

  @Field(() => String, { description: 'CSV (RFC 4180), in exactly these characters as UTF-8.' })
  text!: string;
}

@InputType({ description: 'Which payouts to put into one batch.' })
export class CreatePayoutBatchInput extends MutationInput {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => [ID], { nullable: true, description: 'Only these; without, the oldest that are due, at most 500.' })
  payoutIds?: string[] | null;
}

@InputType({ description: 'Which batch.' })
export class PayoutBatchInput extends MutationInput {
  @Field(() => ID, { description: 'The batch.' })
  batchId!: string;
}

@InputType({ description: 'Which batch to release, and the digest of its file as the operator has it.' })
export class ReleasePayoutBatchInput extends PayoutBatchInput {
  @Field(() => String, { description: 'SHA-256 in hex of the file that the operator has looked at.' })
  digest!: string;
}

@ObjectType({ description: 'The batch after the act.', implements: Payload })
export class PayoutBatchPayload extends Payload {
  @Field(() => BatchType, { nullable: true, description: 'The batch as it is now.' })
  batch?: PayoutBatch | null;
}
