import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import type { AccountKind, BookedJournal, Entry } from '../../domain/ledger/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf } from '../shared/index.ts';

const AccountKindEnum = enumOf<AccountKind>(
  {
    customer: 'A customer’s prepaid balance.',
    builder: 'What a builder has earned.',
    held: 'The part of a customer’s balance that open tickets hold.',
    drawn: 'What an owner has drawn.',
    pot: 'What the owners of one model version have earned together.',
    draws: 'What they have drawn of it, as a debt.',
    settled: 'What the closing of a version left its owners to draw.',
    platform: 'The platform’s fees.',
    reserve: 'The platform’s reserve, which pays refunds of matured shares.',
    unallocated: 'Shares that nobody owns.',
    tax: 'Taxes collected for the state.',
    payable: 'On its way out.',
    external: 'The world outside, from which top-ups come.',
  },
  { name: 'AccountKind', description: 'Whose account of the ledger it is.' },
);

@ObjectType('Entry', { description: 'One leg of a journal.' })
export class EntryType implements Pick<Entry, 'accountKind' | 'currency' | 'amountMicros'> {
  @Field(() => AccountKindEnum, { description: 'Whose account moved.' })
  accountKind!: AccountKind;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'In micros: positive into the account, negative out of it.' })
  amountMicros!: bigint;
}

@ObjectType('Journal', { description: 'One movement of money, for ever. Its entries sum to zero.' })
export class JournalType implements Pick<BookedJournal, 'kind' | 'postedAt' | 'entries'> {
  @Field(() => String, { description: 'What it was: `usage`, `draw`, `top-up`.' })
  kind!: string;

  @Field(() => DateTime, { description: 'When it was posted.' })
  postedAt!: Date;

  @Field(() => [EntryType], { description: 'What moved.' })
  entries!: readonly Entry[];
}

export const { Connection: JournalConnection } = connectionOf(JournalType, 'Journal');
