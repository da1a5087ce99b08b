import type { Client } from 'pg';
import { randomOf, transactionsPerSecond } from './clients.ts';
import { query } from './query.ts';

const CUSTOMERS = 1_000;
const BUILDERS = 10;
const POTS = 20;
const CONNECTIONS = [1, 4, 8] as const;

/**
 * The peer to beat: a decent ledger in PostgreSQL that moves money one transfer at a time, as pgledger does. Each transfer
 * is a row with two entries that tell the balance before and after. All three transfers of a call are one round trip and
 * one transaction; accounts are locked in the order of their ids; statements in the function are planned once. Like its
 * model it keeps no key of the call, so a repeat would be charged again: that check is a gift to it.
 */
const SCHEMA = `
  CREATE TABLE accounts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    balance bigint NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 0
  ) WITH (fillfactor = 50);
  CREATE TABLE transfers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    from_account_id bigint NOT NULL REFERENCES accounts,
    to_account_id bigint NOT NULL REFERENCES accounts,
    amount bigint NOT NULL CHECK (amount > 0),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ON transfers (from_account_id);
  CREATE INDEX ON transfers (to_account_id);
  CREATE TABLE entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts,
    transfer_id bigint NOT NULL REFERENCES transfers,
    amount bigint NOT NULL,
    previous_balance bigint NOT NULL,
    current_balance bigint NOT NULL,
    account_version bigint NOT NULL
  );
  CREATE INDEX ON entries (account_id);
  CREATE INDEX ON entries (transfer_id);

  CREATE FUNCTION transfer(source bigint, target bigint, moved bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    transfer_id bigint;
    was bigint;
    counted bigint;
  BEGIN
    INSERT INTO transfers (from_account_id, to_account_id, amount) VALUES (source, target, moved) RETURNING id INTO transfer_id;
    UPDATE accounts SET balance = balance - moved, version = version + 1 WHERE id = source
    RETURNING balance + moved, version INTO was, counted;
    INSERT INTO entries (account_id, transfer_id, amount, previous_balance, current_balance, account_version)
    VALUES (source, transfer_id, -moved, was, was - moved, counted);
    UPDATE accounts SET balance = balance + moved, version = version + 1 WHERE id = target
    RETURNING balance - moved, version INTO was, counted;
    INSERT INTO entries (account_id, transfer_id, amount, previous_balance, current_balance, account_version)
    VALUES (target, transfer_id, moved, was, was + moved, counted);
  END $$;

  CREATE FUNCTION pay(customer bigint, platform bigint, builder bigint, pot bigint,
                      fee bigint, part bigint, share bigint) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM FROM accounts WHERE id IN (customer, platform, builder, pot) ORDER BY id FOR UPDATE;
    PERFORM transfer(customer, platform, fee);
    PERFORM transfer(customer, builder, part);
    PERFORM transfer(customer, pot, share);
  END $$;

  INSERT INTO accounts (name, balance) SELECT 'customer ' || n, 1000000000000 FROM generate_series(1, ${CUSTOMERS}) AS n;
  INSERT INTO accounts (name) SELECT 'builder ' || n FROM generate_series(1, ${BUILDERS}) AS n;
  INSERT INTO accounts (name) SELECT 'pot ' || n FROM generate_series(1, ${POTS}) AS n;
  INSERT INTO accounts (name) VALUES ('platform')`;

const PAY = 'SELECT pay($1, $2, $3, $4, 199, 399, 1401)';

/**
 * Calls paid in a second, by the number of connections; `naivePerSecond` is the best of them. `again` measures the best
 * number of connections once more, for machines have moods, and what is compared with it ran later.
 */
export async function measureNaive(url: string, seconds: number) {
  await query(url, SCHEMA);
  await query(url, 'ANALYZE');
  const rates: number[] = [];
  for (const connections of CONNECTIONS) rates.push(await transactionsPerSecond(url, connections, seconds, pay));
  await assertSums(url);
  const best = Math.max(...rates);
  const connections = CONNECTIONS[rates.indexOf(best)] as number;
  const [one, four, eight] = rates;
  return {
    numbers: { naivePerSecond: best, naiveBy1: one, naiveBy4: four, naiveBy8: eight },
    again: async () => {
      const later = await transactionsPerSecond(url, connections, seconds, pay);
      return { naivePerSecond: Math.max(best, later), naiveLater: later };
    },
  };
}

async function assertSums(url: string): Promise<void> {
  const [wrong] = await query<{ sum: string }>(
    url,
    `SELECT sum(balance) - ${CUSTOMERS} * 1000000000000 AS sum FROM accounts HAVING sum(balance) <> ${CUSTOMERS} * 1000000000000`,
  );
  if (wrong) throw new Error(`The naive ledger does not add up: ${wrong.sum}.`);
}

async function pay(client: Client): Promise<void> {
  const builder = CUSTOMERS + randomOf(BUILDERS);
  const pot = CUSTOMERS + BUILDERS + randomOf(POTS);
  const platform = CUSTOMERS + BUILDERS + POTS + 1;
  await client.query({ name: 'pay', text: PAY, values: [randomOf(CUSTOMERS), platform, builder, pot] });
}
