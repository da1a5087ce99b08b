import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { health } from './http/health.ts';
import { drained, listening } from './http/listener.ts';
import { metrics, type MetricsParts } from './http/metrics.ts';
import type { ApiServer } from './server.ts';

/** What a process without the `api` role serves: its health and its metrics, for whoever runs it, and nothing else. */
export function createWorkerServer(ready: () => Promise<boolean>, measured: MetricsParts): ApiServer {
  const app = express().disable('x-powered-by');
  let draining = false;
  health(app, ready, () => draining);
  metrics(app, measured);
  const server = createServer(app);
  return {
    listen: async (port, host) => ({ url: await listening(server, port, host) }),
    close: async (graceMs, noticeMs = 0) => {
      draining = true;
      await sleep(noticeMs);
      await drained(server, graceMs);
    },
  };
}
