import { Agent, request } from 'node:http';
import { signedRequests, type SignedRequest, type Traffic } from './deliveries.ts';

const ANSWER_WITHIN_MS = 60_000;

/** What the bench asks of the process that plays the gateways. */
export interface Assignment {
  readonly url: string;
  /** One connection each. */
  readonly gateways: readonly Traffic[];
  /** Deliveries a second of all gateways together, sent on time whatever is still unanswered; null: as fast as they are answered. */
  readonly deliveriesPerSecond: number | null;
}

/** One answered delivery; times in ms since 1970, with fractions. */
export interface Answered {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly events: number;
}

export type Report =
  | { readonly ready: true }
  | { readonly answers: readonly Answered[]; readonly cpuMicros: number }
  | { readonly fault: string };

/** Builds and signs everything before it says that it is ready, so that under the clock it only writes to sockets. */
async function play(assignment: Assignment): Promise<void> {
  const queues = assignment.gateways.map(signedRequests);
  await tell({ ready: true });
  await new Promise((resolve) => process.once('message', resolve));
  const { url, deliveriesPerSecond } = assignment;
  const before = process.cpuUsage();
  const answers =
    deliveriesPerSecond === null
      ? await Promise.all(queues.map((queue) => oneByOne(url, queue)))
      : [await onTime(url, interleaved(queues), deliveriesPerSecond)];
  const { user, system } = process.cpuUsage(before);
  await tell({ answers: answers.flat(), cpuMicros: user + system });
}

async function oneByOne(url: string, queue: readonly SignedRequest[]): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answered[] = [];
  for (const delivery of queue) answers.push(await send(url, agent, delivery));
  agent.destroy();
  return answers;
}

/** Open loop: a slow answer does not slow down what is asked. `sentAt` is when it was due. */
async function onTime(url: string, queue: readonly SignedRequest[], perSecond: number): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const startsAt = now();
  const answers = await Promise.all(
    queue.map(async (delivery, i) => {
      const dueAt = startsAt + (i * 1_000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, dueAt - now()));
      return { ...(await send(url, agent, delivery)), sentAt: dueAt };
    }),
  );
  agent.destroy();
  return answers;
}

function interleaved(queues: readonly (readonly SignedRequest[])[]): SignedRequest[] {
  const longest = Math.max(...queues.map((queue) => queue.length));
  return Array.from({ length: longest }, (_, i) => queues.flatMap((queue) => queue[i] ?? [])).flat();
}

function send(url: string, agent: Agent, { headers, body, events }: SignedRequest): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sentAt = now();
    const sending = request(`${url}/webhooks/usage`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const answeredAt = now();
        const text = Buffer.concat(chunks).toString();
        const accepted = text.split('"accepted"').length - 1;
        if (response.statusCode === 202 && accepted === events) resolve({ sentAt, answeredAt, events });
        else reject(new Error(`${response.statusCode}, ${accepted} of ${events} accepted: ${text.slice(0, 300)}`));
      });
    });
    sending.setTimeout(ANSWER_WITHIN_MS, () => sending.destroy(new Error('A delivery was not answered.')));
    sending.on('error', reject);
    sending.end(body);
  });
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Done when it has left: a process that ends before takes its last words along. */
function tell(report: Report): Promise<void> {
  return new Promise((resolve) => process.send?.(report, () => resolve()));
}

process.once('message', (assignment: Assignment) => {
  play(assignment)
    .catch((error: unknown) => tell({ fault: String(error) }))
    .finally(() => process.disconnect());
});
