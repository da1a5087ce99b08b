import { NotFound, type Tx } from '../shared/index.ts';
import { answered, type Consent, type ConsentAnswer } from './consent.ts';
import type { Consents, DatasetStandings } from './ports.ts';

/** The member was asked and says no: a record too, so that nobody can claim that they were never asked. */
export class RefuseConsent {
  constructor(
    private readonly consents: Consents,
    private readonly datasets: DatasetStandings,
  ) {}

  async execute(tx: Tx, answer: Omit<ConsentAnswer, 'statementJws'>): Promise<Consent> {
    const consent = answered({ ...answer, statementJws: null }, 'refused', tx.now);
    const standing = await this.datasets.standingOf(tx, answer.datasetId);
    if (standing?.userId !== answer.userId) throw new NotFound('The dataset', ['datasetId']);
    await this.consents.insert(tx, consent);
    return consent;
  }
}
