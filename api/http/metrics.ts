import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, Request } from 'express';
import type { Metric, MetricSource } from '../../domain/shared/index.ts';

const PREFIX = 'commonpool_';
const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

export interface MetricsParts {
  readonly sources: readonly MetricSource[];
  /** Who shows it may read from anywhere. Null: only who asks from this machine. */
  readonly token: string | null;
}

/** `GET /metrics` in the text format of Prometheus. */
export function metrics(app: Express, { sources, token }: MetricsParts): void {
  app.get('/metrics', async (request, response) => {
    if (!mayRead(request, token)) {
      response
        .status(401)
        .set('www-authenticate', 'Bearer')
        .json({ error: { code: 'UNAUTHENTICATED' } });
      return;
    }
    response.type(TEXT_FORMAT).send(await readAll(sources));
  });
}

/** A proxy on this machine asks from here for somebody elsewhere; it says so in a header. */
function mayRead(request: Request, token: string | null): boolean {
  const [, shown] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (shown !== undefined) return token !== null && timingSafeEqual(sha256(shown), sha256(token));
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => name in request.headers);
  return !forwarded && /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** One source that fails takes nothing from the others. */
async function readAll(sources: readonly MetricSource[]): Promise<string> {
  const read = await Promise.all(sources.map((source) => source.read().catch(() => null)));
  const up: Metric = {
    name: 'metrics_source_up',
    help: '1 if this source of metrics could be read, else 0.',
    type: 'gauge',
    samples: sources.map(({ name }, i) => ({ labels: { source: name }, value: read[i] ? 1 : 0 })),
  };
  return [up, ...read.flatMap((found) => found ?? [])].map(textOf).join('');
}

function textOf({ name, help, type, samples }: Metric): string {
  const full = PREFIX + name;
  const lines = samples.map(({ labels, value }) => `${full}${labelsOf(labels ?? {})} ${value}`);
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...lines, ''].join('\n');
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
