import 'reflect-metadata';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Consent } from '../../domain/consents/index.ts';
import type { Pledge } from '../../domain/pools/index.ts';
import { ConsentType } from '../consents/index.ts';
import { DateTime, MutationInput, Node, Payload } from '../shared/index.ts';

@ObjectType('Pledge', {
  description: 'A member’s consent before the pool exists, binding if its charter is adopted. Only the member sees it.',
  implements: Node,
})
export class PledgeType implements Pick<Pledge, 'records' | 'pledgedAt' | 'withdrawnAt'> {
  @Field(() => Int, { description: 'Records of the pledged streams.' })
  records!: number;

  @Field(() => DateTime, { description: 'When it was given.' })
  pledgedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back.' })
  withdrawnAt!: Date | null;
}

@InputType({ description: 'A pledge of one dataset to one pool.' })
export class GivePledgeInput extends MutationInput {
  @Field(() => ID, { description: 'A pool that takes pledges.' })
  poolId!: string;

  @Field(() => ID, { description: 'A dataset of the viewer that is ready.' })
  datasetId!: string;

  @Field(() => String, { description: 'The `digest` of the charter, scope and terms, that the viewer read.' })
  charterDigest!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature over the charter’s `pledgeToSign` as a JWS. Only who never registered a key may leave it out; the consent is then marked unsigned.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The pledge that was given.', implements: Payload })
export class GivePledgePayload extends Payload {
  @Field(() => PledgeType, { nullable: true, description: 'The pledge.' })
  pledge?: Pledge | null;
}

@InputType({ description: 'A no to one pool for one dataset.' })
export class RefuseConsentInput extends MutationInput {
  @Field(() => ID, { description: 'The pool that asks.' })
  poolId!: string;

  @Field(() => ID, { description: 'A dataset of the viewer.' })
  datasetId!: string;

  @Field(() => String, { description: 'The `digest` of the charter, scope and terms, that the viewer read.' })
  charterDigest!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature over the charter’s `refusalToSign` as a JWS. Only who never registered a key may leave it out; the refusal is then marked unsigned.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The refusal as a record.', implements: Payload })
export class RefuseConsentPayload extends Payload {
  @Field(() => ConsentType, { nullable: true, description: 'The consent in the state `refused`.' })
  consent?: Consent | null;
}

@InputType({ description: 'Which pledge to take back.' })
export class WithdrawPledgeInput extends MutationInput {
  @Field(() => ID, { description: 'A pledge of the viewer.' })
  pledgeId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The viewer’s signature over the pledge’s `withdrawalToSign` as a JWS. Only who never registered a key may leave it out.',
  })
  statementJws?: string | null;
}

@ObjectType({ description: 'The pledge that was taken back.', implements: Payload })
export class WithdrawPledgePayload extends Payload {
  @Field(() => PledgeType, { nullable: true, description: 'The pledge after its withdrawal.' })
  pledge?: Pledge | null;
}
