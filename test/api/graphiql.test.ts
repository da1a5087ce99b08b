import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startSmallServer, type SmallServer } from './small/server.ts';

let server: SmallServer;
let page: string;
beforeAll(async () => {
  server = await startSmallServer();
  page = await (await fetch(`${server.url}/graphiql`)).text();
});
afterAll(() => server.close());

const addressesIn = (html: string) => [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => String(match[1]));

test('the page refers to no outside address, and its policy lets none in', async () => {
  expect(page).not.toMatch(/https?:|\/\/[a-z]/);
  const policy = (await fetch(`${server.url}/graphiql`)).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/https?:|\*/);
});

test('all that the page needs is served by this server', async () => {
  const addresses = addressesIn(page);
  expect(addresses).toHaveLength(6);
  for (const address of addresses) {
    const file = await fetch(`${server.url}${address}`);
    expect([address, file.status]).toEqual([address, 200]);
    expect((await file.text()).length).toBeGreaterThan(20);
  }
});

test('the style sheet loads nothing from elsewhere', async () => {
  const css = await (await fetch(`${server.url}/graphiql/graphiql.min.css`)).text();
  expect(css).not.toMatch(/@import|url\(["']?(https?:)?\/\//);
});

test('the root leads to the page', async () => {
  const response = await fetch(`${server.url}/`, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([302, '/graphiql']);
});
