import type { Users, VerifyAct, Viewer } from '../identity/index.ts';
import type { ModelVersions } from '../models/index.ts';
import type { Charters, Pools } from '../pools/index.ts';
import { InvalidInput, NotFound, type Currency, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { MandateLimitReached } from './errors.ts';
import { mandateChanged } from './events.ts';
import {
  assertTerms,
  mandateDigest,
  MAX_LIVE_MANDATES,
  nextMandate,
  targetOf,
  type Mandate,
  type MandateTerms,
} from './mandate.ts';
import type { CallerKeys, Mandates } from './ports.ts';

export interface MandateGift {
  readonly viewer: Viewer;
  readonly terms: MandateTerms;
  readonly statementJws: string | null;
}

/**
 * A customer lets gateways buy tickets on their account, within bounds and signed. One for the same target and key as a
 * former one takes its place at once. INVALID_INPUT, NOT_FOUND, MANDATE_LIMIT_REACHED; a bad or missing signature has the
 * codes of `identity`.
 */
export class GiveMandate {
  constructor(
    private readonly transactions: Transactions,
    private readonly mandates: Mandates,
    private readonly modelVersions: Pick<ModelVersions, 'byId'>,
    private readonly pools: Pick<Pools, 'byId'>,
    private readonly charters: Pick<Charters, 'current'>,
    private readonly callerKeys: CallerKeys,
    private readonly users: Pick<Users, 'lock'>,
    private readonly verifyAct: VerifyAct,
  ) {}

  execute({ viewer, terms, statementJws }: MandateGift): Promise<Mandate> {
    return this.transactions.run((tx) => this.give(tx, viewer.userId, terms, statementJws));
  }

  private async give(tx: Tx, customerId: Id, terms: MandateTerms, jws: string | null): Promise<Mandate> {
    assertTerms(terms, tx.now);
    const currency = await this.currencyOf(tx, terms);
    if (terms.currency !== currency) {
      throw new InvalidInput(['currency'], `Its calls are paid in ${currency}; name that currency.`);
    }
    if (terms.apiKeyId !== null) await this.assertOwnKey(tx, customerId, terms.apiKeyId);
    const claim = { userId: customerId, jws, action: 'mandates.give', subject: targetOf(terms) };
    await this.verifyAct.execute(tx, { ...claim, digest: mandateDigest(terms) });

    // One at a time per customer, or two first ones would each begin a series.
    await this.users.lock(tx, customerId);
    const latest = await this.mandates.lockLatest(tx, customerId, terms);
    const mandate = nextMandate(customerId, terms, latest, jws, tx.now);
    if (latest) await this.mandates.supersede(tx, latest, mandate.id);
    if ((await this.mandates.countLive(tx, customerId)) >= MAX_LIVE_MANDATES) {
      throw new MandateLimitReached(MAX_LIVE_MANDATES);
    }
    await this.mandates.insert(tx, mandate);
    tx.emit(mandateChanged(customerId));
    return mandate;
  }

  /** Amounts mean nothing without the currency in which the target is paid. */
  private async currencyOf(tx: Tx, { modelVersionId, poolId }: MandateTerms): Promise<Currency> {
    if (modelVersionId !== null) {
      const version = await this.modelVersions.byId(modelVersionId);
      if (!version) throw new NotFound('The model version', ['modelVersionId']);
      return version.currency;
    }
    const pool = await this.pools.byId(poolId as Id);
    if (!pool) throw new NotFound('The pool', ['poolId']);
    return (await this.charters.current(tx, pool.id)).terms.currency;
  }

  private async assertOwnKey(tx: Tx, customerId: Id, apiKeyId: Id): Promise<void> {
    const [key] = await this.callerKeys.hold(tx, [apiKeyId]);
    if (key?.customerId !== customerId || key.revokedAt) throw new NotFound('The API key', ['apiKeyId']);
  }
}
