import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { failures } from '../../api/http/failures.ts';
import { identifyRequests } from '../../api/http/request-id.ts';
import type { TicketHouse } from './ticket-house.ts';

export interface Said {
  readonly status: number;
  readonly body: {
    readonly results?: readonly Record<string, unknown>[];
    readonly errors?: readonly { readonly extensions: { readonly code: string; readonly field?: readonly string[] } }[];
    readonly [name: string]: unknown;
  };
}

export type GatewayDoor = Awaited<ReturnType<typeof openGatewayDoor>>;

/** The doors for gateways over HTTP, on a house's own wiring. */
export async function openGatewayDoor(house: TicketHouse) {
  const { logger } = house.ground;
  const app = express().use(identifyRequests(logger));
  for (const mount of house.money.wired.mounts ?? []) mount(app);
  const server = createServer(app.use(failures(logger)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    register: () => house.money.registerGateway.execute({ viewer: house.operator, name: 'edge' }),
    post: async (path: string, token: string | null, body: unknown): Promise<Said> => {
      const response = await fetch(`${url}/gateway${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Said['body'] };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The HTTP status and the code of a refusal. */
export function refusalIn({ status, body }: Said): unknown[] {
  return [status, body.errors?.[0]?.extensions.code];
}
