import type { Check, Fault } from '../../audit/index.ts';
import type { PublishedVersions } from '../../models/index.ts';
import type { Id, Snapshot } from '../../shared/index.ts';
import type { FrozenOwners, OwnerLines, PotBooks } from './ports.ts';

/** The owners of a pot are, line by line, those of the cap table under which its version was published. */
export class OwnersFrozen implements Check {
  readonly name = 'owners-frozen';
  readonly invariant = 6;

  constructor(
    private readonly versions: PublishedVersions,
    private readonly potBooks: Pick<PotBooks, 'ownerLines'>,
    private readonly frozen: FrozenOwners,
  ) {}

  async run(snapshot: Snapshot): Promise<Fault | null> {
    for (const { id, capTableId } of await this.versions.all(snapshot)) {
      const owners = await this.potBooks.ownerLines(snapshot, id);
      const frozen = await this.frozen.ownerLines(snapshot, capTableId);
      const fault = firstDifference(id, owners, frozen);
      if (fault) return fault;
    }
    return null;
  }
}

function firstDifference(id: Id, owners: readonly OwnerLines[], frozen: readonly OwnerLines[]): Fault | null {
  const texts = new Map(owners.map(({ first, text }) => [first, text]));
  for (const first of new Set([...frozen, ...owners].map((lines) => lines.first))) {
    const [found, wanted] = [texts.get(first) ?? '', frozen.find((lines) => lines.first === first)?.text ?? ''];
    if (found === wanted) continue;
    const [line, other] = firstLine(found, wanted);
    const [, userId] = (line || other).split(' ');
    const row = `owner ${userId} of pot ${id}`;
    return { row, message: `${row}: the pot has "${line}", but the frozen cap table has "${other}"` };
  }
  return null;
}

function firstLine(found: string, wanted: string): readonly [string, string] {
  const [lines, others] = [found.split('\n'), wanted.split('\n')];
  const at = lines.findIndex((line, i) => line !== others[i]);
  return at < 0 ? ['', others[lines.length] ?? ''] : [lines[at] ?? '', others[at] ?? ''];
}
