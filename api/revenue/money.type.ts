import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { Balance } from '../../domain/revenue/index.ts';
import { BigIntString } from '../shared/index.ts';

@ObjectType('Balance', { description: 'What an account of the ledger holds.', simpleResolvers: true })
export class BalanceType implements Balance {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'In micros.' })
  balanceMicros!: bigint;
}
