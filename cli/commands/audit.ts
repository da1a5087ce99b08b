import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { CommonpoolClient } from '../../codegen/client/index.ts';
import { AuditRunDocument, StartAuditDocument, type AuditRunStateFragment } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command } from '../command.ts';
import { EXIT_UNSOUND, UsageFault } from '../faults.ts';
import { table, type Output } from '../output.ts';

const LOOK_MS = 300;
const PATIENCE_MS = 15_000;

export function auditCommand(program: Command): void {
  command(program, 'audit', 'check the books against every rule, and name what breaks one (operators)').action(
    asUser(audit),
  );
}

/** The workers run it, so it may take as long as the books are large. */
async function audit({ client }: Account, output: Output): Promise<void> {
  const { startAudit } = await client.request(StartAuditDocument);
  const run = await finished(client, startAudit.run?.id ?? '', output);
  const faults = run.results.flatMap(({ fault }) => (fault === null ? [] : [fault]));
  const sound = run.sound === true && run.entriesSumMicros === '0' && run.balancesSumMicros === '0';
  const sums = `entries sum to ${run.entriesSumMicros}, balances to ${run.balancesSumMicros}`;
  output.show({ ...run, faults }, [
    ...table([['INVARIANT', 'CHECK', 'MS', 'RESULT'], ...run.results.map(row)], 'There is nothing to check.'),
    `${run.journals} journals: ${sums}. ${sound ? 'The books are right.' : 'The books are wrong.'}`,
  ]);
  if (!sound) process.exitCode = EXIT_UNSOUND;
}

function row({ invariant, name, tookMs, fault }: AuditRunStateFragment['results'][number]): string[] {
  return [String(invariant), name, String(tookMs), fault ?? 'right'];
}

async function finished(client: CommonpoolClient, id: string, output: Output): Promise<AuditRunStateFragment> {
  const askedAt = Date.now();
  let [seen, warned] = [0, false];
  for (;;) {
    const run = await read(client, id);
    for (const result of run.results.slice(seen)) {
      output.say(`${result.name}: ${result.fault ?? 'right'}`);
    }
    seen = run.results.length;
    if (run.state === 'FINISHED') return run;
    if (run.state === 'WAITING' && !warned && Date.now() - askedAt > PATIENCE_MS) {
      output.say('No worker has taken it yet. A process with the role `worker` must run.');
      warned = true;
    }
    await sleep(LOOK_MS);
  }
}

async function read(client: CommonpoolClient, id: string): Promise<AuditRunStateFragment> {
  const { node } = await client.request(AuditRunDocument, { id });
  if (!node || !('state' in node)) throw new UsageFault('The audit cannot be seen any more.');
  return node as AuditRunStateFragment;
}
