import {
  GatewayRevoked,
  type Probe,
  type Probes,
  type SequenceGaps,
  type SuspendGateway,
  type WatchedGap,
} from '../metering/index.ts';
import { newId, type Cursor, type Id, type Page, type PageRequest, type Transactions } from '../shared/index.ts';
import { isRunning, newCase, resolved, type Case } from './case.ts';
import type { Cases } from './ports.ts';
import type { RecordCase } from './record-case.ts';
import type { CaseSettings } from './settings.ts';

const PAGE = 100;

/** What a case is raised about. */
type Raised = Pick<Case, 'kind' | 'subject' | 'statement'> & { readonly gatewayId: Id };

/**
 * Raises exactly one case per gap that is reported and per probe that failed, and closes those whose gap late events
 * have filled. Repeats and other workers do no harm: the unique subject decides.
 */
export class RaiseMeteringCases {
  constructor(
    private readonly settings: CaseSettings,
    private readonly transactions: Transactions,
    private readonly cases: Cases,
    private readonly gaps: Pick<SequenceGaps, 'list' | 'byId'>,
    private readonly probes: Pick<Probes, 'list'>,
    private readonly suspendGateway: SuspendGateway,
    private readonly recordCase: RecordCase,
  ) {}

  /** Returns false: nothing more is there at once. */
  async execute(): Promise<boolean> {
    await this.raiseAll((page) => this.gaps.list({ open: true }, page), aboutGap);
    for (const state of ['unreported', 'misreported'] as const) {
      await this.raiseAll((page) => this.probes.list({ state }, page), aboutProbe);
    }
    await this.resolveFilled();
    return false;
  }

  private async raiseAll<T>(read: (page: PageRequest) => Promise<Page<T>>, about: (item: T) => Raised): Promise<void> {
    for (let from: Cursor | null = null; ;) {
      const page: Page<T> = await read({ limit: PAGE, direction: 'forward', ...(from && { from }) });
      const wanted = page.items.map(about);
      const known = await this.cases.raised(wanted.map(({ subject }) => subject));
      for (const one of wanted) if (!known.has(one.subject)) await this.raise(one);
      const last = page.items.at(-1);
      if (!page.hasMore || !last) return;
      from = page.cursorOf(last);
    }
  }

  private raise(about: Raised): Promise<void> {
    const { deadlineMs, suspendOnGap } = this.settings;
    return this.transactions.run(async (tx) => {
      const fields = { ...about, id: newId(), openerId: null, customerId: null, currency: null };
      const one = newCase(fields, tx.now, deadlineMs);
      if (!(await this.recordCase.open(tx, one, { actorId: null, note: null })) || !suspendOnGap) return;
      const suspension = { gatewayId: about.gatewayId, reason: `Case ${one.id}`, suspendedBy: null };
      await this.suspendGateway.within(tx, suspension).catch((error: unknown) => {
        if (!(error instanceof GatewayRevoked)) throw error;
      });
    });
  }

  private async resolveFilled(): Promise<void> {
    for (let after: Id | null = null; ;) {
      const running: Case[] = await this.cases.runningOf('metering-gap', after, PAGE);
      for (const one of running) {
        const gap = await this.gaps.byId(one.subject.slice('gap:'.length));
        if (gap?.closedAt) await this.resolve(one.id);
      }
      if (running.length < PAGE) return;
      after = running.at(-1)?.id ?? null;
    }
  }

  private resolve(id: Id): Promise<void> {
    return this.transactions.run(async (tx) => {
      const one = await this.cases.lock(tx, id);
      if (!one || !isRunning(one)) return;
      const note = 'Late events have closed the gap.';
      await this.recordCase.move(tx, resolved(one, tx.now), { kind: 'resolved', actorId: null, note });
    });
  }
}

function aboutGap({ id, gatewayId, first, last }: WatchedGap): Raised {
  const statement = `The numbers ${first} to ${last} of the gateway are missing.`;
  return { kind: 'metering-gap', subject: `gap:${id}`, gatewayId, statement };
}

function aboutProbe({ id, gatewayId, state, calledAt }: Probe): Raised {
  const statement = `A call that the platform bought at ${calledAt.toISOString()} was ${state}.`;
  return { kind: 'probe', subject: `probe:${id}`, gatewayId, statement };
}
