import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { LedgerAudit } from '../../domain/ledger/index.ts';
import type { Balance } from '../../domain/revenue/index.ts';
import { BigIntString } from '../shared/index.ts';

@ObjectType('Balance', { description: 'What an account of the ledger holds.', simpleResolvers: true })
export class BalanceType implements Balance {
  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'In micros.' })
  balanceMicros!: bigint;
}

@ObjectType('Audit', { description: 'The books, recomputed from every entry.', simpleResolvers: true })
export class AuditType implements LedgerAudit {
  @Field(() => BigIntString, { description: 'The sum of all entries, in micros: zero, or the books are wrong.' })
  entriesSumMicros!: bigint;

  @Field(() => BigIntString, { description: 'The sum of all balances, the outside world’s included: zero.' })
  balancesSumMicros!: bigint;

  @Field(() => BigIntString, { description: 'How many journals there are.' })
  journals!: bigint;

  @Field(() => [String], {
    description: 'What is wrong, the first offender of each kind by name; empty when nothing is.',
  })
  faults!: readonly string[];
}
