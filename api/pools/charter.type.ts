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

  @Field(() => String, { description: 'Digest of the scope; a pledge repeats it, so that both mean the same scope.' })
  scopeDigest!: string;

  @Field(() => String, { description: 'Digest of the terms.' })
  termsDigest!: string;

  @Field(() => String, { description: 'Digest of the whole charter: what the founding vote adopts.' })
  digest!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: Date;
}
