/** The same thing after a change, of the same class; the one given stays as it was. */
export function changed<T extends object>(thing: T, change: Partial<T>): T {
  return Object.assign(Object.create(Object.getPrototypeOf(thing) as object) as T, thing, change);
}
