import { ModelVersion, type PublishedVersions } from '../../../domain/models/index.ts';
import type { Snapshot } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

export class PostgresPublishedVersions implements PublishedVersions {
  all(snapshot: Snapshot): Promise<readonly ModelVersion[]> {
    return managerOf(snapshot).find(ModelVersion, { order: { id: 'ASC' } });
  }
}
