import 'reflect-metadata';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { FieldClass, FieldDefinition, Source, StreamDefinition } from '../../domain/imports/index.ts';

export const FieldClassEnum = {
  DIRECT_IDENTIFIER: 'direct-identifier',
  QUASI_IDENTIFIER: 'quasi-identifier',
  SENSITIVE: 'sensitive',
  THIRD_PARTY: 'third-party',
  FREE_TEXT: 'free-text',
  SAFE: 'safe',
} as const satisfies Record<string, FieldClass>;

registerEnumType(FieldClassEnum, {
  name: 'FieldClass',
  description: 'How far a field identifies a person.',
  valuesConfig: {
    DIRECT_IDENTIFIER: { description: 'Names the person, or leads to a public account.' },
    QUASI_IDENTIFIER: { description: 'Identifies together with other fields: exact times, places, communities.' },
    SENSITIVE: { description: 'Of a special category, such as health, or otherwise sensitive.' },
    THIRD_PARTY: { description: 'About people who did not export it.' },
    FREE_TEXT: { description: 'Written freely, so that names cannot be taken out of it reliably.' },
    SAFE: { description: 'None of these.' },
  },
});

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
