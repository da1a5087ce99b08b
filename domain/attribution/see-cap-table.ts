import type { Viewer } from '../identity/index.ts';
import type { Contributions, Pools } from '../pools/index.ts';
import type { Id } from '../shared/index.ts';
import type { CapRow, CapTable } from './cap-table.ts';
import type { CapTables } from './ports.ts';

/** Who may see what of a cap table: owners, members and the builder its totals; each owner their own row, and no other. */
export class SeeCapTable {
  constructor(
    private readonly capTables: CapTables,
    private readonly contributions: Contributions,
    private readonly pools: Pools,
  ) {}

  async ofRun(viewer: Viewer, runId: Id): Promise<CapTable | null> {
    return this.ifVisible(viewer, await this.capTables.byRun(runId));
  }

  async byId(viewer: Viewer, id: Id): Promise<CapTable | null> {
    return this.ifVisible(viewer, await this.capTables.byId(id));
  }

  ownRow(viewer: Viewer, table: CapTable): Promise<CapRow | null> {
    return this.capTables.rowOf(table.id, viewer.userId);
  }

  private async ifVisible(viewer: Viewer, table: CapTable | null): Promise<CapTable | null> {
    if (!table || viewer.isOperator) return table;
    if (await this.capTables.rowOf(table.id, viewer.userId)) return table;
    const contributions = await this.contributions.ofUserIn([table.poolId], viewer.userId);
    if (contributions.some(({ state }) => state === 'accepted')) return table;
    const pool = await this.pools.byId(table.poolId);
    return pool?.builderId === viewer.userId ? table : null;
  }
}
