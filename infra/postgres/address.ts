import type { DataSource } from 'typeorm';

/** For a connection beside the pool's, on the same database. */
export function addressOf({ options }: DataSource): string {
  if (options.type !== 'postgres' || !options.url) throw new TypeError('The data source is not PostgreSQL by address.');
  return options.url;
}
