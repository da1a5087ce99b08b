import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../domain/identity/index.ts';
import { accountKeys } from '../../domain/ledger/index.ts';
import type { Mandate, MandateTerms, Ticket, TicketOutcome, TicketWish } from '../../domain/mandates/index.ts';
import type { Gateway, UsageEvent } from '../../domain/metering/index.ts';
import { Charter, Pool, type Units } from '../../domain/pools/index.ts';
import { newId, sha256Hex, type Id } from '../../domain/shared/index.ts';
import { postgresPools } from '../../infra/postgres/pools/index.ts';
import { aScope, someTerms } from '../pools/charters.ts';
import { openTestGround, type TestGround } from '../support/ground.ts';
import { Market, type Customer } from '../revenue/market.ts';

export const ONE_QUERY: Units = { queries: 1, inputTokens: 0, outputTokens: 0, seconds: 0 };
const DAY_MS = 86_400_000;

/** A market whose customers give mandates and whose gateway buys tickets, on real stores. */
export class TicketHouse extends Market {
  static async on(ground: TestGround): Promise<TicketHouse> {
    const house = new TicketHouse(ground);
    await house.open();
    return house;
  }

  /** An unsigned mandate, for a customer without keys; as generous as `changes` leave it. */
  async mandate(customer: Customer, modelVersionId: Id, changes: Partial<MandateTerms> = {}): Promise<Mandate> {
    const now = await this.db.clock.now();
    const terms = {
      modelVersionId,
      poolId: null,
      apiKeyId: null,
      currency: 'EUR',
      maxPriceMicros: 1_000_000n,
      dailyCapMicros: 1_000_000_000n,
      expiresAt: new Date(now.getTime() + 30 * DAY_MS),
      ...changes,
    };
    return this.mandates.giveMandate.execute({ viewer: customer.viewer, terms, statementJws: null });
  }

  /** A pool that pays in EUR; answers its id. */
  async pool(): Promise<Id> {
    const { pools } = postgresPools(this.ground.dataSource, false);
    const [id, charterId, digest] = [newId(), newId(), sha256Hex(randomUUID())];
    await this.db.transactions.run(async (tx) => {
      const agreed = { scope: aScope(), terms: someTerms(), scopeDigest: digest, termsDigest: digest, digest };
      const charter = new Charter({ id: charterId, poolId: id, version: 1, ...agreed, createdAt: tx.now });
      const pledging = { state: 'pledging', pledgingEndsAt: new Date(tx.now.getTime() + DAY_MS) } as const;
      const pool = { id, name: 'A pool', builderId: newId(), charterId, foundingProposalId: null, createdAt: tx.now };
      await pools.insert(tx, new Pool({ ...pool, ...pledging }), charter);
    });
    return id;
  }

  /** A licensed version, and a partner's gateway that holds a licence for it. */
  async partner(): Promise<{ modelId: Id; gateway: Gateway }> {
    const { operator: viewer } = this;
    const { id: modelId } = await this.publish({ releaseMode: 'licensed-gateway' });
    const { gateway } = await this.money.registerGateway.execute({ viewer, name: 'partner', kind: 'licensed' });
    await this.money.licenseGateway.execute({ viewer, gatewayId: gateway.id, modelVersionId: modelId });
    return { modelId, gateway };
  }

  /** A customer with a balance and a mandate for the version. */
  async buyer(modelVersionId: Id, fundedMicros: bigint, changes: Partial<MandateTerms> = {}): Promise<Customer> {
    const customer = await this.customer(fundedMicros);
    await this.mandate(customer, modelVersionId, changes);
    return customer;
  }

  wish({ keyId }: Customer, modelVersionId: Id, changes: Partial<TicketWish> = {}): TicketWish {
    return { requestId: randomUUID(), keyId, modelVersionId, maxUnits: ONE_QUERY, ...changes };
  }

  ask(wishes: readonly TicketWish[], gatewayId = this.gatewayId): Promise<readonly TicketOutcome[]> {
    return this.mandates.issueTickets.execute(gatewayId, wishes);
  }

  /** One ticket; throws where it is refused. */
  async buy(customer: Customer, modelVersionId: Id, changes: Partial<TicketWish> = {}): Promise<Ticket> {
    const [outcome] = await this.ask([this.wish(customer, modelVersionId, changes)]);
    if (!outcome || !('ticket' in outcome)) throw new Error(`No ticket: ${JSON.stringify(outcome)}`);
    return outcome.ticket;
  }

  release(ticketId: Id, reason = 'the model failed', gatewayId = this.gatewayId): Promise<Ticket> {
    return this.mandates.releaseTicket.execute({ gatewayId, ticketId, reason });
  }

  /** Reports a call with its ticket; answers `accepted`, or the code of the refusal. */
  async spend(customer: Customer, ticket: Ticket, changes: Partial<UsageEvent> = {}): Promise<string> {
    const event = await this.event(customer, ticket.modelVersionId, { ticketId: ticket.id, ...changes });
    const [result] = await this.record([event]);
    return result && 'code' in result ? result.code : String(result?.status);
  }

  /** Posts the event that claimed the ticket. */
  async post(ticketId: Id): Promise<void> {
    const { usageId } = await this.ticket(ticketId);
    if (usageId === null) throw new Error(`Ticket ${ticketId} is not claimed.`);
    await this.money.postUsage.execute([usageId]);
  }

  balance(customer: Customer): Promise<bigint> {
    return this.money.accounts.balance(accountKeys.customer(customer.viewer.userId, 'EUR'));
  }

  held(customer: Customer): Promise<bigint> {
    return this.money.accounts.balance(accountKeys.held(customer.viewer.userId, 'EUR'));
  }

  async ticket(id: Id, viewer: Viewer = this.operator): Promise<Ticket> {
    return (await this.mandates.seeTickets.one(viewer, id)) as Ticket;
  }

  override async faults(): Promise<readonly string[]> {
    return [...(await super.faults()), ...(await this.mandates.auditMandates.execute())];
  }
}

export async function openTicketHouse(environment: Readonly<Record<string, string>> = {}): Promise<TicketHouse> {
  return TicketHouse.on(await openTestGround({ COMMONPOOL_MATURITY_MS: '0', ...environment }));
}

/** The refusals among the outcomes, and `ok` for each ticket. */
export function codesOf(outcomes: readonly TicketOutcome[]): string[] {
  return outcomes.map((outcome) => ('code' in outcome ? outcome.code : 'ok'));
}
