import type { VerifyAct } from '../identity/index.ts';
import { NotFound, type Tx } from '../shared/index.ts';
import { answered, givingDigest, type Consent, type ConsentAnswer } from './consent.ts';
import { DatasetErased } from './errors.ts';
import { consentChanged } from './events.ts';
import type { Consents, DatasetStandings } from './ports.ts';

/**
 * A member says yes to one scope for one of their own datasets. Errors: a faulty scope is INVALID_INPUT, a dataset of
 * somebody else NOT_FOUND, an erased one DATASET_ERASED; a bad or missing signature has the codes of `identity`.
 */
export class GiveConsent {
  constructor(
    private readonly consents: Consents,
    private readonly datasets: DatasetStandings,
    private readonly verifyAct: VerifyAct,
  ) {}

  async execute(tx: Tx, answer: ConsentAnswer): Promise<Consent> {
    const { userId, datasetId, scope, statementJws } = answer;
    const consent = answered(answer, 'given', tx.now);
    const standing = await this.datasets.standingOf(tx, datasetId);
    if (standing?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
    if (standing.erased) throw new DatasetErased('This dataset was erased; import it again to consent to its use.');
    const claim = { userId, jws: statementJws, action: 'consents.give', subject: datasetId };
    await this.verifyAct.execute(tx, { ...claim, digest: givingDigest(datasetId, scope) });
    await this.consents.insert(tx, consent);
    tx.emit(consentChanged(consent, 'given'));
    return consent;
  }
}
