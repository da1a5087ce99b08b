import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';

const DIGITS = /^-?(0|[1-9]\d{0,37})$/;

function integerOf(value: unknown): bigint {
  if (typeof value !== 'string' || !DIGITS.test(value)) {
    throw new GraphQLError('A BigInt is a whole number in decimal digits within a string, such as "1500000".');
  }
  return BigInt(value);
}

/** Money in micros and voting power: a JSON number would lose units above 2^53. */
export const BigIntString = new GraphQLScalarType<bigint, string>({
  name: 'BigInt',
  description:
    'A whole number of any size as a string of decimal digits, such as "1500000". Amounts of money are in micros (millionths of the currency unit).',
  serialize: (value) => {
    if (typeof value !== 'bigint') throw new GraphQLError('A BigInt field must hold a bigint.');
    return value.toString();
  },
  parseValue: integerOf,
  parseLiteral: (node) => integerOf(node.kind === Kind.STRING ? node.value : undefined),
});

/** A moment in UTC with milliseconds, RFC 3339: `2026-01-31T12:00:00.000Z`. */
export const DateTime: GraphQLScalarType<Date, Date> = GraphQLDateTime;

/** A JSON number that is whole and at most 2^53: for durations in milliseconds, which outgrow Int after 24 days. */
export const SafeInt: GraphQLScalarType = GraphQLSafeInt;
