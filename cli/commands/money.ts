import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { CommonpoolClient } from '../../codegen/client/index.ts';
import { DrawEarningsDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { allEarnings } from '../earnings.ts';
import { UsageFault } from '../faults.ts';
import { microsOf, money } from '../money.ts';
import type { Output } from '../output.ts';

export function moneyCommands(program: Command): void {
  command(program, 'draw <model-version> [amount]', 'take earned money; all that is there without an amount')
    .option('--key <text>', 'your own key for this draw: given again, it draws no second time')
    .action(asUser(draw));
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
