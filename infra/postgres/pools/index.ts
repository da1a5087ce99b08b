import type { DataSource, EntitySchema, MigrationInterface } from 'typeorm';
import { ChartersNotEmptied1765000007500 } from './not-emptied.migration.ts';
import { ChangingCharters1765000010500 } from './changing-charters.migration.ts';
import { ClosingPools1765000010700 } from './closing-pools.migration.ts';
import { PostgresClosings } from './closings.repository.ts';
import { ClosingSchema } from './closings.schema.ts';
import { PostgresContributions } from './contributions.repository.ts';
import { ContributionSchema, PledgeSchema } from './contributions.schema.ts';
import { PostgresFrozenCharters } from './frozen-charters.ts';
import { Pools1764000000700 } from './migration.ts';
import { PostgresPledges } from './pledges.repository.ts';
import { PostgresCharters, PostgresPools } from './pools.repository.ts';
import { PostgresOptIns, PostgresReserves } from './reserves.repository.ts';
import { ReserveSchema } from './reserves.schema.ts';
import { CharterSchema, PoolSchema } from './pools.schema.ts';
import { PostgresDigestKeys, PostgresTextDigests } from './text-digests.repository.ts';

export const schemas: EntitySchema[] = [
  PoolSchema,
  CharterSchema,
  PledgeSchema,
  ContributionSchema,
  ReserveSchema,
  ClosingSchema,
] as EntitySchema[];
export const migrations: (new () => MigrationInterface)[] = [
  Pools1764000000700,
  ChartersNotEmptied1765000007500,
  ChangingCharters1765000010500,
  ClosingPools1765000010700,
];

/** `countUnproved`: whether an account that is proved to nobody counts as a person of its own. */
export function postgresPools(dataSource: DataSource, countUnproved: boolean) {
  return {
    pools: new PostgresPools(dataSource),
    charters: new PostgresCharters(dataSource),
    pledges: new PostgresPledges(dataSource, countUnproved),
    reserves: new PostgresReserves(dataSource),
    closings: new PostgresClosings(dataSource),
    optIns: new PostgresOptIns(),
    contributions: new PostgresContributions(dataSource),
    textDigests: new PostgresTextDigests(dataSource),
    digestKeys: new PostgresDigestKeys(dataSource),
    frozenCharters: new PostgresFrozenCharters(),
  };
}
