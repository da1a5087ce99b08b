import { InvalidInput, type Json } from '../../domain/shared/index.ts';

/** An object of JSON, of which nothing is known yet. */
export type Fields = { readonly [name: string]: Json | undefined };

/*
 * Readers of single fields, by hand, because each metered call passes here and a schema library takes longer than all of
 * them. Each throws InvalidInput that names the field by its path, which is put together only then.
 */

export function refuse(path: string, must: string): never {
  throw new InvalidInput(path.split('.'), `${path}: ${must}`);
}

export function fieldsOf(value: Json | undefined, path: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path, 'must be an object');
  return value as Fields;
}

export function textOf(fields: Fields, name: string, within = ''): string {
  const value = fields[name];
  return typeof value === 'string' ? value : refuse(within + name, 'must be a string');
}

export function matching(fields: Fields, name: string, pattern: RegExp, must: string): string {
  const text = textOf(fields, name);
  return pattern.test(text) ? text : refuse(name, must);
}

export function exactly(fields: Fields, name: string, wanted: string): void {
  if (fields[name] !== wanted) refuse(name, `must be "${wanted}"`);
}

/** Whole, from 0 to `most`; 0 where it is absent. */
export function countOf(fields: Fields, name: string, most: number, within: string): number {
  const value = fields[name];
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > most) {
    refuse(within + name, `must be a whole number from 0 to ${most}`);
  }
  return value;
}
