import type { Case, CaseReason, DecideCommand } from '../../domain/cases/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import type { Leg } from '../../domain/ledger/index.ts';
import type { Id, Transactions } from '../../domain/shared/index.ts';
import { wireNotices } from '../../wiring/notices.ts';
import { wireCases } from '../../wiring/cases.ts';
import { openMarket, type Customer, type Market } from '../revenue/market.ts';

export const DAY_MS = 86_400_000;

export interface Sold {
  readonly id: Id;
  readonly owners: readonly Viewer[];
  readonly customer: Customer;
  readonly inboxIds: readonly bigint[];
}

/** Cases about real calls on a real ledger, and operators who are people. */
export class CaseHouse {
  readonly cases;

  constructor(readonly market: Market) {
    this.cases = wireCases(market.ground, market.members.identity, wireNotices(market.ground), market.money);
  }

  async operator(person?: string): Promise<Viewer> {
    const { viewer } = await this.market.members.join(person === undefined ? {} : { person });
    return { ...viewer, isOperator: true };
  }

  /** Posted calls of one customer; `person` is who they are. */
  async sold(calls = 1, pricePerQueryMicros = 1_999n, person?: string): Promise<Sold> {
    const { market } = this;
    const { id, owners } = await market.publish({ pricePerQueryMicros });
    const { viewer } = await market.members.join(person === undefined ? {} : { person });
    const { apiKey } = await market.money.createApiKey.execute({ viewer, label: 'k' });
    await market.topUp(viewer, pricePerQueryMicros * BigInt(calls));
    const customer = { viewer, keyId: apiKey.id };
    const inboxIds = await market.report(customer, id, calls);
    await market.money.postUsage.execute(inboxIds);
    return { id, owners, customer, inboxIds };
  }

  claim({ customer, inboxIds }: Sold, kind: 'dispute' | 'refund-request' = 'dispute', at = 0): Promise<Case> {
    const inboxId = inboxIds[at] as bigint;
    return this.cases.claimRefund.execute({
      viewer: customer.viewer,
      kind,
      call: { inboxId },
      statement: 'It gave no answer.',
    });
  }

  take({ id: caseId }: Case, viewer: Viewer): Promise<Case> {
    return this.cases.takeCase.execute({ viewer, caseId });
  }

  decide(one: Case, viewer: Viewer, decision: Partial<DecideCommand> = {}): Promise<Case> {
    const said = { outcome: 'refund', reason: 'not-served', note: 'The gateway says so.', amountMicros: null } as const;
    return this.cases.decideCase.execute({ viewer, caseId: one.id, version: one.version, ...said, ...decision });
  }

  confirm({ id: caseId, version }: Case, viewer: Viewer): Promise<Case> {
    return this.cases.confirmCase.execute({ viewer, caseId, seen: { version } });
  }

  async propose(viewer: Viewer, legs: readonly Leg[], journal: string): Promise<Case> {
    const said = { statement: 'It was booked twice.', currency: 'EUR' };
    return this.cases.proposeCorrection.execute({ viewer, journal, legs, ...said });
  }

  approve({ id: caseId, digest }: Pick<Case, 'id' | 'digest'>, viewer: Viewer): Promise<Case> {
    return this.cases.confirmCase.execute({ viewer, caseId, seen: { digest: digest ?? '' } });
  }

  reject({ id: caseId }: Case, viewer: Viewer, reason: CaseReason = 'unfounded'): Promise<Case> {
    return this.cases.rejectCorrection.execute({ viewer, caseId, reason, note: 'It was right.' });
  }

  async read({ id }: Pick<Case, 'id'>): Promise<Case> {
    return (await this.cases.cases.byId(id)) as Case;
  }

  async journalsOf({ id }: Pick<Case, 'id'>): Promise<readonly string[]> {
    return (await this.cases.cases.journalsOf([id])).get(id) ?? [];
  }

  balance(key: string): Promise<bigint> {
    return this.market.money.accounts.balance(key);
  }

  balanceOf({ customer }: Pick<Sold, 'customer'>): Promise<bigint> {
    return this.balance(`customer:${customer.viewer.userId}:EUR`);
  }

  /** What is wrong with cases, books and bills; nothing, after each test. */
  async faults(): Promise<readonly string[]> {
    const { market, cases } = this;
    const billing = await market.billing.auditBilling.execute();
    return [...(await market.faults()), ...(await cases.auditCases.execute()), ...billing];
  }

  close(): Promise<void> {
    return this.market.close();
  }
}

/** With a refund window of a day. */
export async function openCaseHouse(
  environment: Readonly<Record<string, string>> = {},
  transactionsOf?: (real: Transactions) => Transactions,
): Promise<CaseHouse> {
  const market = await openMarket({ COMMONPOOL_MATURITY_MS: String(DAY_MS), ...environment }, transactionsOf);
  return new CaseHouse(market);
}
