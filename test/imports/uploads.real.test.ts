import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import * as tus from 'tus-js-client';
import { failures } from '../../api/http/failures.ts';
import { mountUploads } from '../../api/uploads/index.ts';
import type { Viewer } from '../../domain/identity/index.ts';
import { AdvisoryLocker } from '../../infra/uploads/index.ts';
import { fromNodeId } from '../../api/shared/node.ts';
import { publishedSample, zipOf } from './support/archives.ts';
import { aMember, openWorld, type World } from './support/world.ts';

const log = { info: () => {}, warn: () => {}, error: () => {} };
const ada = aMember();
const eve = aMember();
const viewers = new Map<string, Viewer>([
  ['ada', ada],
  ['eve', eve],
]);

let world: World;
const replicas: { url: string; server: Server; locker: AdvisoryLocker }[] = [];
let url: string;

async function startReplica() {
  const locker = new AdvisoryLocker(world.database.dataSource);
  const { store, beginUpload, findUpload, completeUpload, limitBytes } = world;
  const authenticate = (token: string) => Promise.resolve(viewers.get(token) ?? null);
  const app = express();
  mountUploads({ store, locker, authenticate, beginUpload, findUpload, completeUpload, limitBytes, log })(app);
  app.use(failures(log));
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  replicas.push({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, locker });
}

beforeAll(async () => {
  world = await openWorld();
  await startReplica();
  await startReplica();
  url = replicas[0]?.url ?? '';
});
afterAll(async () => {
  for (const { server, locker } of replicas) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await locker.close();
  }
  await world.close();
});

interface Ask {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer;
  readonly base?: string;
}

function ask(
  method: string,
  path: string,
  { token = 'ada', headers = {}, body, base = url }: Ask = {},
): Promise<Response> {
  const authorization: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  return fetch(base + path, {
    method,
    headers: { 'Tus-Resumable': '1.0.0', ...authorization, ...headers },
    body: body ?? null,
  });
}

async function create(sizeBytes: number, token = 'ada'): Promise<string> {
  const filename = Buffer.from('canary-file-name.zip').toString('base64');
  const headers = { 'Upload-Length': `${sizeBytes}`, 'Upload-Metadata': `filename ${filename}` };
  const answer = await ask('POST', '/uploads', { token, headers });
  expect(answer.status).toBe(201);
  return answer.headers.get('location') as string;
}

function patch(path: string, offset: number, body: Buffer, more: Ask = {}): Promise<Response> {
  const headers = { 'Upload-Offset': `${offset}`, 'Content-Type': 'application/offset+octet-stream' };
  return ask('PATCH', path, { ...more, headers, body });
}

async function offsetOf(path: string, base = url): Promise<number> {
  return Number((await ask('HEAD', path, { base })).headers.get('upload-offset'));
}

/** Says that it sends all of it, sends a part, and hangs up. */
async function patchAndHangUp(path: string, offset: number, announced: number, sent: Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    const request = httpRequest(url + path, {
      method: 'PATCH',
      headers: {
        Authorization: 'Bearer ada',
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': `${offset}`,
        'Content-Type': 'application/offset+octet-stream',
        'Content-Length': `${announced}`,
      },
    });
    request.on('error', () => resolve());
    request.on('close', () => resolve());
    request.write(sent, () => setTimeout(() => request.destroy(), 200));
  });
}

test('PATCHes of 1, 10, 65535, 65536 and 300001 bytes add up, and the last one names the dataset', async () => {
  const parts = [1, 10, 65_535, 65_536, 300_001].map((size) => randomBytes(size));
  const path = await create(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  let last: Response | null = null;
  for (const part of parts) {
    last = await patch(path, offset, part);
    offset += part.length;
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, `${offset}`]);
  }
  const datasetId = fromNodeId('Dataset', last?.headers.get('commonpool-dataset') ?? '');
  expect(await world.datasets.byId(datasetId)).toMatchObject({ userId: ada.userId, state: 'receiving' });
  const head = await ask('HEAD', path);
  expect(head.headers.get('commonpool-dataset')).toBe(last?.headers.get('commonpool-dataset'));
  expect(head.headers.get('upload-offset')).toBe(`${offset}`);
});

