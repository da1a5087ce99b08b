import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { health } from './http/health.ts';
import type { ApiServer } from './server.ts';

/** What a process without the `api` role serves: its health, for whoever restarts it, and nothing else. */
export function createWorkerServer(ready: () => Promise<boolean>): ApiServer {
  const app = express().disable('x-powered-by');
  let draining = false;
  health(app, ready, () => draining);
  const server = createServer(app);
  return {
    listen: async (port, host) => {
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      return { url: `http://${host}:${(server.address() as AddressInfo).port}` };
    },
    close: async () => {
      draining = true;
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
