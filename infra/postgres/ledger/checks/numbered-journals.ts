import type { Fault } from '../../../../domain/audit/index.ts';
import { BUCKET_BITS, type MovedSum, type NumberedJournals } from '../../../../domain/ledger/index.ts';
import type { Snapshot } from '../../../../domain/shared/index.ts';
import { firstFault } from '../../first-fault.ts';
import { managerOf } from '../../transactions.ts';

const FIRST_MISNAMED = `
  SELECT 'journal ' || key AS row, format('journal %s: it is of kind %s, but its key is not %s and a number', key, kind, $2::text)
    AS message
  FROM ledger_journals WHERE kind = $1 AND key !~ ('^' || $2::text || '[0-9]{1,18}$') ORDER BY seq LIMIT 1`;

/** The number is made before the legs are spread, and the accounts are hashed before they are joined. */
const MOVED_SUMS = `
  SELECT number >> ${BUCKET_BITS} AS bucket, sum(amount::numeric * hashint8extended(number, hash)) AS sum
  FROM (
    SELECT substr(key, length($2::text) + 1)::bigint AS number, unnest(account_ids) AS account, unnest(amounts_micros) AS amount
    FROM ledger_journals WHERE kind = $1
  ) AS leg
  JOIN (
    SELECT id, hashtextextended(regexp_replace(key, '^held:', 'customer:'), $3::bigint) AS hash FROM ledger_accounts
  ) AS hashed ON hashed.id = account
  GROUP BY 1 ORDER BY 1`;

export class PostgresNumberedJournals implements NumberedJournals {
  firstMisnamed(snapshot: Snapshot, kind: string, prefix: string): Promise<Fault | null> {
    return firstFault(snapshot, FIRST_MISNAMED, [kind, prefix]);
  }

  async movedSums(snapshot: Snapshot, kind: string, prefix: string, salt: bigint): Promise<readonly MovedSum[]> {
    const rows = await managerOf(snapshot).query<{ bucket: string; sum: string }[]>(MOVED_SUMS, [
      kind,
      prefix,
      salt.toString(),
    ]);
    return rows.map(({ bucket, sum }) => ({ bucket: BigInt(bucket), sum }));
  }
}
