import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { Algorithm, AlgorithmFile } from '../../domain/training/index.ts';
import { enumOf } from '../shared/index.ts';

const AlgorithmPurposeEnum = enumOf<Algorithm['purpose']>(
  {
    training: 'Makes a model.',
    valuation: 'Measures what each person’s records were worth to a model.',
  },
  { name: 'AlgorithmPurpose', description: 'What an algorithm is for.' },
);

@ObjectType('AlgorithmFile', { description: 'One file that an algorithm can load.', simpleResolvers: true })
export class AlgorithmFileType implements Pick<AlgorithmFile, 'path' | 'sha256'> {
  @Field(() => String, { description: 'Its path below the compiled code.' })
  path!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes.' })
  sha256!: string;
}

@ObjectType('Algorithm', { description: 'A program that may enter the clean room.', simpleResolvers: true })
export class AlgorithmType implements Omit<Algorithm, 'program' | 'files'> {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'Which scopes admit it: a charter names one family.' })
  family!: string;

  @Field(() => AlgorithmPurposeEnum, { description: 'What it is for.' })
  purpose!: Algorithm['purpose'];

  @Field(() => String, { description: 'What it does, in a sentence.' })
  description!: string;

  @Field(() => String, {
    description: 'SHA-256 over the sorted list of [path, sha256] of its files, in canonical JSON.',
  })
  digest!: string;

  @Field(() => [AlgorithmFileType], { description: 'Every file of it.' })
  files!: readonly AlgorithmFile[];
}
