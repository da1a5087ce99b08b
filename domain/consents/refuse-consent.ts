import type { VerifyAct } from '../identity/index.ts';
import { NotFound, type Tx } from '../shared/index.ts';
import { answered, givingDigest, type Consent, type ConsentAnswer } from './consent.ts';
import { consentChanged } from './events.ts';
import type { Consents, DatasetStandings } from './ports.ts';

/**
 * The member was asked and says no: a record too, so that nobody can claim that they were never asked. Saying it again
 * answers the first record; a later yes is a consent of its own. Errors: a faulty scope is INVALID_INPUT, a dataset of
 * somebody else NOT_FOUND; a bad or missing signature has the codes of `identity`.
 */
export class RefuseConsent {
  constructor(
    private readonly consents: Consents,
    private readonly datasets: DatasetStandings,
    private readonly verifyAct: VerifyAct,
  ) {}

  /** The caller holds the dataset, so that two refusals cannot come at once. */
  async execute(tx: Tx, answer: ConsentAnswer): Promise<Consent> {
    const { userId, datasetId, scope, statementJws } = answer;
    const refusal = answered(answer, 'refused', tx.now);
    const standing = await this.datasets.standingOf(tx, datasetId);
    if (standing?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
    const earlier = await this.consents.refusal(tx, datasetId, scope.charterDigest);
    if (earlier) return earlier;
    const claim = { userId, jws: statementJws, action: 'consents.refuse', subject: datasetId };
    await this.verifyAct.execute(tx, { ...claim, digest: givingDigest(datasetId, scope) });
    await this.consents.insert(tx, refusal);
    tx.emit(consentChanged(refusal, 'refused'));
    return refusal;
  }
}
