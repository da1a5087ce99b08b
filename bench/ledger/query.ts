import { Client } from 'pg';

/** One statement on a connection of its own. */
export async function query<Row>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row & object>(statement)).rows;
  } finally {
    await client.end();
  }
}
