import type { DataSource } from 'typeorm';
import { Replay, type Replays } from '../../../domain/metering/index.ts';
import type { Id, Page, PageRequest, Tx } from '../../../domain/shared/index.ts';
import { keysetPage } from '../page.ts';
import { managerOf } from '../transactions.ts';

export class PostgresReplays implements Replays {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Tx, replay: Replay): Promise<void> {
    await managerOf(tx).insert(Replay, replay);
  }

  byId(id: Id): Promise<Replay | null> {
    return this.dataSource.manager.findOneBy(Replay, { id });
  }

  all(page: PageRequest): Promise<Page<Replay>> {
    return keysetPage(this.dataSource.createQueryBuilder(Replay, 'replay'), ['replayedAt', 'id'], 'DESC', page);
  }
}
