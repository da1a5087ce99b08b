import type { EntitySchemaColumnOptions } from 'typeorm';

/** Column forms that every schema uses, so that money, power and time have one form in the database. */
export const uuidKey = { type: 'uuid', primary: true } satisfies EntitySchemaColumnOptions;
export const uuid = { type: 'uuid' } satisfies EntitySchemaColumnOptions;
export const text = { type: 'text' } satisfies EntitySchemaColumnOptions;
export const integer = { type: 'integer' } satisfies EntitySchemaColumnOptions;
export const flag = { type: 'boolean' } satisfies EntitySchemaColumnOptions;
export const instant = { type: 'timestamptz' } satisfies EntitySchemaColumnOptions;
export const json = { type: 'jsonb' } satisfies EntitySchemaColumnOptions;
export const bytes = { type: 'bytea' } satisfies EntitySchemaColumnOptions;

/** `bigint` in code, `bigint` in the database; the driver hands int8 over as text, so no unit is lost on the way. */
export const bigInteger = {
  type: 'bigint',
  transformer: {
    from: (value: string | null) => (value === null ? null : BigInt(value)),
    to: (value: bigint | null | undefined) => (typeof value === 'bigint' ? value.toString() : value),
  },
} satisfies EntitySchemaColumnOptions;

export const bigIntegers = {
  type: 'bigint',
  array: true,
  transformer: {
    from: (values: readonly string[] | null) => values && values.map(BigInt),
    to: (values: readonly bigint[] | null | undefined) => values && values.map(String),
  },
} satisfies EntitySchemaColumnOptions;

export const uuids = { type: 'uuid', array: true } satisfies EntitySchemaColumnOptions;

/** A column that may be null: `optional(uuid)`. */
export function optional<C extends EntitySchemaColumnOptions>(column: C): C & { nullable: true } {
  return { ...column, nullable: true };
}
