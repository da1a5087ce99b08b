import { expect, test } from '@jest/globals';
import { Forbidden } from '../../domain/shared/index.ts';
import { startSmallServer } from './small/server.ts';

test('a process without its database lives but is not ready', async () => {
  let ready: () => Promise<boolean> = async () => true;
  const server = await startSmallServer({ ready: () => ready() });
  const statusOf = async (path: string) => (await fetch(`${server.url}${path}`)).status;
  expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200]);
  ready = async () => {
    throw new Error('connect ECONNREFUSED');
  };
  expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  await server.close();
});

test('routes of other parts are mounted, and their errors are coded by the same table', async () => {
  const server = await startSmallServer({
    mounts: [
      (app) => app.get('/uploads/here', (_request, response) => void response.send('mounted')),
      (app) =>
        app.get('/uploads/refused', () => {
          throw new Forbidden('Not yours.');
        }),
      (app) =>
        app.get('/uploads/broken', () => {
          throw new Error('at /srv/secret.ts');
        }),
    ],
  });
  const get = async (path: string) => {
    const response = await fetch(`${server.url}${path}`);
    return { status: response.status, text: await response.text() };
  };
  expect(await get('/uploads/here')).toEqual({ status: 200, text: 'mounted' });
  expect(await get('/uploads/refused')).toMatchObject({ status: 403, text: expect.stringContaining('"FORBIDDEN"') });
  const broken = await get('/uploads/broken');
  expect([broken.status, broken.text.includes('secret')]).toEqual([500, false]);
  expect((await get('/nowhere')).status).toBe(404);
  await server.close();
});
