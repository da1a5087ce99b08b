import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

/**
 * What all processes on this database call their instance on the broker: random, and kept from the first start on. A
 * copy of the database keeps it, so a copy that runs beside its original needs a broker of its own, or the row deleted.
 */
export async function brokerNamespace(dataSource: DataSource): Promise<string> {
  await dataSource.query('INSERT INTO broker_namespace (name) VALUES ($1) ON CONFLICT DO NOTHING', [
    `commonpool-${randomBytes(8).toString('hex')}`,
  ]);
  const [row] = await dataSource.query<{ name: string }[]>('SELECT name FROM broker_namespace');
  return (row as { name: string }).name;
}
