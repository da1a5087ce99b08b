import 'reflect-metadata';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type {
  BillingDetails,
  Invoice,
  InvoiceLine,
  InvoicePreview,
  Party,
  Receipt,
  TaxLine,
  TaxMode,
} from '../../domain/billing/index.ts';
import { BigIntString, connectionOf, DateTime, enumOf, MutationInput, Node, Payload } from '../shared/index.ts';

@ObjectType('Party', {
  description: 'Whom a document is from or for, as it was when it was issued.',
  simpleResolvers: true,
})
export class PartyType implements Party {
  @Field(() => String, { description: 'The name of a person or an organisation.' })
  name!: string;

  @Field(() => String, { description: 'Lines, with a line feed between two; may be empty.' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166 code of two letters.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'What the tax office knows them by.' })
  taxId!: string | null;
}

@ObjectType('BillingDetails', {
  description: 'What a customer’s next documents say of them; those that were issued stay as they are.',
  simpleResolvers: true,
})
export class BillingDetailsType implements Omit<BillingDetails, 'customerId'> {
  @Field(() => String, { description: 'The name of a person or an organisation.' })
  name!: string;

  @Field(() => String, { description: 'Lines, with a line feed between two; may be empty.' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166 code of two letters. It decides on the tax.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'What the tax office knows them by.' })
  taxId!: string | null;

  @Field(() => DateTime, { description: 'When they were changed last.' })
  updatedAt!: Date;
}

@InputType({ description: 'What documents are to say of the viewer.' })
export class SetBillingDetailsInput extends MutationInput {
  @Field(() => String, { description: 'The name of a person or an organisation: 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'At most 8 lines of at most 200 characters, with a line feed between two.' })
  address!: string;

  @Field(() => String, { nullable: true, description: 'ISO 3166 code of two capital letters, such as `DE`.' })
  country?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 40 characters.' })
  taxId?: string | null;
}

@ObjectType({ description: 'The details as they are now.', implements: Payload })
export class SetBillingDetailsPayload extends Payload {
  @Field(() => BillingDetailsType, { nullable: true, description: 'The details.' })
  billingDetails?: BillingDetails | null;
}

@ObjectType('Receipt', {
  description: 'A numbered document that says that a payment was received. It never changes.',
  implements: Node,
})
export class ReceiptType implements Pick<
  Receipt,
  'number' | 'currency' | 'amountMicros' | 'reference' | 'issuer' | 'billedTo' | 'issuedAt'
> {
  @Field(() => String, { description: 'Such as `R-2026-000001`: without gaps within a year of the instance.' })
  number!: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, { description: 'What was received, in micros.' })
  amountMicros!: bigint;

  @Field(() => String, { nullable: true, description: 'What the payment provider calls the payment.' })
  reference!: string | null;

  @Field(() => PartyType, { nullable: true, description: 'Who issued it; null where that was not known then.' })
  issuer!: Party | null;

  @Field(() => PartyType, { nullable: true, description: 'Who paid; null where they had given no details.' })
  billedTo!: Party | null;

  @Field(() => DateTime, { description: 'When.' })
  issuedAt!: Date;
}

export const { Connection: ReceiptConnection } = connectionOf(ReceiptType, 'Receipt');

const TaxModeEnum = enumOf<TaxMode>(
  { included: 'A part of the total.', 'on-top': 'Due beside the total, which does not hold it.' },
  { name: 'TaxMode', description: 'How a tax relates to the total of an invoice.' },
);

@ObjectType('TaxLine', {
  description: 'What tax there is on an invoice. The books hold nothing of it.',
  simpleResolvers: true,
})
export class TaxLineType implements TaxLine {
  @Field(() => String, { description: 'What the state calls it.' })
  name!: string;

  @Field(() => String, { description: 'ISO 3166 code of the state.' })
  country!: string;

  @Field(() => Int, { description: 'Its rate in parts per million.' })
  ratePpm!: number;

  @Field(() => TaxModeEnum, { description: 'Whether the total holds it.' })
  mode!: TaxMode;

  @Field(() => BigIntString, { description: 'In micros, rounded to the nearest, a half away from zero.' })
  taxMicros!: bigint;

  @Field(() => String, { nullable: true, description: 'What the law wants said of it.' })
  note!: string | null;
}

@ObjectType('InvoiceLine', { description: 'What one model version was used for in the month, or what was given back.' })
export class InvoiceLineType implements Pick<
  InvoiceLine,
  'kind' | 'description' | 'calls' | 'queries' | 'inputTokens' | 'outputTokens' | 'seconds' | 'amountMicros'
> {
  @Field(() => String, { description: 'The kind of the journals behind it, such as `usage`.' })
  kind!: string;

  @Field(() => String, { description: 'In words.' })
  description!: string;

  @Field(() => BigIntString, { description: 'How many journals: paid calls, or refunds.' })
  calls!: bigint;

  @Field(() => BigIntString, { description: 'Queries that they used.' })
  queries!: bigint;

  @Field(() => BigIntString, { description: 'Input tokens that they used.' })
  inputTokens!: bigint;

  @Field(() => BigIntString, { description: 'Output tokens that they used.' })
  outputTokens!: bigint;

  @Field(() => BigIntString, { description: 'Seconds that they used.' })
  seconds!: bigint;

  @Field(() => BigIntString, { description: 'In micros; negative where it was given back.' })
  amountMicros!: bigint;
}

@ObjectType('Invoice', {
  description: 'What a customer used in one month, paid from their prepaid credit. It never changes.',
  implements: Node,
})
export class InvoiceType implements Pick<
  Invoice,
  'number' | 'month' | 'currency' | 'totalMicros' | 'tax' | 'issuer' | 'billedTo' | 'issuedAt'
> {
  @Field(() => String, { description: 'Such as `I-2026-000001`: without gaps within a year of the instance.' })
  number!: string;

  @Field(() => String, { description: 'The calendar month in UTC, as `2026-01`.' })
  month!: string;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => BigIntString, {
    description: 'In micros: what the ledger took from the customer for use in that month, less what it gave back.',
  })
  totalMicros!: bigint;

  @Field(() => TaxLineType, { nullable: true, description: 'The tax; null where there is none to name.' })
  tax!: TaxLine | null;

  @Field(() => PartyType, { description: 'Who issued it.' })
  issuer!: Party;

  @Field(() => PartyType, { nullable: true, description: 'Who used it; null where they had given no details.' })
  billedTo!: Party | null;

  @Field(() => DateTime, { description: 'When.' })
  issuedAt!: Date;
}

export const { Connection: InvoiceConnection } = connectionOf(InvoiceType, 'Invoice');

@ObjectType('InvoicePreview', {
  description:
    'What the invoice of the current month would say now. It is no invoice: it has no number, and will change.',
  simpleResolvers: true,
})
export class InvoicePreviewType implements Omit<InvoicePreview, 'customerId'> {
  @Field(() => String, { description: 'The calendar month in UTC, as `2026-01`.' })
  month!: string;

  @Field(() => DateTime, { description: 'Charges from then on are not in it yet.' })
  through!: Date;

  @Field(() => String, { description: 'ISO 4217 code.' })
  currency!: string;

  @Field(() => [InvoiceLineType], { description: 'Its lines.' })
  lines!: InvoicePreview['lines'];

  @Field(() => BigIntString, { description: 'In micros.' })
  totalMicros!: bigint;

  @Field(() => TaxLineType, { nullable: true, description: 'The tax; null where there is none to name.' })
  tax!: TaxLine | null;
}
