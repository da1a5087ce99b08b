/** The data of a class without its methods: what its constructor takes, each by name. */
export type FieldsOf<T> = { readonly [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: T[K] };

/** The same thing after a change, of the same class. */
export function changed<T extends object>(thing: T, change: Partial<FieldsOf<T>>): T {
  return Object.assign(Object.create(Object.getPrototypeOf(thing) as object) as T, thing, change);
}
