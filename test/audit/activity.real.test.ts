import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { DomainError, newId } from '../../domain/shared/index.ts';
import type { Watch } from '../../domain/audit/index.ts';
import { DAY_MS } from '../pools/charters.ts';
import { openAuditHouse, type AuditHouse } from './audit-house.ts';

type Act =
  | { readonly do: 'top up'; readonly who: number; readonly micros: number }
  | {
      readonly do: 'report';
      readonly who: number;
      readonly model: number;
      readonly calls: number;
      readonly queries: number;
    }
  | { readonly do: 'post' | 'post funded' | 'mature' | 'close' }
  | { readonly do: 'refund'; readonly at: number; readonly part: number }
  | { readonly do: 'draw'; readonly who: number; readonly model: number; readonly part: number }
  | { readonly do: 'pass'; readonly days: number }
  | { readonly do: 'drain'; readonly model: number };

const at = fc.nat({ max: 1_000 });
const two = fc.nat({ max: 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('top up' as const), who: two, micros: fc.integer({ min: 1, max: 20_000 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      who: two,
      model: two,
      calls: fc.integer({ min: 1, max: 4 }),
      queries: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('post' as const, 'post funded' as const, 'mature' as const, 'close' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('refund' as const), at, part: fc.integer({ min: 1, max: 1_000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('draw' as const), who: fc.nat({ max: 2 }), model: two, part: at }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drain' as const), model: two }) },
);

let house: AuditHouse;
beforeAll(async () => {
  house = await openAuditHouse({ COMMONPOOL_MATURITY_MS: String(2 * DAY_MS) });
  await house.fundReserve(1_000n);
});
afterAll(() => house.close());

interface Stage {
  readonly models: readonly Awaited<ReturnType<AuditHouse['publish']>>[];
  readonly customers: readonly Awaited<ReturnType<AuditHouse['customer']>>[];
  readonly ids: bigint[];
}

async function perform(stage: Stage, step: Act): Promise<void> {
  const { money } = house;
  const { models, customers, ids } = stage;
  switch (step.do) {
    case 'top up':
      await house.topUp(customers[step.who]!.viewer, BigInt(step.micros));
      return;
    case 'report': {
      const customer = customers[step.who]!;
      const model = models[step.model]!;
      const made = Array.from({ length: step.calls }, () => house.event(customer, model.id, { queries: step.queries }));
      const from = house.queued.length;
      await house.record(await Promise.all(made));
      ids.push(...house.queued.slice(from));
      return;
    }
    case 'post':
      await money.postUsage.execute(ids);
      return;
    case 'post funded':
      await house.postFunded();
      return;
    case 'mature':
      while ((await money.matureShares.execute()) > 0);
      return;
    case 'close':
      await money.closeVersion.due();
      return;
    case 'refund': {
      const inboxId = ids[step.at % Math.max(1, ids.length)];
      if (inboxId === undefined) return;
      const amountMicros = step.part > 800 ? null : BigInt(step.part);
      await house.db.transactions.run((tx) =>
        money.refundUsage.execute(tx, { refundId: newId(), inboxId, amountMicros }),
      );
      return;
    }
    case 'draw': {
      const { id, owners } = models[step.model]!;
      const { availableMicros } = await house.earnings(owners[step.who]!, id);
      await house.draw(owners[step.who]!, id, (availableMicros * BigInt(step.part)) / 1_000n + 1n);
      return;
    }
    case 'pass':
      await house.db.clock.advance(step.days * DAY_MS);
      return;
    case 'drain':
      await money.drainVersion.execute({
        viewer: house.operator,
        modelVersionId: models[step.model]!.id,
        reason: 'ends',
      });
      return;
    default:
      step satisfies never;
  }
}

async function watchAll(): Promise<readonly string[]> {
  for (const name of ['batches', 'calls', 'pots']) {
    const watch = house.audit.watches.find((each) => each.name === name) as Watch;
    while (await house.audit.keepWatch.execute(watch));
  }
  const { items } = await house.audit.faults.page({ limit: 50, direction: 'forward' }, true);
  return items.map(({ message }) => message);
}

test('after any lawful acts every check is sound, and no watch raises anything', async () => {
  const sequences = fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
    const stage = {
      models: [
        await house.publish(),
        await house.publish({ weights: [7n, 0n, 4n], prices: { freeQueriesPerMonth: 4 } }),
      ],
      customers: [await house.customer(5_000n), await house.customer()],
      ids: [],
    };
    for (const step of acts) {
      // What the rules refuse is lawful to ask, and changes nothing.
      await perform(stage, step).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
      });
    }
    await house.money.postUsage.execute(stage.ids);
    expect(await house.found()).toEqual([]);
    expect(await watchAll()).toEqual([]);
  });
  await fc.assert(sequences, { numRuns: 25 });
}, 300_000);
