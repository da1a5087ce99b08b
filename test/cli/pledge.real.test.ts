import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { redditArchive } from '../../examples/archives/reddit.ts';
import { Builder } from '../../examples/demo/actors/builder.ts';
import { charter } from '../../examples/demo/pool.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { commonpool } from './run-command.ts';

let instance: TestInstance;
let config: string;
beforeAll(async () => {
  instance = await startTestInstance({ COMMONPOOL_MIN_PERIOD_MS: '0' });
  config = join(instance.folder, 'config');
});
afterAll(() => instance.close());

test('a pledge shows the terms, and is signed only when somebody has said yes', async () => {
  const builder = await Builder.signsUp(instance.url, 'builder');
  const pool = await builder.proposesPool(charter(1_000, 2));
  await builder.close();
  await commonpool(config, 'sign-up', 'alice', '--url', instance.url);
  const archive = join(instance.folder, 'export_alice.zip');
  await writeFile(archive, await redditArchive({ seed: 'alice', records: 120 }));
  const { id } = JSON.parse((await commonpool(config, 'upload', archive, '--json')).out) as { id: string };

  const unasked = await commonpool(config, 'pledge', pool.id, id);
  expect(unasked).toMatchObject({ code: 2, out: '' });
  expect(unasked.err).toContain('Give --yes');
  expect(unasked.err).toContain('owners 70%, builder 20%, platform 10%');
  expect((await commonpool(config, 'pools')).out).toContain('0 records');

  const pledged = await commonpool(config, 'pledge', pool.id, id, '--yes');
  expect(pledged).toMatchObject({ code: 0, out: expect.stringMatching(/^Pledged [1-9]\d* records to /) });
});
