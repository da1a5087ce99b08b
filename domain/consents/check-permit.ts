import type { Transactions } from '../shared/index.ts';
import { accessEntry } from './access-entry.ts';
import { PermitRequired } from './errors.ts';
import { Permit } from './permit.ts';
import type { AccessLog, Consents, DatasetStandings, LivePermits } from './ports.ts';
import { endOf } from './refusal.ts';

/** A permit is a snapshot; this asks whether what it rests on still stands. A stop is logged with its time and code. */
export class CheckPermit implements LivePermits {
  constructor(
    private readonly transactions: Transactions,
    private readonly consents: Consents,
    private readonly datasets: DatasetStandings,
    private readonly accessLog: AccessLog,
  ) {}

  async assertLive(permit: Permit): Promise<void> {
    if (!Permit.isMinted(permit)) throw new PermitRequired('A vault opens only with a permit that was minted.');
    const { userId, datasetId, consentId, actor, purpose } = permit;
    const end = await this.transactions.run(async (tx) => {
      const consent = consentId === null ? 'owner' : await this.consents.find(tx, consentId);
      const refusal = endOf(consent, await this.datasets.standingOf(tx, datasetId), tx.now);
      if (!refusal) return null;
      const entry = { userId, datasetId, consentId, actor, purpose, at: tx.now };
      await this.accessLog.append(tx, accessEntry({ ...entry, result: refusal.code }));
      return refusal;
    });
    if (end) throw end;
  }
}
