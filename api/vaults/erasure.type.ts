import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Dataset, ErasurePreview } from '../../domain/vaults/index.ts';
import { MutationInput, Payload } from '../shared/index.ts';
import { DatasetType } from './dataset.type.ts';

@ObjectType('ErasurePreview', {
  description: 'What erasing a dataset would do. Nothing is changed by asking.',
  simpleResolvers: true,
})
export class ErasurePreviewType implements ErasurePreview {
  @Field(() => DatasetType, { description: 'The dataset as it stands.' })
  dataset!: Dataset;

  @Field(() => Int, { description: 'How many records would become unreadable.' })
  records!: number;

  @Field(() => Int, { description: 'How many live consents to its use would end with it.' })
  liveConsents!: number;

  @Field(() => [String], { description: 'The effects in plain sentences, with what erasing does not do.' })
  effects!: readonly string[];
}

@InputType({ description: 'Which dataset to erase.' })
export class EraseDatasetInput extends MutationInput {
  @Field(() => ID, { description: 'A dataset of the viewer.' })
  datasetId!: string;
}

@ObjectType({ description: 'The erased dataset.', implements: Payload })
export class EraseDatasetPayload extends Payload {
  @Field(() => DatasetType, { nullable: true, description: 'The dataset after its keys were destroyed.' })
  dataset?: Dataset | null;
}
