import { Option, type Command } from 'commander';
import {
  GatewaysDocument,
  ParkedUsageDocument,
  ReplayUsageDocument,
  UsageRefusalCountsDocument,
  UsageRefusalsDocument,
  UsageStatesDocument,
  type GatewaysQuery,
  type UsageRefusalCode,
  type UsageState,
} from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import { table, type Output } from '../output.ts';
import { nodesOf } from '../pages.ts';

/** As many as one replay takes. */
const MOST = 1_000;

export function gatewayCommands(program: Command): void {
  command(program, 'gateways', 'list the gateways, and what they left out (operators)').action(asUser(gateways));
  const usage = program.command('usage').description('calls that were not posted as they came (operators)');
  command(usage, 'states', 'count every accepted call by where it stands').action(asUser(states));
  command(usage, 'parked', `list accepted calls that are not posted, the newest ${MOST}`)
    .addOption(new Option('--state <state>', 'only those in this state').choices(['unfunded', 'quarantined']))
    .option('--reason <code>', 'only those in quarantine for this reason')
    .action(asUser(parked));
  command(usage, 'refused', `list reported calls that do not count, the newest ${MOST}`)
    .option('--gateway <gateway>', 'only those of this gateway')
    .option('--code <code>', 'only those refused with this code')
    .option('--summary', 'only how many there are, by gateway and code', false)
    .action(asUser(refused));
  command(usage, 'replay <ids...>', 'post calls that are in quarantine after all; `usage parked` shows their ids')
    .requiredOption('--note <text>', 'why, for whoever asks later')
    .action(asUser(replay));
}

type GatewayNode = GatewaysQuery['gateways']['edges'][number]['node'];

async function gateways({ client }: Account, output: Output): Promise<void> {
  const all = await nodesOf(async (page) => (await client.request(GatewaysDocument, page)).gateways);
  const rows = all.map((one) => [one.id, one.name, one.kind.toLowerCase(), conditionOf(one), gapsOf(one)]);
  output.show(
    all,
    table([['GATEWAY', 'NAME', 'KIND', 'STATE', 'MISSING NUMBERS'], ...rows], 'No gateway is registered.'),
  );
}

function conditionOf({ suspendedAt, revokedAt }: GatewayNode): string {
  if (revokedAt) return 'revoked';
  return suspendedAt ? 'suspended' : 'working';
}

function gapsOf({ sequenceGaps }: GatewayNode): string {
  return sequenceGaps.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(', ') || '-';
}

async function states({ client }: Account, output: Output): Promise<void> {
  const { usageStates: found } = await client.request(UsageStatesDocument);
  const { acceptedTotal, posted, pending, unfunded, quarantined } = found;
  output.show(found, [
    `${acceptedTotal} calls were accepted: ${posted} posted, ${pending} waiting, ${unfunded} unfunded, ${quarantined} in quarantine.`,
  ]);
}

type ParkedOptions = CommonOptions & { readonly state?: string; readonly reason?: string };

async function parked({ client }: Account, output: Output, { state, reason }: ParkedOptions): Promise<void> {
  const filter = { state: (state?.toUpperCase() as UsageState | undefined) ?? null, reason: reason ?? null };
  const found = await nodesOf(
    async (page) => (await client.request(ParkedUsageDocument, { ...page, ...filter })).parkedUsage,
    MOST,
  );
  const rows = found.map((one) => [
    one.inboxId,
    one.state.toLowerCase(),
    one.reason ?? '-',
    String(one.queries),
    one.occurredAt,
    one.gatewayId,
    one.eventId,
  ]);
  output.show(
    found,
    table([['ID', 'STATE', 'REASON', 'QUERIES', 'CALLED', 'GATEWAY', 'EVENT'], ...rows], 'Nothing is parked.'),
  );
}

type RefusedOptions = CommonOptions & {
  readonly gateway?: string;
  readonly code?: string;
  readonly summary: boolean;
};

async function refused(account: Account, output: Output, options: RefusedOptions): Promise<void> {
  if (options.summary) return refusedInAll(account, output, options);
  const filter = { gatewayId: options.gateway ?? null, code: codeOf(options) };
  const found = await nodesOf(
    async (page) => (await account.client.request(UsageRefusalsDocument, { ...page, ...filter })).usageRefusals,
    MOST,
  );
  const rows = found.map((one) => [one.receivedAt, one.code, one.gatewayId, one.sequence ?? '-', one.eventId || '-']);
  output.show(
    found,
    table([['FIRST CAME', 'CODE', 'GATEWAY', 'NUMBER', 'EVENT'], ...rows], 'Nothing that was reported was refused.'),
  );
}

async function refusedInAll({ client }: Account, output: Output, options: RefusedOptions): Promise<void> {
  const { usageRefusalCounts } = await client.request(UsageRefusalCountsDocument);
  const code = codeOf(options);
  const found = usageRefusalCounts.filter((one) => {
    return (!options.gateway || one.gatewayId === options.gateway) && (!code || one.code === code);
  });
  const rows = found.map((one) => [one.gatewayId, one.code, one.events, one.lastAt]);
  output.show(
    found,
    table([['GATEWAY', 'CODE', 'EVENTS', 'LAST CAME'], ...rows], 'Nothing that was reported was refused.'),
  );
}

function codeOf({ code }: RefusedOptions): UsageRefusalCode | null {
  return (code?.toUpperCase() as UsageRefusalCode | undefined) ?? null;
}

type ReplayOptions = CommonOptions & { readonly note: string };

async function replay({ client }: Account, output: Output, ids: string[], { note }: ReplayOptions): Promise<void> {
  const odd = ids.find((id) => !/^\d{1,18}$/.test(id));
  if (odd !== undefined)
    throw new UsageFault(`${odd} is not an id. \`commonpool usage parked\` shows the ids to give here.`);
  const { replayUsage } = await client.request(ReplayUsageDocument, { input: { ids, note } });
  const results = replayUsage.results ?? [];
  const moved = results.filter(({ status }) => status === 'REPLAYED').length;
  output.show(replayUsage, [
    `${moved} of ${results.length} calls wait to be posted again.`,
    ...results
      .filter(({ status }) => status !== 'REPLAYED')
      .map(({ inboxId, status }) => `${inboxId} stays as it is: ${status.toLowerCase()}.`),
  ]);
}
