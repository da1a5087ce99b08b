import { Charter, type FrozenCharters } from '../../../domain/pools/index.ts';
import type { Snapshot } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

const AT_ONCE = 200;

export class PostgresFrozenCharters implements FrozenCharters {
  async *all(snapshot: Snapshot): AsyncGenerator<readonly Charter[], void, undefined> {
    for (let after: string | null = null; ;) {
      const query = managerOf(snapshot).createQueryBuilder(Charter, 'charter').orderBy('charter.id').take(AT_ONCE);
      const page: Charter[] = await (after === null ? query : query.where('charter.id > :after', { after })).getMany();
      if (page.length > 0) yield page;
      if (page.length < AT_ONCE) return;
      after = page.at(-1)?.id ?? null;
    }
  }

  byDigests(snapshot: Snapshot, digests: readonly string[]): Promise<readonly Charter[]> {
    const query = managerOf(snapshot).createQueryBuilder(Charter, 'charter');
    return query.where('charter.digest = ANY(:digests)', { digests }).getMany();
  }
}
