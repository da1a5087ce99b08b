import { join } from 'node:path';
import { expect } from '@jest/globals';
import { fromNodeId, toNodeId } from '../../api/shared/index.ts';
import { startApp, type App } from '../../app.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Pool } from '../../domain/pools/index.ts';
import type { Member } from '../governance/members.ts';
import { VOTE } from '../pools/charters.ts';
import { openPoolHouse, texts, type PoolHouse } from '../pools/pool-house.ts';
import { eventually } from '../nats/posting.ts';
import { commonpool, type Ran } from './run-command.ts';

/** Statements are signed by the real clock, from which the database's may not stray far. */
const PERIOD_MS = 45_000;
/** In which the workers of a busy machine come to it. */
const WORKER_MS = 30_000;

/** A live pool of an instance, whose members have the command line, and whose builder has not. */
export class PoolOfProfiles {
  readonly config: string;
  /** What `sign-in` tells each member. */
  readonly ids = new Map<string, string>();
  pool!: Pool;
  builder!: Member;
  poolId = '';

  private constructor(
    readonly house: PoolHouse,
    readonly app: App,
  ) {
    this.config = join(house.house.ground.config.dataFolder, 'profiles');
  }

  static async open(
    names: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<PoolOfProfiles> {
    const house = await openPoolHouse({ countUnproved: true, minPeriodMs: PERIOD_MS, environment });
    const { config: settings, database, logger } = house.house.ground;
    const natsUrl = process.env['COMMONPOOL_TEST_NATS_URL'] as string;
    const app = await startApp(settings, { databaseUrl: database.url, natsUrl }, logger);
    const opened = new PoolOfProfiles(house, app);
    await opened.found(names);
    return opened;
  }

  readonly as = (profile: string, ...args: readonly string[]): Promise<Ran> =>
    commonpool(this.config, ...args, '--profile', profile);

  readonly json = async <T>(profile: string, ...args: readonly string[]): Promise<T> => {
    const { out, err } = await this.as(profile, ...args, '--json');
    expect(err).toBe('');
    return JSON.parse(out) as T;
  };

  async pass(periods: number): Promise<void> {
    for (let period = 0; period < periods; period += 1) {
      await this.house.database.clock.advance(PERIOD_MS);
      await this.house.settle();
    }
  }

  /** Its voting and its notice pass, and the workers of the instance, which know every subject, execute it. */
  async executed(nodeId: string): Promise<void> {
    const { proposals, database } = this.house;
    const id = fromNodeId('Proposal', nodeId);
    const isIn = async (state: string) => (await proposals.byId(id))?.state === state;
    const isTold = async () => {
      const sql = `SELECT 1 FROM notices WHERE subject_id = $1 AND kind = 'exit' AND dispatched_at IS NOT NULL`;
      return (await database.dataSource.query<unknown[]>(sql, [id])).length > 0;
    };
    await database.clock.advance(PERIOD_MS);
    await eventually(() => isIn('QUEUED'), WORKER_MS);
    await eventually(isTold, WORKER_MS);
    await database.clock.advance(PERIOD_MS);
    await eventually(() => isIn('EXECUTED'), WORKER_MS);
  }

  viewerOf(name: string): Viewer {
    return { userId: fromNodeId('User', String(this.ids.get(name))), isOperator: false, sessionId: null };
  }

  async close(): Promise<void> {
    await this.app.stop();
    await this.house.close();
  }

  private async found(names: readonly string[]): Promise<void> {
    const { house } = this;
    const governance = { ...VOTE, votingPeriodMs: PERIOD_MS, noticePeriodMs: PERIOD_MS };
    ({ pool: this.pool, builder: this.builder } = await house.aPool({ terms: { governance } }));
    this.poolId = toNodeId('Pool', this.pool.id);
    await Promise.all(names.map((name) => this.as(name, 'sign-up', name, '--url', this.app.url)));
    await Promise.all(names.map((name) => this.pledge(name)));
    const { foundingProposalId } = await house.startFoundingVote.execute({
      viewer: this.builder.viewer,
      poolId: this.pool.id,
    });
    const founding = toNodeId('Proposal', String(foundingProposalId));
    const votes = await Promise.all(names.map((name) => this.as(name, 'vote', founding, 'for')));
    expect(votes.map(({ code, err }) => [code, err])).toEqual(names.map(() => [0, '']));
    await this.pass(2);
    await this.accepted(names.length);
  }

  private async pledge(name: string): Promise<void> {
    const { id } = await this.json<{ id: string }>(name, 'sign-in');
    this.ids.set(name, id);
    const dataset = await this.house.comments({ viewer: this.viewerOf(name) } as Member, texts(name, 12));
    await this.json(name, 'pledge', this.poolId, toNodeId('Dataset', dataset.id), '--yes');
  }

  /** The instance's worker evaluates beside us. */
  private async accepted(count: number): Promise<void> {
    const { house, pool } = this;
    for (;;) {
      await house.evaluateAll();
      if ((await house.contributions.counts([pool.id])).get(pool.id)?.accepted === count) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
