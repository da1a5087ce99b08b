import { inspect } from 'node:util';

/** The same object, but whoever prints, logs or serialises it sees that the named fields are set and no more. */
export function hideSecrets<T extends object>(object: T, names: readonly (keyof T)[]): T {
  const shown = (): object =>
    Object.fromEntries(
      Object.entries(object).map(([name, value]: [string, unknown]) => {
        if (names.includes(name as keyof T) && value !== null) return [name, '[secret]'];
        return [name, typeof value === 'bigint' ? value.toString() : value];
      }),
    );
  return Object.defineProperties(object, {
    toJSON: { value: shown },
    [inspect.custom]: { value: shown },
  });
}
