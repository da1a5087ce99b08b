import { NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { accessEntry, type AccessEntry } from './access-entry.ts';
import { DatasetErased } from './errors.ts';
import { constructPermit, type Permit } from './permit.ts';
import type { AccessLog, Consents, DatasetStandings } from './ports.ts';
import { refusalOf, type Ask } from './refusal.ts';

export interface ConsentedUse extends Ask {
  readonly consentId: Id;
  /** Who reads, as the member's access log will show it; never personal data of another. */
  readonly actor: string;
}

/**
 * The only maker of permits. Each mint and each refusal is a row in the access log of the member whose dataset it is. A
 * refusal throws, and the caller's transaction with it, so its row is committed in a transaction of its own.
 */
export class MintPermit {
  constructor(
    private readonly transactions: Transactions,
    private readonly consents: Consents,
    private readonly datasets: DatasetStandings,
    private readonly accessLog: AccessLog,
  ) {}

  /** Throws the refusal: CONSENT_MISSING, _WITHDRAWN, _REFUSED, _EXPIRED, _SCOPE_MISMATCH, _WRONG_DATASET, _PURPOSE_MISMATCH or DATASET_ERASED. */
  async forConsent(tx: Tx, use: ConsentedUse): Promise<Permit> {
    const { consentId, datasetId, purpose, actor } = use;
    const consent = await this.consents.holdForUse(tx, consentId);
    const standing = await this.datasets.standingOf(tx, datasetId);
    const refusal = refusalOf(consent, standing, use, tx.now);
    const userId = standing?.userId ?? consent?.userId;
    const entry = { datasetId, consentId: consent ? consentId : null, actor, purpose, at: tx.now };
    if (refusal) {
      if (userId) await this.commit(accessEntry({ ...entry, userId, result: refusal.code }));
      throw refusal;
    }
    await this.accessLog.append(tx, accessEntry({ ...entry, userId: consent!.userId, result: 'allowed' }));
    const streams = new Map(consent!.streams.map((stream) => [stream.name, stream.fields] as const));
    return constructPermit({ userId: consent!.userId, datasetId, purpose, actor, consentId, streams });
  }

  /** A member reads their own dataset, whole. Another's is NOT_FOUND, as if it did not exist. */
  async forOwner(tx: Tx, use: { userId: Id; datasetId: Id; purpose: string }): Promise<Permit> {
    const { userId, datasetId, purpose } = use;
    const standing = await this.datasets.standingOf(tx, datasetId);
    if (standing?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
    const entry = { userId, datasetId, consentId: null, actor: 'owner', purpose, at: tx.now };
    if (standing.erased) {
      await this.commit(accessEntry({ ...entry, result: 'DATASET_ERASED' }));
      throw new DatasetErased('This dataset was erased; nothing can read it again.', { field: ['datasetId'] });
    }
    await this.accessLog.append(tx, accessEntry({ ...entry, result: 'allowed' }));
    return constructPermit({ userId, datasetId, purpose, actor: 'owner', consentId: null, streams: 'all' });
  }

  private async commit(entry: AccessEntry): Promise<void> {
    await this.transactions.run((own) => this.accessLog.append(own, entry));
  }
}