test('an archive sent by tus-js-client in small chunks is imported', async () => {
  const zip = await zipOf(publishedSample('modern'));
  let dataset = '';
  await new Promise<void>((resolve, reject) => {
    new tus.Upload(zip, {
      endpoint: `${url}/uploads`,
      chunkSize: 1000,
      headers: { Authorization: 'Bearer ada' },
      metadata: { filename: 'export_sample.zip' },
      onAfterResponse: (_request, response) => {
        dataset = response.getHeader('Commonpool-Dataset') ?? dataset;
      },
      onError: reject,
      onSuccess: () => resolve(),
    }).start();
  });
  while (await world.worker().execute());
  expect(await world.importOf(fromNodeId('Dataset', dataset))).toMatchObject({ state: 'done', rowsKept: 5 });
});

test('a cut connection loses nothing that arrived, and the upload goes on at that byte on another replica', async () => {
  const whole = randomBytes(300_000);
  const path = await create(whole.length);
  await patchAndHangUp(path, 0, whole.length, whole.subarray(0, 123_457));
  const other = replicas[1]?.url ?? '';
  const offset = await offsetOf(path, other);
  expect(offset).toBe(123_457);
  expect((await patch(path, offset, whole.subarray(offset), { base: other })).status).toBe(204);
  const id = path.split('/').at(-1) as string;
  const upload = await world.uploads.byId(id);
  if (!upload) throw new Error('The upload is gone.');
  const reader = await world.files.open(upload);
  const parts: Buffer[] = [];
  for await (const part of reader.read(0, whole.length)) parts.push(part);
  await reader.close();
  expect(Buffer.concat(parts).equals(whole)).toBe(true);
});

test('a wrong offset is refused with 409 and changes nothing', async () => {
  const path = await create(100);
  expect((await patch(path, 0, Buffer.alloc(10, 1))).status).toBe(204);
  expect((await patch(path, 5, Buffer.alloc(10, 2))).status).toBe(409);
  expect((await patch(path, 0, Buffer.alloc(10, 2))).status).toBe(409);
  expect(await offsetOf(path)).toBe(10);
});

test('more bytes than announced are refused', async () => {
  const path = await create(10);
  expect((await patch(path, 0, Buffer.alloc(11))).status).toBe(413);
});

test('a stranger gets 404 for everything, as for an upload that never was', async () => {
  const path = await create(100);
  const nothing = path.replace(/.{4}$/, '0000');
  for (const target of [path, nothing, '/uploads/not-an-id']) {
    expect((await ask('HEAD', target, { token: 'eve' })).status).toBe(404);
    expect((await patch(target, 0, Buffer.alloc(5), { token: 'eve' })).status).toBe(404);
    expect((await ask('DELETE', target, { token: 'eve' })).status).toBe(404);
    expect((await ask('POST', target, { token: 'eve', headers: { 'X-HTTP-Method-Override': 'DELETE' } })).status).toBe(
      404,
    );
    expect((await ask('GET', target, { token: 'eve' })).status).toBe(404);
  }
  expect((await ask('GET', path)).status).toBe(404);
  expect(await offsetOf(path)).toBe(0);
});

test('an own upload’s address does not open a stranger’s, whatever is hung on to it', async () => {
  const own = await create(100, 'eve');
  const other = await create(100);
  const id = other.split('/').at(-1) as string;
  for (const target of [`${own}?a=/${id}`, `${own}?/${id}`, `${own}#/${id}`, `/uploads?a=/${id}`]) {
    await patch(target, 0, Buffer.from('intruder'), { token: 'eve' });
    await ask('DELETE', target, { token: 'eve' });
  }
  expect((await ask('HEAD', other)).status).toBe(200);
  expect(await offsetOf(other)).toBe(0);
});

test('without a valid token nothing is created, sent or told', async () => {
  const path = await create(100);
  for (const token of ['', 'mallory']) {
    expect((await ask('POST', '/uploads', { token, headers: { 'Upload-Length': '5' } })).status).toBe(401);
    expect((await patch(path, 0, Buffer.alloc(5), { token })).status).toBe(401);
    expect((await ask('HEAD', path, { token })).status).toBe(401);
  }
});

