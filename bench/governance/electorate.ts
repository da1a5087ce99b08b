import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { calculateJwkThumbprint } from 'jose';
import type { Proposal } from '../../domain/governance/index.ts';
import { MemberKey, SigningKeyRing, StartSession, type PublicJwk } from '../../domain/identity/index.ts';
import type { Terms } from '../../domain/pools/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { JoseAccessTokens } from '../../infra/crypto/tokens.ts';
import { wireNotices } from '../../wiring/notices.ts';
import { wireGovernance } from '../../wiring/governance.ts';
import { wireIdentity } from '../../wiring/identity.ts';
import { wirePools } from '../../wiring/pools.ts';
import { wireVaults } from '../../wiring/vaults.ts';
import type { Site } from '../ledger/site.ts';

/** A member with a key and a session. */
export interface Voter {
  readonly userId: Id;
  readonly token: string;
  readonly kid: string;
  readonly key: KeyObject;
}

const HOUR_MS = 3_600_000;

const TERMS: Terms = {
  currency: 'EUR',
  pricePerQueryMicros: 1_000n,
  platformPpm: 100_000,
  builderPpm: 200_000,
  ownersPpm: 700_000,
  minPersons: 1,
  minRecords: 1,
  minRecordsPerMember: 1,
  pledgingPeriodMs: HOUR_MS,
  valuationMethod: 'leave-out',
  governance: {
    votingDelayMs: 0,
    votingPeriodMs: HOUR_MS,
    noticePeriodMs: HOUR_MS,
    gracePeriodMs: HOUR_MS,
    quorumPpm: 1_000,
    thresholdPpm: 500_000,
    abstainCountsToQuorum: true,
  },
};

/** A live pool that was filled without votes and uploads: all its members have an accepted contribution. */
export class Electorate {
  private readonly identity;
  private readonly pools;
  private poolId: Id = '';
  private readonly builder = { userId: newId(), isOperator: false, sessionId: null };

  constructor(private readonly site: Site) {
    const { ground } = site;
    this.identity = wireIdentity(ground);
    const vaults = wireVaults(ground, this.identity);
    this.pools = wirePools(ground, this.identity, wireGovernance(ground, this.identity, wireNotices(ground)), vaults);
  }

  async open(members: number): Promise<void> {
    const { dataSource } = this.site.ground;
    const streams = [{ name: 'reddit.comments', fields: ['at', 'body'] }];
    const uses = { purpose: 'bench', recipients: [], algorithmFamily: 'text-ngram', linkage: 'none' } as const;
    const scope = { ...uses, streams, retentionDays: 365, releaseMode: 'hosted' } as const;
    const pool = await this.pools.proposePool.execute({ viewer: this.builder, name: 'bench', scope, terms: TERMS });
    this.poolId = pool.id;
    await dataSource.query(`UPDATE pools SET state = 'live', founding_proposal_id = gen_random_uuid() WHERE id = $1`, [
      pool.id,
    ]);
    await dataSource.query(
      `INSERT INTO users (id, handle, is_operator, person_id, state, created_at)
       SELECT gen_random_uuid(), 'b' || lpad(n::text, 8, '0'), false, NULL, 'active', now() FROM generate_series(1, $1::int) AS n`,
      [members],
    );
    await dataSource.query(
      `INSERT INTO contributions (id, pool_id, user_id, dataset_id, consent_id, state, pledged_at, records, units, duplicates,
         repeats, reasons, decided_at)
       SELECT gen_random_uuid(), $1, id, gen_random_uuid(), gen_random_uuid(), 'accepted', now(), 1, 1, 0, 0, '{}', now()
       FROM users`,
      [pool.id],
    );
    await dataSource.query('VACUUM ANALYZE');
  }

  /** What a member or a builder does: the roll is read, frozen and written, all in one transaction. */
  publish(): Promise<Proposal> {
    const asked = { viewer: this.builder, poolId: this.poolId, kind: 'advisory', title: 'A question' };
    return this.pools.proposeAsMember.execute({ ...asked, params: { text: 'What do you think?' } });
  }

  /** Until every member has heard of what was published: that goes on beside, and is not what is measured next. */
  async told(): Promise<void> {
    const { dataSource } = this.site.ground;
    for (;;) {
      const [row] = await dataSource.query<{ n: number }[]>(
        'SELECT count(*)::int AS n FROM notices WHERE dispatched_at IS NULL',
      );
      if (row?.n === 0) return;
      await sleep(200);
    }
  }

  /** Gives so many of the members a key and a session. */
  async voters(count: number): Promise<Voter[]> {
    const { dataSource } = this.site.ground;
    const rows = await dataSource.query<{ id: Id }[]>('SELECT id FROM users ORDER BY handle LIMIT $1', [count]);
    const voters: Voter[] = [];
    for (let from = 0; from < rows.length; from += 100) {
      voters.push(...(await Promise.all(rows.slice(from, from + 100).map(({ id }) => this.admit(id)))));
    }
    return voters;
  }

  private async admit(userId: Id): Promise<Voter> {
    const { transactions, config, rootKey } = this.site.ground;
    const { settings, signingKeys, sessions, memberKeys } = this.identity;
    const tokens = new JoseAccessTokens(config.instance, rootKey, signingKeys);
    const start = new StartSession(
      settings,
      sessions,
      new SigningKeyRing(settings, signingKeys, tokens, rootKey),
      tokens,
    );
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: String(x) };
    const kid = await calculateJwkThumbprint(jwk, 'sha256');
    const keyId = newId();
    const { accessToken: token } = await transactions.run(async (tx) => {
      const key = {
        id: keyId,
        userId,
        thumbprint: kid,
        algorithm: 'EdDSA',
        jwk,
        addedAt: tx.now,
        revokedAt: null,
      } as const;
      await memberKeys.insert(tx, new MemberKey(key));
      return start.execute(tx, { userId, keyId });
    });
    return { userId, token, kid, key: privateKey };
  }
}
