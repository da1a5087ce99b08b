import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { CommonpoolClient } from '../../codegen/client/index.ts';
import { AuditDocument, DrawEarningsDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { allEarnings } from '../earnings.ts';
import { EXIT_REFUSED, UsageFault } from '../faults.ts';
import { microsOf, money } from '../money.ts';
import type { Output } from '../output.ts';

export function moneyCommands(program: Command): void {
  command(program, 'draw <model-version> [amount]', 'take earned money; all that is there without an amount')
    .option('--key <text>', 'your own key for this draw: given again, it draws no second time')
    .action(asUser(draw));
  command(program, 'audit', 'check that the books sum to zero (operators)').action(asUser(audit));
}

type DrawOptions = CommonOptions & { readonly key?: string };

async function draw(
  { client }: Account,
  output: Output,
  modelVersionId: string,
  amount: string | undefined,
  { key }: DrawOptions,
): Promise<void> {
  const amountMicros = amount === undefined ? await available(client, modelVersionId) : microsOf(amount);
  const idempotencyKey = key ?? randomUUID();
  const { drawEarnings } = await client.request(DrawEarningsDocument, {
    input: { modelVersionId, amountMicros, idempotencyKey },
  });
  const { draw: drawn, earnings: left } = drawEarnings;
  const taken = money(drawn?.amountMicros ?? amountMicros, drawn?.currency ?? '');
  const rest = left ? ` ${money(left.availableMicros, left.currency)} is left.` : '';
  output.show(drawn, [`You drew ${taken}.${rest}`]);
}

async function available(client: CommonpoolClient, modelVersionId: string): Promise<string> {
  const found = (await allEarnings(client)).find((one) => one.modelVersionId === modelVersionId);
  if (!found) throw new UsageFault(`You own no part of ${modelVersionId}. \`commonpool earnings\` lists what you own.`);
  if (found.availableMicros === '0') throw new UsageFault('There is nothing to draw from it yet.');
  return found.availableMicros;
}

async function audit({ client }: Account, output: Output): Promise<void> {
  const { audit: found } = await client.request(AuditDocument);
  const sound = found.faults.length === 0 && found.entriesSumMicros === '0' && found.balancesSumMicros === '0';
  const sums = `entries sum to ${found.entriesSumMicros}, balances to ${found.balancesSumMicros}`;
  output.show(found, [
    `${found.journals} journals: ${sums}. ${sound ? 'The books are right.' : 'The books are wrong:'}`,
    ...found.faults,
  ]);
  if (!sound) process.exitCode = EXIT_REFUSED;
}