test('an empty archive, one too large and one of unknown length are refused by name', async () => {
  const empty = await ask('POST', '/uploads', { headers: { 'Upload-Length': '0' } });
  expect([empty.status, await empty.text()]).toEqual([400, expect.stringContaining('The archive is empty.')]);
  const large = await ask('POST', '/uploads', { headers: { 'Upload-Length': `${world.limitBytes + 1n}` } });
  expect([large.status, await large.text()]).toEqual([413, expect.stringContaining('UPLOAD_TOO_LARGE')]);
  expect((await ask('POST', '/uploads', { headers: { 'Upload-Defer-Length': '1' } })).status).toBe(501);
  expect((await ask('POST', '/uploads')).status).toBe(400);
});

test.each<[what: string, method: string, headers: Record<string, string>, status: number, code: string]>([
  ['a length that is none', 'POST', { 'Upload-Length': 'abc' }, 400, 'BAD_REQUEST'],
  ['no length', 'POST', {}, 400, 'BAD_REQUEST'],
  ['a length to come', 'POST', { 'Upload-Defer-Length': '1' }, 501, 'BAD_REQUEST'],
  ['metadata that is none', 'POST', { 'Upload-Length': '5', 'Upload-Metadata': 'filename *,*' }, 400, 'BAD_REQUEST'],
  ['another version of the protocol', 'POST', { 'Upload-Length': '5', 'Tus-Resumable': '0.2.2' }, 400, 'BAD_REQUEST'],
  ['no version of the protocol', 'POST', { 'Upload-Length': '5', 'Tus-Resumable': '' }, 412, 'BAD_REQUEST'],
  ['an archive too large', 'POST', { 'Upload-Length': '99999999999' }, 413, 'UPLOAD_TOO_LARGE'],
  ['a method that lists', 'GET', {}, 404, 'NOT_FOUND'],
  ['a method that is none of the protocol', 'PUT', {}, 404, 'NOT_FOUND'],
])('a request with %s is refused in JSON, with a code', async (_what, method, headers, status, code) => {
  const answer = await ask(method, '/uploads', { headers });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    status,
    expect.stringMatching(/^application\/json/),
  ]);
  expect(await answer.json()).toEqual({
    errors: [{ message: expect.stringMatching(/\.$/), extensions: { code, requestId: expect.any(String) } }],
  });
});

test('bytes at the wrong offset are a conflict by its code', async () => {
  const answer = await patch(await create(10), 5, Buffer.alloc(5));
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UPLOAD_CONFLICT' } }] });
});

test('an upload given up by its owner is gone, key and bytes', async () => {
  const path = await create(100);
  await patch(path, 0, Buffer.alloc(50));
  expect((await ask('DELETE', path)).status).toBe(204);
  expect((await ask('HEAD', path)).status).toBe(404);
  const id = path.split('/').at(-1) as string;
  expect(await world.uploads.byId(id)).toMatchObject({ state: 'spent', wrappedKey: null, bytesRemoved: true });
  expect((await world.uploadedFiles()).filter((name) => name.startsWith(id))).toEqual([]);
});

test('a member may have ten unfinished uploads, not eleven', async () => {
  const greedy = aMember();
  viewers.set('greedy', greedy);
  for (let i = 0; i < 10; i += 1) await create(10, 'greedy');
  const refused = await ask('POST', '/uploads', { token: 'greedy', headers: { 'Upload-Length': '10' } });
  expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('TOO_MANY_UPLOADS')]);
});

test('the file name comes back to its owner and lies nowhere in clear', async () => {
  const path = await create(100);
  await patch(path, 0, Buffer.from('canary in the bytes'));
  const metadata = (await ask('HEAD', path)).headers.get('upload-metadata') ?? '';
  expect(Buffer.from(metadata.split(' ')[1] ?? '', 'base64').toString()).toBe('canary-file-name.zip');
  for (const name of await readdir(world.uploadsFolder)) {
    expect((await readFile(join(world.uploadsFolder, name))).includes('canary')).toBe(false);
  }
});
