import type { Command } from 'commander';
import { RecordProbeDocument } from '../../codegen/generated/graphql.ts';
import type { Account } from '../account.ts';
import { asUser, command, type CommonOptions } from '../command.ts';
import { UsageFault } from '../faults.ts';
import type { Output } from '../output.ts';

const PATIENCE_MS = 60_000;

type ProbeOptions = CommonOptions & {
  readonly gateway: string;
  readonly model: string;
  readonly keyId: string;
  readonly queries: string;
};

/** A prompt that stands in this program would give every probe away, so there is none. */
export function probeCommand(program: Command): void {
  command(
    program,
    'probe <url> <prompt>',
    'call a gateway as a customer would, and record it as a probe (operators); the API key is read from COMMONPOOL_API_KEY',
  )
    .requiredOption('--gateway <gateway>', 'whose completions address <url> is')
    .requiredOption('--model <model-version>', 'the model version that it serves there')
    .requiredOption('--key-id <key>', 'the id of the API key, which belongs to a plain customer')
    .option('--queries <count>', 'how many queries the call is', '1')
    .action(asUser(probe));
}

async function probe({ client }: Account, output: Output, url: string, prompt: string, options: ProbeOptions) {
  const apiKey = process.env.COMMONPOOL_API_KEY;
  if (!apiKey) throw new UsageFault('Put the API key of the plain customer into COMMONPOOL_API_KEY.');
  if (!URL.canParse(url)) throw new UsageFault(`${url} is not the address of a gateway's completions.`);
  if (!/^[1-9]\d{0,6}$/.test(options.queries)) throw new UsageFault('--queries is a whole number from 1 on.');
  const calledAt = new Date().toISOString();
  const callId = await completed(url, apiKey, prompt);
  const { gateway: gatewayId, model: modelVersionId, keyId, queries } = options;
  const input = { gatewayId, modelVersionId, keyId, calledAt, units: { queries: Number(queries) } };
  const { recordProbe } = await client.request(RecordProbeDocument, { input });
  output.show({ ...recordProbe.probe, callId }, [
    `The gateway answered (call ${callId ?? 'without an id'}), and the call is recorded as ${recordProbe.probe?.id}.`,
    'Whether it was reported shows in `probes` once the gateway has had its time.',
  ]);
}

/** Only a call that was answered is owed a report. One that may have been answered proves nothing, so it is not recorded. */
async function completed(url: string, apiKey: string, prompt: string): Promise<string | null> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ prompt }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => {
    throw new Error(`${url} gave no answer. Nothing was recorded.`);
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${url} refused the call with ${response.status}: ${text.slice(0, 300)} Nothing was recorded.`);
  }
  return callIdIn(text);
}

function callIdIn(text: string): string | null {
  try {
    const { callId } = JSON.parse(text) as { callId?: unknown };
    return typeof callId === 'string' ? callId : null;
  } catch {
    return null;
  }
}
