const NEEDS_ESCAPE = /["\\]/g;

/**
 * Array literals for statements that take a thousand values at a time: the driver would look at each value's type, escape
 * it and quote it by itself, which costs more than all else on the way to the server.
 */
export const arrayOf = {
  /** Only for what can hold no comma, brace, quote, backslash or space: uuids, hex, whole numbers. */
  plain: (values: readonly (string | number | bigint | null)[]): string =>
    `{${values.map((value) => value ?? 'NULL').join(',')}}`,
  texts: (values: readonly string[]): string =>
    `{${values.map((value) => `"${value.replace(NEEDS_ESCAPE, '\\$&')}"`).join(',')}}`,
  instants: (values: readonly Date[]): string => `{${values.map((value) => value.toISOString()).join(',')}}`,
} as const;
