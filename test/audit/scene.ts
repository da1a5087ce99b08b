import { expect } from '@jest/globals';
import type { UsageVerdict } from '../../domain/revenue/index.ts';
import { newId, sha256Hex } from '../../domain/shared/index.ts';
import { DAY_MS } from '../pools/charters.ts';
import { openAuditHouse, type AuditHouse, type Found } from './audit-house.ts';

/** One of everything that can happen to a call, a pot and an owner, all of it lawful. */
export async function openScene() {
  const house = await openAuditHouse({ COMMONPOOL_MATURITY_MS: String(2 * DAY_MS) });
  const [open, closed, quiet] = [await house.publish(), await house.publish(), await house.publish()];
  const free = await house.publish({ prices: { freeQueriesPerMonth: 3 } });
  const [rich, poor] = [await house.customer(1_000_000n), await house.customer()];
  const { postUsage } = house.money;

  const paid = await house.report(rich, open.id, 5);
  const settled = await house.report(rich, closed.id, 2);
  const freed = await house.report(rich, free.id, 4);
  await postUsage.execute([...paid, ...settled, ...freed]);
  const fromPot = await refund(house, paid[0]!, 1_000n);
  await house.money.drainVersion.execute({ viewer: house.operator, modelVersionId: closed.id, reason: 'ends' });
  await house.db.clock.advance(3 * DAY_MS);
  while ((await house.money.matureShares.execute()) > 0);
  while ((await house.money.closeVersion.due()) > 0);
  await house.fundReserve(100_000n);
  const fromReserve = await refund(house, paid[1]!, null);
  const draw = await house.draw(open.owners[0]!, open.id, 300n);
  await house.draw(closed.owners[2]!, closed.id, 100n);
  const [fresh] = await house.report(rich, open.id, 1);
  await postUsage.execute([fresh!]);

  const [unfunded] = await house.report(poor, open.id, 1);
  const [late, waived, charged] = await house.report(rich, closed.id, 3);
  await postUsage.execute([unfunded!, late!, waived!, charged!]);
  await decide(house, waived!, 'waive');
  await decide(house, charged!, 'charge-unallocated');
  const [pending] = await house.report(rich, open.id, 1);
  const reported = await house.event(rich, open.id);
  await house.record([reported]);
  await house.record([{ ...reported, digest: sha256Hex('another body') }]);
  await postUsage.execute(house.queued.slice(-1));
  return {
    house,
    open,
    closed,
    quiet,
    free,
    rich,
    poor,
    paid,
    settled,
    freed,
    fromPot,
    fromReserve,
    draw,
    fresh: fresh!,
    unfunded: unfunded!,
    late: late!,
    waived: waived!,
    charged: charged!,
    pending: pending!,
    reported,
  };
}

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** What is changed, and all that every check then says; nothing before, and nothing else. */
export async function expectFound(house: AuditHouse, statements: readonly string[], wanted: readonly Found[]) {
  expect(await house.afterTampering(...statements)).toEqual(wanted);
}

function decide(house: AuditHouse, inboxId: bigint, decision: UsageVerdict) {
  return house.money.settleParkedUsage.execute({ viewer: house.operator, ids: [inboxId], decision, note: 'late' });
}

function refund(house: AuditHouse, inboxId: bigint, amountMicros: bigint | null) {
  return house.db.transactions.run((tx) =>
    house.money.refundUsage.execute(tx, { refundId: newId(), inboxId, amountMicros }),
  );
}
