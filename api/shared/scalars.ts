import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';

const DIGITS = /^-?(0|[1-9]\d*)$/;

/** Whatever comes in is kept as PostgreSQL's bigint; sums that go out may be larger. */
const LARGEST = 2n ** 63n - 1n;
const MOST_DIGITS = LARGEST.toString().length;

function integerOf(value: unknown): bigint {
  if (typeof value !== 'string' || !DIGITS.test(value)) {
    throw new GraphQLError('A BigInt is a whole number in decimal digits within a string, such as "1500000".');
  }
  // Counted first: reading millions of digits would take long.
  const number = value.replace('-', '').length > MOST_DIGITS ? null : BigInt(value);
  if (number === null || number > LARGEST || number < -LARGEST) {
    throw new GraphQLError(`The whole number is too large: a BigInt is at most ${LARGEST}, or as far below zero.`);
  }
  return number;
}

/** Money in micros and voting power: a JSON number would lose units above 2^53. */
export const BigIntString = new GraphQLScalarType<bigint, string>({
  name: 'BigInt',
  description:
    'A whole number as a string of decimal digits, such as "1500000"; an input is at most 9223372036854775807. Amounts of money are in micros (millionths of the currency unit).',
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
