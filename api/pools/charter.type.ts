import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type { Charter, Scope, Terms } from '../../domain/pools/index.ts';
import { DateTime, Node } from '../shared/index.ts';
import { ScopeType } from './scope.type.ts';
import { TermsType } from './terms.type.ts';

@ObjectType('Charter', {
  description: 'What a pool is. Never changed: another charter is another version.',
  implements: Node,
})
export class CharterType implements Omit<Charter, 'id' | 'poolId'> {
  @Field(() => Int, { description: '1 is what the pool was proposed with.' })
  version!: number;

  @Field(() => ScopeType, { description: 'What members’ data may be used for.' })
  scope!: Scope;

  @Field(() => TermsType, { description: 'What members get for it.' })
  terms!: Terms;

  @Field(() => String, {
    description:
      'SHA-256, in hex, of the canonical JSON (RFC 8785) of the scope, with enum values in small letters and hyphens: LEAVE_OUT is signed as `leave-out`.',
  })
  scopeDigest!: string;

  @Field(() => String, { description: 'The same of the terms.' })
  termsDigest!: string;

  @Field(() => String, {
    description:
      'SHA-256 of the canonical JSON of { poolId, version, scopeDigest, termsDigest } (`poolId` is the uuid): what a pledge repeats, and what the founding vote adopts.',
  })
  digest!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: Date;
}
