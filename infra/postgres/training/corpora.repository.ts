import { Corpus, CorpusMember, type Corpora } from '../../../domain/training/index.ts';
import type { Id, Tx } from '../../../domain/shared/index.ts';
import { managerOf } from '../transactions.ts';

const BATCH = 1000;

export class PostgresCorpora implements Corpora {
  async insert(tx: Tx, corpus: Corpus, members: readonly CorpusMember[]): Promise<void> {
    await managerOf(tx).insert(Corpus, corpus);
    for (let at = 0; at < members.length; at += BATCH) {
      await managerOf(tx).insert(CorpusMember, members.slice(at, at + BATCH));
    }
  }

  find(tx: Tx, id: Id): Promise<Corpus | null> {
    return managerOf(tx).findOneBy(Corpus, { id });
  }

  members(tx: Tx, corpusId: Id): Promise<readonly CorpusMember[]> {
    return managerOf(tx).find(CorpusMember, { where: { corpusId }, order: { idx: 'ASC' } });
  }
}
