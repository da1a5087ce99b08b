import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { Charter, plainTerms, Pool, readPlainTerms } from '../../../domain/pools/index.ts';
import { instant, integer, json, optional, text, uuid, uuidKey } from '../columns.ts';

export const PoolSchema = new EntitySchema<Pool>({
  name: 'Pool',
  target: Pool,
  tableName: 'pools',
  columns: {
    id: uuidKey,
    name: text,
    builderId: uuid,
    state: text,
    charterId: uuid,
    pledgingEndsAt: instant,
    foundingProposalId: optional(uuid),
    createdAt: instant,
  } satisfies Record<keyof Pool, EntitySchemaColumnOptions>,
});

/** JSON has no bigint, so prices are decimal strings inside the column. */
const terms = {
  type: 'jsonb',
  transformer: { to: plainTerms, from: readPlainTerms },
} satisfies EntitySchemaColumnOptions;

export const CharterSchema = new EntitySchema<Charter>({
  name: 'Charter',
  target: Charter,
  tableName: 'charters',
  columns: {
    id: uuidKey,
    poolId: uuid,
    version: integer,
    scope: json,
    terms,
    scopeDigest: text,
    termsDigest: text,
    digest: text,
    createdAt: instant,
  } satisfies Record<keyof Charter, EntitySchemaColumnOptions>,
});
