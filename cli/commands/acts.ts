import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import {
  DrainModelVersionDocument,
  FundReserveDocument,
  ReserveBalanceDocument,
  SettleParkedUsageDocument,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { confirm } from '../confirm.ts';
import { UsageFault } from '../faults.ts';
import { microsOf, money } from '../money.ts';
import { table, type Output } from '../output.ts';

export function actCommands(program: Command): void {
  command(program, 'drain <model-version>', 'end a model version, for good (operators)')
    .requiredOption('--reason <text>', 'for its owners, and whoever asks later')
    .option('--yes', 'do it without asking, for programs', false)
    .action(asUser(drain));
  command(program, 'reserve <currency> [amount]', 'what the reserve for refunds holds; put money into it (operators)')
    .option('--from-fees', 'take it from the platform’s fees instead of from outside', false)
    .option('--key <text>', 'your own key for this payment: given again, it counts no second time')
    .action(asUser(reserve));
  command(program, 'settle-late <verdict> <calls...>', 'charge or waive calls of closed versions (operators)')
    .requiredOption('--note <text>', 'why, for whoever asks later')
    .action(asUser(settleLate));
}

type DrainOptions = CommonOptions & { readonly reason: string; readonly yes: boolean };

async function drain({ client }: Account, output: Output, id: string, { reason, yes }: DrainOptions): Promise<void> {
  if (!yes) await confirm(`End ${id}? It takes no new calls from now on, and is never opened again.`);
  const input = { modelVersionId: id, reason };
  const { pot } = (await client.request(DrainModelVersionDocument, { input })).drainModelVersion;
  output.show(pot, [`It is ${pot?.state.toLowerCase()} now. When all that it earned is mature, it is shared out.`]);
}

type ReserveOptions = CommonOptions & { readonly fromFees: boolean; readonly key?: string };

async function reserve(
  { client }: Account,
  output: Output,
  currency: string,
  amount: string | undefined,
  { fromFees, key }: ReserveOptions,
): Promise<void> {
  if (amount === undefined) {
    const { reserveBalance: held } = await client.request(ReserveBalanceDocument, { currency });
    return output.show(held, [`The reserve holds ${money(held.balanceMicros, held.currency)}.`]);
  }
  const source = fromFees ? ('PLATFORM' as const) : ('EXTERNAL' as const);
  const input = { currency, amountMicros: microsOf(amount), source, idempotencyKey: key ?? randomUUID() };
  const { fundReserve } = await client.request(FundReserveDocument, { input });
  output.show(fundReserve.funding, [`The reserve holds ${money(fundReserve.reserveMicros ?? '0', currency)} now.`]);
}

const VERDICTS = { charge: 'CHARGE_UNALLOCATED', waive: 'WAIVE' } as const;

async function settleLate(
  { client }: Account,
  output: Output,
  verdict: string,
  calls: readonly string[],
  { note }: CommonOptions & { readonly note: string },
): Promise<void> {
  const decision = verdict === 'charge' || verdict === 'waive' ? VERDICTS[verdict] : null;
  if (!decision) throw new UsageFault(`Say charge or waive; ${verdict} is neither.`);
  const input = { ids: [...calls], decision, note };
  const { results } = (await client.request(SettleParkedUsageDocument, { input })).settleParkedUsage;
  const rows = (results ?? []).map(({ inboxId, status }) => [inboxId, status.toLowerCase().replaceAll('_', ' ')]);
  output.show(results, table([['CALL', 'RESULT'], ...rows], 'Nothing was decided.'));
}
