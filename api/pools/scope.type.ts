import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { ReleaseMode, Scope, ScopeStream } from '../../domain/pools/index.ts';
import { enumOf } from '../shared/index.ts';

export const ReleaseModeEnum = enumOf<ReleaseMode>(
  {
    hosted: 'Only gateways that the instance’s operators registered get it, and meter its use.',
    'licensed-gateway': 'A partner would serve it under tickets. Not possible yet: it is refused.',
    open: 'The weights would be published, and use not metered. Not possible yet: it is refused.',
  },
  { name: 'ReleaseMode', description: 'Where the trained model may go. A pool can be proposed as hosted only.' },
);
const LinkageEnum = enumOf<Scope['linkage']>(
  { none: 'They are not.' },
  { name: 'Linkage', description: 'Whether records are joined with other records about the same person.' },
);

const describe = {
  purpose: 'What the data may be used for, in words a member understands.',
  streams: 'Which records, and which of their fields.',
  name: 'Source and kind of the records, such as `reddit.comments`.',
  fields: 'The fields that may be read; no others ever are.',
  retentionDays: 'A consent under this scope ends so many days after it was given.',
  recipients: 'Who may receive what comes out of it.',
  algorithmFamily: 'Which kind of algorithm the data may meet: one that the instance has, such as `text-ngram`.',
  linkage: 'Whether records are joined with others about the same person.',
  releaseMode: 'Where the trained model may go; OPEN is not possible yet.',
};

@ObjectType('ScopeStream', { description: 'One stream of records and the fields asked for.', simpleResolvers: true })
export class ScopeStreamType implements ScopeStream {
  @Field(() => String, { description: describe.name })
  name!: string;

  @Field(() => [String], { description: describe.fields })
  fields!: readonly string[];
}

@ObjectType('Scope', {
  description: 'What members’ data may be used for. A consent binds exactly this.',
  simpleResolvers: true,
})
export class ScopeType implements Scope {
  @Field(() => String, { description: describe.purpose })
  purpose!: string;

  @Field(() => [ScopeStreamType], { description: describe.streams })
  streams!: readonly ScopeStream[];

  @Field(() => Int, { description: describe.retentionDays })
  retentionDays!: number;

  @Field(() => [String], { description: describe.recipients })
  recipients!: readonly string[];

  @Field(() => String, { description: describe.algorithmFamily })
  algorithmFamily!: string;

  @Field(() => LinkageEnum, { description: describe.linkage })
  linkage!: 'none';

  @Field(() => ReleaseModeEnum, { description: describe.releaseMode })
  releaseMode!: ReleaseMode;
}

@InputType('ScopeStreamInput', { description: 'One stream of records and the fields asked for.' })
export class ScopeStreamInput implements ScopeStream {
  @Field(() => String, { description: describe.name })
  name!: string;

  @Field(() => [String], { description: describe.fields })
  fields!: string[];
}

@InputType('ScopeInput', { description: 'What members’ data is asked for, and for what.' })
export class ScopeInput implements Scope {
  @Field(() => String, { description: describe.purpose })
  purpose!: string;

  @Field(() => [ScopeStreamInput], { description: describe.streams })
  streams!: ScopeStreamInput[];

  @Field(() => Int, { description: describe.retentionDays })
  retentionDays!: number;

  @Field(() => [String], { description: describe.recipients })
  recipients!: string[];

  @Field(() => String, { description: describe.algorithmFamily })
  algorithmFamily!: string;

  @Field(() => LinkageEnum, { description: describe.linkage })
  linkage!: 'none';

  @Field(() => ReleaseModeEnum, { description: describe.releaseMode })
  releaseMode!: ReleaseMode;
}
