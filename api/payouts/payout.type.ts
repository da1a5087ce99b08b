import 'reflect-metadata';
import { Field, Int, ObjectType } from 'type-graphql';
import type {
  Attempt,
  AttemptOutcome,
  EarnedSource,
  HoldReason,
  Payout,
  PayoutRoute,
  PayoutSource,
  PayoutState,
  PayoutStep,
  ReturnReason,
  StepKind,
  Wallet,
} from '../../domain/payouts/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, Node } from '../shared/index.ts';

export const PayoutSourceEnum = enumOf<PayoutSource>(
  {
    owner: 'What an owner has drawn.',
    builder: 'What a builder has earned.',
    customer: 'What a customer has paid in and not used.',
  },
  { name: 'PayoutSource', description: 'Whose wallet a payout comes from.' },
);

export const EarnedSourceEnum = enumOf<EarnedSource>(
  { owner: 'What the viewer has drawn as an owner.', builder: 'What the viewer has earned as a builder.' },
  { name: 'PayoutWalletKind', description: 'The wallets that a user empties at will.' },
);

export const PayoutStateEnum = enumOf<PayoutState>(
  {
    requested: 'Out of the wallet, still in the house. It can be cancelled until a provider was asked.',
    sent: 'Out of the house.',
    settled: 'It has arrived; final.',
    returned: 'It came back and is in the wallet again; final.',
    cancelled: 'Taken back by its payee, and in the wallet again; final.',
  },
  { name: 'PayoutState', description: 'How far a payout is.' },
);

export const HoldReasonEnum = enumOf<HoldReason>(
  {
    'identity-check': 'Who the payee is must be checked first.',
    'suspected-fraud': 'It looks like somebody else’s doing.',
    'dispute-open': 'A dispute about the money is open.',
    'provider-unreachable': 'The provider did not take it within all tries.',
    'provider-refused': 'The provider takes no more of them.',
    'destination-changed': 'The payee has set or cancelled a destination since.',
  },
  { name: 'PayoutHoldReason', description: 'Why a requested payout is not sent for now.' },
);

export const ReturnReasonEnum = enumOf<ReturnReason>(
  {
    'account-closed': 'The account is closed.',
    'details-wrong': 'There is no such account, or it is another’s.',
    refused: 'The bank or the provider refused it.',
    recalled: 'It was called back.',
    other: 'Another reason; the provider knows it by the reference.',
  },
  { name: 'PayoutReturnReason', description: 'Why a payout came back.' },
);

const PayoutRouteEnum = enumOf<PayoutRoute>(
  { manual: 'In a file that operators carry to the bank.', webhook: 'By a signed request to the provider.' },
  { name: 'PayoutRoute', description: 'How a payout leaves.' },
);

const StepKindEnum = enumOf<StepKind>(
  {
    requested: 'The payee asked for it.',
    held: 'An operator or a rule held it.',
    'let-go-on': 'An operator ended the hold.',
    sent: 'It left the house.',
    settled: 'It has arrived.',
    returned: 'It came back.',
    cancelled: 'The payee took it back.',
  },
  { name: 'PayoutStepKind', description: 'What happened to a payout.' },
);

const AttemptOutcomeEnum = enumOf<AttemptOutcome>(
  {
    delivered: 'The provider took it.',
    refused: 'The provider answered with an error.',
    gone: 'The provider answered 410: it takes no more.',
    unreachable: 'No connection.',
    'timed-out': 'No answer in time; it may have been taken.',
    lost: 'The process that asked has ended; it may have been taken.',
  },
  { name: 'PayoutAttemptOutcome', description: 'What became of one try.' },
);

@ObjectType('PayoutStep', { description: 'One thing that happened to a payout. Never changed.', simpleResolvers: true })
export class PayoutStepType implements Pick<PayoutStep, 'kind' | 'at'> {
  @Field(() => StepKindEnum, { description: 'What.' })
  kind!: StepKind;

  @Field(() => DateTime, { description: 'When.' })
  at!: Date;
}

@ObjectType('PayoutAttempt', { description: 'One try to hand a payout to the provider.', simpleResolvers: true })
export class AttemptType implements Pick<Attempt, 'number' | 'startedAt' | 'finishedAt' | 'outcome' | 'httpStatus'> {
  @Field(() => Int, { description: '1, 2, ...' })
  number!: number;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When its end was recorded; null while it is under way.' })
  finishedAt!: Date | null;

  @Field(() => AttemptOutcomeEnum, { nullable: true, description: 'What became of it.' })
  outcome!: AttemptOutcome | null;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the answer, where one came.' })
  httpStatus!: number | null;
}

@ObjectType('Payout', {
  description: 'Money on its way from a wallet of this instance to its payee’s account outside.',
  implements: Node,
})
export class PayoutType implements Pick<
  Payout,
  | 'source'
  | 'currency'
  | 'amountMicros'
  | 'state'
  | 'holdReason'
  | 'returnReason'
  | 'route'
  | 'reference'
  | 'requestedAt'
  | 'sentAt'
  | 'endedAt'
> {
  @Field(() => PayoutSourceEnum, { description: 'Whose wallet it comes from.' })
  source!: PayoutSource;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'How much, in micros.' })
  amountMicros!: bigint;

  @Field(() => PayoutStateEnum, { description: 'How far it is.' })
  state!: PayoutState;

  @Field(() => HoldReasonEnum, { nullable: true, description: 'Why it is not sent for now; null when it is not held.' })
  holdReason!: HoldReason | null;

  @Field(() => ReturnReasonEnum, { nullable: true, description: 'Why it came back.' })
  returnReason!: ReturnReason | null;

  @Field(() => PayoutRouteEnum, { nullable: true, description: 'How it leaves; null until that is known.' })
  route!: PayoutRoute | null;

  @Field(() => String, { nullable: true, description: 'How bank or provider names the payment.' })
  reference!: string | null;

  @Field(() => DateTime, { description: 'When it was requested.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it left the house.' })
  sentAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was settled, returned or cancelled.' })
  endedAt!: Date | null;
}

export const { Connection: PayoutConnection } = connectionOf(PayoutType, 'Payout');

@ObjectType('PayoutWallet', { description: 'What the viewer could take out of one wallet.', simpleResolvers: true })
export class WalletType implements Wallet {
  @Field(() => EarnedSourceEnum, { description: 'Which wallet.' })
  source!: EarnedSource;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What is in it, in micros.' })
  balanceMicros!: bigint;

  @Field(() => BigIntString, { description: 'The least that can be taken out at once, in micros.' })
  minimumMicros!: bigint;
}
