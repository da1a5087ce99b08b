import { Client } from 'pg';

/** Runs one kind of transaction on `connections` connections at once for so long, each as fast as it can; answers their rate. */
export async function transactionsPerSecond(
  url: string,
  connections: number,
  seconds: number,
  transaction: (client: Client) => Promise<void>,
): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  try {
    for (const client of clients) await transaction(client);
    await clients[0]?.query('CHECKPOINT');
    let done = 0;
    const startedAt = performance.now();
    const endsAt = startedAt + seconds * 1_000;
    await Promise.all(
      clients.map(async (client) => {
        for (; performance.now() < endsAt; done += 1) await transaction(client);
      }),
    );
    return Math.round((done * 1_000) / (performance.now() - startedAt));
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** From 1 to `max`. */
export function randomOf(max: number): number {
  return 1 + Math.floor(Math.random() * max);
}
