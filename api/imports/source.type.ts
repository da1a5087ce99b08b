import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { FieldClass, FieldDefinition, Source, StreamDefinition } from '../../domain/imports/index.ts';
import { enumOf } from '../shared/index.ts';

const FieldClassEnum = enumOf<FieldClass>(
  {
    'direct-identifier': 'Names the person, or leads to a public account.',
    'quasi-identifier': 'Identifies together with other fields: exact times, places, communities.',
    sensitive: 'Of a special category, such as health, or otherwise sensitive.',
    'third-party': 'About people who did not export it.',
    'free-text': 'Written freely, so that names cannot be taken out of it reliably.',
    safe: 'None of these.',
  },
  { name: 'FieldClass', description: 'How far a field identifies a person.' },
);

@ObjectType('StreamField', { description: 'A field of a stream.' })
export class FieldDefinitionType implements FieldDefinition {
  @Field(() => String, { description: 'Name in the records.' })
  name!: string;

  @Field(() => FieldClassEnum, { description: 'How far it identifies a person.' })
  class!: FieldClass;

  @Field(() => String, { description: 'What it holds.' })
  description!: string;
}

@ObjectType('StreamDefinition', {
  description: 'A kind of record that a source yields, whatever generation of export.',
})
export class StreamDefinitionType implements StreamDefinition {
  @Field(() => String, { description: 'Name, such as `reddit.comments`.' })
  name!: string;

  @Field(() => String, { description: 'What its records are.' })
  description!: string;

  @Field(() => [FieldDefinitionType], { description: 'Fields of each record.' })
  fields!: readonly FieldDefinition[];
}

@ObjectType('Source', { description: 'A platform whose export archives are understood.' })
export class SourceType implements Pick<Source, 'name' | 'streams'> {
  @Field(() => String, { description: 'Name, such as `reddit`.' })
  name!: string;

  @Field(() => [StreamDefinitionType], { description: 'Streams that its archives yield.' })
  streams!: readonly StreamDefinition[];
}
