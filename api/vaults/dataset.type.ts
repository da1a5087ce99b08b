import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Dataset, DatasetState, DatasetStream } from '../../domain/vaults/index.ts';
import { connectionOf, DateTime, enumOf, Node } from '../shared/index.ts';

const DatasetStateEnum = enumOf<DatasetState>(
  {
    receiving: 'Its archive is being uploaded.',
    importing: 'Its records are being read and sealed.',
    ready: 'It can be read, by its owner and under consents.',
    failed: 'Its archive could not be imported; nothing of it was kept.',
    erased: 'Its keys are destroyed; nothing can read it again.',
  },
  { name: 'DatasetState', description: 'How far a dataset has come.' },
);

@ObjectType('DatasetStream', { description: 'One kind of records in a dataset.', simpleResolvers: true })
export class DatasetStreamType implements Pick<DatasetStream, 'name' | 'records' | 'digest'> {
  @Field(() => String, { description: 'Source and kind, such as `reddit.comments`.' })
  name!: string;

  @Field(() => Int, { description: 'How many records it has.' })
  records!: number;

  @Field(() => String, {
    description: 'SHA-256 of its records as canonical NDJSON, in hex: equal records, equal digest.',
  })
  digest!: string;
}

@ObjectType('Dataset', { description: 'One archive, imported into the vault of its owner.', implements: Node })
export class DatasetType implements Pick<
  Dataset,
  'source' | 'state' | 'streams' | 'records' | 'createdAt' | 'readyAt' | 'erasedAt'
> {
  @Field(() => String, {
    nullable: true,
    description: 'The platform that made the archive; null until it is recognised.',
  })
  source!: string | null;

  @Field(() => DatasetStateEnum, { description: 'How far it has come.' })
  state!: DatasetState;

  @Field(() => [DatasetStreamType], { description: 'What it holds; empty once it is erased.' })
  streams!: readonly DatasetStream[];

  @Field(() => Int, { description: 'Records in all its streams.' })
  records!: number;

  @Field(() => DateTime, { description: 'When its upload began.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When its import was complete.' })
  readyAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When its keys were destroyed.' })
  erasedAt!: Date | null;
}

export const { Connection: DatasetConnection } = connectionOf(DatasetType, 'Dataset');
