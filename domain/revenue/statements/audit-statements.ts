import type { Pots } from '../ports.ts';
import type { Checkpoints } from './ports.ts';

/** So many owners' lines are added up per version, unless all are asked for. */
const SAMPLE = 100;

/**
 * Whether statements would be right: per version, R and R_m are the sums of their days, each owner's lines telescope to
 * what the owner has earned (after the close, to what it gave), and the draws on record are what was drawn.
 */
export class AuditStatements {
  constructor(
    private readonly pots: Pick<Pots, 'allIds'>,
    private readonly checkpoints: Pick<Checkpoints, 'faults'>,
  ) {}

  /** `full`: adds up the lines of every owner, which takes microseconds for each of an owner's days. */
  async execute({ full = false }: { readonly full?: boolean } = {}): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const id of await this.pots.allIds()) {
      faults.push(...(await this.checkpoints.faults(id, full ? Number.MAX_SAFE_INTEGER : SAMPLE)));
    }
    return faults;
  }
}
