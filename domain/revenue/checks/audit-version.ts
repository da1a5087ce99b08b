import type { NamedFault } from '../../audit/index.ts';
import type { Id, Snapshot, Snapshots } from '../../shared/index.ts';
import { INVARIANT_OF, RULES_OF_ONE, type PotProofs } from './pot-rules.ts';
import type { PotHeld } from './pots-in-books.ts';

/** Everything that one version's pot and owners can be held against without reading all journals. */
export class AuditVersion {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly proofs: PotProofs,
    private readonly potHeld: PotHeld,
  ) {}

  /** What is wrong, the first row of each kind; empty when nothing is. */
  async execute(modelVersionId: Id): Promise<readonly string[]> {
    const faults = await this.snapshots.read((snapshot) => this.faults(snapshot, modelVersionId));
    return faults.map(({ message }) => message);
  }

  async faults(snapshot: Snapshot, modelVersionId: Id): Promise<readonly NamedFault[]> {
    const faults: NamedFault[] = [];
    for (const name of RULES_OF_ONE) {
      const fault = await this.proofs.firstFault(snapshot, name, modelVersionId);
      if (fault) faults.push({ name, invariant: INVARIANT_OF[name], ...fault });
    }
    const held = await this.potHeld.ofVersion(snapshot, modelVersionId);
    const { name, invariant } = this.potHeld;
    return held ? [...faults, { name, invariant, ...held }] : faults;
  }
}
