import { NotFound, type Id, type Tx } from '../shared/index.ts';
import { accessEntry, type AccessEntry } from './access-entry.ts';
import { constructPermit, type Permit } from './permit.ts';
import type { AccessLog, Consents, DatasetStandings } from './ports.ts';
import { endOf, missing, refusalOf, type Ask, type PermitRefusal } from './refusal.ts';

export interface ConsentedUse extends Ask {
  readonly consentId: Id;
  /** Who reads, as the member's access log will show it; never personal data of another. */
  readonly actor: string;
}

/**
 * The only maker of permits. Each mint and each refusal is a row in the access log of the member whose dataset it is. A
 * refusal throws, which rolls the caller's transaction back, so its row is committed apart from that.
 */
export class MintPermit {
  constructor(
    private readonly consents: Consents,
    private readonly datasets: DatasetStandings,
    private readonly accessLog: AccessLog,
  ) {}

  /** Throws the refusal, whose codes are `PermitRefusalCode`. */
  async forConsent(tx: Tx, use: ConsentedUse): Promise<Permit> {
    const { consentId, datasetId, purpose, actor } = use;
    const consent = await this.consents.holdForUse(tx, consentId);
    const standing = await this.datasets.standingOf(tx, datasetId);
    const entry = { datasetId, actor, purpose, at: tx.now };
    if (!consent) return this.refuse({ ...entry, consentId: null, userId: standing?.userId }, missing());
    const refusal = refusalOf(consent, standing, use, tx.now);
    if (refusal) return this.refuse({ ...entry, consentId, userId: standing?.userId ?? consent.userId }, refusal);
    const { userId } = consent;
    await this.accessLog.append(tx, accessEntry({ ...entry, consentId, userId, result: 'allowed' }));
    const streams = new Map(consent.streams.map((stream) => [stream.name, stream.fields] as const));
    return constructPermit({ userId, datasetId, purpose, actor, consentId, streams });
  }

  /** A member reads their own dataset, whole. Another's is NOT_FOUND, as if it did not exist. */
  async forOwner(tx: Tx, use: { userId: Id; datasetId: Id; purpose: string }): Promise<Permit> {
    const { userId, datasetId, purpose } = use;
    const standing = await this.datasets.standingOf(tx, datasetId);
    if (standing?.userId !== userId) throw new NotFound('The dataset', ['datasetId']);
    const entry = { userId, datasetId, consentId: null, actor: 'owner', purpose, at: tx.now };
    const end = endOf('owner', standing, tx.now);
    if (end) return this.refuse(entry, end);
    await this.accessLog.append(tx, accessEntry({ ...entry, result: 'allowed' }));
    return constructPermit({ userId, datasetId, purpose, actor: 'owner', consentId: null, streams: 'all' });
  }

  /** A dataset that does not exist has no member, and so no log. */
  private async refuse(
    entry: Omit<AccessEntry, 'id' | 'result' | 'userId'> & { readonly userId: Id | undefined },
    refusal: PermitRefusal,
  ): Promise<never> {
    const { userId } = entry;
    if (userId) await this.accessLog.appendRefusal(accessEntry({ ...entry, userId, result: refusal.code }));
    throw refusal;
  }
}
