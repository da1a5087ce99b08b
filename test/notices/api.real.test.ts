import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { toNodeId } from '../../api/shared/index.ts';
import { newId, type Id } from '../../domain/shared/index.ts';
import { OutboxRelay } from '../../infra/nats/outbox-relay.ts';
import { openStream } from '../api/small/events.ts';
import { HouseApi } from '../support/house-api.ts';
import { openNoticeHouse, viewerOf, type NoticeHouse } from './notice-house.ts';

const INBOX = `query ($first: Int!, $after: String, $unreadOnly: Boolean! = false) { noticeInbox { unread
  notices(first: $first, after: $after, unreadOnly: $unreadOnly) {
    edges { node { sequence readAt notice { id title kind lines until subjectId poolId } } }
    pageInfo { hasNextPage endCursor } } } }`;

interface Inbox {
  readonly unread: number;
  readonly notices: {
    readonly edges: readonly { node: { sequence: string; readAt: string | null; notice: Record<string, unknown> } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

let house: NoticeHouse;
let api: HouseApi;

beforeAll(async () => {
  house = await openNoticeHouse();
  api = await HouseApi.open(house.ground, house.notices.wired, []);
});
afterAll(async () => {
  await api.close();
  await house.close();
});

async function tell(userId: Id, ...titles: readonly string[]): Promise<void> {
  for (const title of titles) {
    await house.announce({ title, userIds: [userId] });
    await house.spread();
  }
}

async function inbox(userId: Id, variables: object = {}): Promise<Inbox> {
  const { data } = await api.ask<{ noticeInbox: Inbox }>(viewerOf(userId), INBOX, { first: 10, ...variables });
  return data?.noticeInbox as Inbox;
}

const titlesIn = ({ notices }: Inbox) => notices.edges.map(({ node }) => node.notice['title']);

async function act(userId: Id, mutation: string, input: object): Promise<unknown> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { acted: ${mutation}(input: $input) {
    inbox { unread } userErrors { code } } }`;
  const { data, errors } = await api.ask<{ acted: { inbox: object | null; userErrors: { code: string }[] } }>(
    viewerOf(userId),
    query,
    { input },
  );
  return errors?.[0]?.extensions.code ?? data?.acted.userErrors[0]?.code ?? data?.acted.inbox;
}

test('an inbox has the newest first, page by page, and says what it is about', async () => {
  const [userId, subjectId, groupId] = [newId(), newId(), newId()];
  await tell(userId, 'one', 'two', 'three', 'four');
  await house.announce({ title: 'five', userIds: [userId], subjectId, groupId, kind: 'vetoed' });
  await house.spread();
  const first = await inbox(userId, { first: 2 });
  expect([first.unread, titlesIn(first), first.notices.pageInfo.hasNextPage]).toEqual([5, ['five', 'four'], true]);
  expect(first.notices.edges[0]?.node.notice).toMatchObject({
    kind: 'VETOED',
    lines: ['From Monday on a query costs 2 cents.'],
    subjectId: toNodeId('Proposal', subjectId),
    poolId: toNodeId('Pool', groupId),
  });
  // What comes in between moves no page.
  await tell(userId, 'six');
  const rest = await inbox(userId, { after: first.notices.pageInfo.endCursor });
  expect([titlesIn(rest), rest.notices.pageInfo.hasNextPage]).toEqual([['three', 'two', 'one'], false]);
});

test('some are marked as read by name, the others up to the newest that was seen', async () => {
  const userId = newId();
  await tell(userId, 'one', 'two', 'three');
  const [three, two] = (await inbox(userId)).notices.edges.map(({ node }) => node);
  expect(await act(userId, 'markNoticesRead', { noticeIds: [three?.notice['id']] })).toEqual({ unread: 2 });
  expect(titlesIn(await inbox(userId, { unreadOnly: true }))).toEqual(['two', 'one']);
  await tell(userId, 'unseen');
  expect(await act(userId, 'markNoticesRead', { upTo: two?.sequence })).toEqual({ unread: 1 });
  expect(titlesIn(await inbox(userId, { unreadOnly: true }))).toEqual(['unseen']);
  expect(await act(userId, 'markNoticesRead', {})).toBe('INVALID_INPUT');
});

test('nobody reads or marks what another received, nor a cursor of theirs', async () => {
  const [mine, theirs] = [newId(), newId()];
  await tell(theirs, 'for their eyes', 'and another');
  const page = await inbox(theirs, { first: 1 });
  const id = page.notices.edges[0]?.node.notice['id'];
  expect(await inbox(mine)).toMatchObject({ unread: 0, notices: { edges: [] } });
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect((await api.ask(viewerOf(mine), node, { id })).data).toEqual({ node: null });
  expect((await api.ask(viewerOf(theirs), node, { id })).data).toEqual({ node: { id } });
  await act(mine, 'markNoticesRead', { noticeIds: [id] });
  expect((await inbox(theirs)).unread).toBe(2);
  const forged = await api.ask(viewerOf(mine), INBOX, { first: 1, after: page.notices.pageInfo.endCursor });
  expect(forged.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
});

test('without an account there is no inbox', async () => {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ noticeInbox { unread } }' }),
  });
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('a refused address is told as the mutation’s answer', async () => {
  const userId = newId();
  expect(await act(userId, 'setNoticeAddress', { email: 'ada@example.org' })).toBe('NOTICE_EMAIL_UNAVAILABLE');
  expect(await act(userId, 'confirmNoticeAddress', { code: '123456' })).toBe('NOTICE_CODE_EXPIRED');
  expect(await act(userId, 'removeNoticeAddress', {})).toEqual({ unread: 0 });
});

test('a subscriber hears what comes from now on, and of nothing that is another’s', async () => {
  const [mine, theirs] = [newId(), newId()];
  await tell(mine, 'before');
  const subscription = 'subscription { noticeReceived { notice { title } } }';
  const heard = await api.heard(viewerOf(mine), subscription, async () => {
    await tell(theirs, 'theirs');
    await tell(mine, 'mine');
  });
  expect(heard).toEqual({ noticeReceived: { notice: { title: 'mine' } } });
});

test('who gives the number of the last one gets what was missed, then what comes, each once and in order', async () => {
  const userId = newId();
  await tell(userId, 'seen', 'missed 1', 'missed 2');
  const after = (await inbox(userId)).notices.edges[2]?.node.sequence;
  const { dataSource, nats, subjects } = house.ground;
  const relay = new OutboxRelay(dataSource, nats, subjects);
  while (await relay.execute());
  const live = new AbortController();
  const query = 'subscription ($after: BigInt) { noticeReceived(after: $after) { sequence notice { title } } }';
  const options = { token: userId, variables: { after }, signal: live.signal };
  const { events } = await openStream(api.url, query, options);
  const titles: unknown[] = [];
  const next = async () => {
    const { value } = await events.next();
    const { data } = (value as { data: { data: { noticeReceived: { notice: { title: string } } } } }).data;
    titles.push(data.noticeReceived.notice.title);
  };
  await next();
  await next();
  await tell(userId, 'new 1', 'new 2');
  await relay.execute();
  await next();
  await next();
  live.abort();
  expect(titles).toEqual(['missed 1', 'missed 2', 'new 1', 'new 2']);
});
