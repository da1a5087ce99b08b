import type { Watch, WatchStep } from '../../audit/index.ts';
import type { Id, Json, Snapshots, Tx } from '../../shared/index.ts';
import type { AuditVersion } from './audit-version.ts';
import type { PotBooks } from './ports.ts';

/** Audits one version at each step, in turn: so each is looked at every few minutes, however many there are. */
export class WatchPots implements Watch {
  readonly name = 'pots';

  constructor(
    private readonly snapshots: Snapshots,
    private readonly potBooks: Pick<PotBooks, 'pots'>,
    private readonly auditVersion: AuditVersion,
  ) {}

  step(_tx: Tx, mark: Json | null): Promise<WatchStep> {
    return this.snapshots.read(async (snapshot) => {
      const ids = (await this.potBooks.pots(snapshot)).map(({ modelVersionId }) => modelVersionId);
      const next = ids.find((id) => mark === null || id > (mark as Id)) ?? ids[0];
      if (next === undefined) return { mark: null, looked: 0, faults: [], proved: [], more: false };
      const faults = await this.auditVersion.faults(snapshot, next);
      return { mark: next, looked: 1, faults, proved: [], more: false };
    });
  }
}
