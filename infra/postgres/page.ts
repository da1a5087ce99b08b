import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { InvalidInput, type Page, type PageRequest } from '../../domain/shared/index.ts';
import { sqlState } from './transactions.ts';

/**
 * Reads one keyset page of a query: `keys` are properties of the entity that together are unique, such as
 * `['createdAt', 'id']`; all are sorted in the same direction. One row more than asked tells whether more follow.
 */
export async function keysetPage<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly (keyof T & string)[],
  order: 'ASC' | 'DESC',
  request: PageRequest,
): Promise<Page<T>> {
  const columns = keys.map((key) => `${query.alias}.${key}`);
  const forward = request.direction === 'forward';
  const reading = forward === (order === 'ASC') ? 'ASC' : 'DESC';
  if (request.from) {
    const values = Object.fromEntries(request.from.map((value, i) => [`from${i}`, value]));
    const names = request.from.map((_, i) => `:from${i}`);
    query.andWhere(`(${columns.join(', ')}) ${reading === 'ASC' ? '>' : '<'} (${names.join(', ')})`, values);
  }
  for (const column of columns) query.addOrderBy(column, reading);
  const rows = await query
    .take(request.limit + 1)
    .getMany()
    .catch((error: unknown) => refuseForgedCursor(error, request));
  const items = rows.slice(0, request.limit);
  return {
    items: forward ? items : items.toReversed(),
    hasMore: rows.length > request.limit,
    cursorOf: (item) => keys.map((key) => cursorText(item[key])),
  };
}

/** PostgreSQL's class 22, data exception: the cursor was made by hand, and is no key of this list: INVALID_INPUT. */
export function refuseForgedCursor(error: unknown, { from, direction }: PageRequest): never {
  if (!from || !sqlState(error).startsWith('22')) throw error;
  const field = direction === 'forward' ? 'after' : 'before';
  throw new InvalidInput([field], `\`${field}\` is not a cursor of this list.`);
}

function cursorText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
