import type { Viewer } from '../identity/index.ts';
import { newId, type Id, type Transactions } from '../shared/index.ts';
import { isRunning } from './case.ts';
import { CaseStateWrong, EvidenceFull } from './errors.ts';
import { assertDigest, assertText, assertUrl, Evidence, MOST_EVIDENCE } from './evidence.ts';
import { caseChanged } from './events.ts';
import { lockedCase } from './locked-case.ts';
import type { Cases, EvidenceEntries } from './ports.ts';

export interface EvidenceCommand {
  readonly viewer: Viewer;
  readonly caseId: Id;
  readonly text: string;
  readonly url: string | null;
  readonly digest: string | null;
}

/** A party or an operator adds to what is known about a case that has not ended. */
export class AddEvidence {
  constructor(
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly evidence: EvidenceEntries,
  ) {}

  /** Throws NOT_FOUND, CASE_STATE, CASE_EVIDENCE_FULL. */
  async execute(command: EvidenceCommand): Promise<Evidence> {
    const { viewer, caseId } = command;
    const said = {
      text: assertText(command.text, 'text'),
      url: assertUrl(command.url),
      digest: assertDigest(command.digest),
    };
    return this.transactions.run(async (tx) => {
      const one = await lockedCase(this.cases, tx, viewer, { caseId });
      if (!isRunning(one)) throw new CaseStateWrong(one.state, 'added to');
      if ((await this.evidence.count(tx, caseId)) >= MOST_EVIDENCE) throw new EvidenceFull(MOST_EVIDENCE);
      const entry = new Evidence({ id: newId(), caseId, authorId: viewer.userId, ...said, addedAt: tx.now });
      await this.evidence.insert(tx, entry);
      tx.emit(caseChanged(one));
      return entry;
    });
  }
}
