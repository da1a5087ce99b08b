import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { commonpool } from './run-command.ts';

const DELAY_MS = 3_000;

let instance: TestInstance;
let config: string;
beforeAll(async () => {
  instance = await startTestInstance({ COMMONPOOL_RECOVERY_DELAY_MS: `${DELAY_MS}` });
  config = join(instance.folder, 'config');
});
afterAll(() => instance.close());

test('who has lost the key comes back with a recovery code, after the waiting time', async () => {
  const { url } = instance;
  const made = await commonpool(config, 'sign-up', 'uma', '--url', url, '--json');
  const { recoveryCodes } = JSON.parse(made.out) as { recoveryCodes: string[] };
  const lost = await readFile(join(config, 'default.json'), 'utf8');
  await rm(join(config, 'default.json'));

  const code = String(recoveryCodes[0]);
  const begun = await commonpool(config, 'recover', 'uma', '--code', code, '--url', url, '--json');
  expect(begun).toMatchObject({ code: 0, err: '' });
  const { readyAt } = JSON.parse(begun.out) as { readyAt: string };
  const early = await commonpool(config, 'recover', '--finish', '--json');
  expect(JSON.parse(early.err)).toMatchObject({ error: { code: 'RECOVERY_NOT_READY' } });
  const waiting = await commonpool(config, 'datasets');
  expect(waiting).toMatchObject({ code: 2, err: expect.stringContaining(`ready at ${readyAt}`) });

  await instance.database.clock.advance(DELAY_MS);
  const finished = await commonpool(config, 'recover', '--finish', '--revoke-old-keys');
  expect(finished).toMatchObject({ code: 0, err: '', out: expect.stringContaining('You are uma') });
  expect(await commonpool(config, 'datasets')).toMatchObject({ code: 0, err: '' });
  const profile = JSON.parse(await readFile(join(config, 'default.json'), 'utf8')) as object;
  expect(profile).not.toHaveProperty('recovery');
  expect(profile).not.toMatchObject({ privateJwk: (JSON.parse(lost) as { privateJwk: object }).privateJwk });
});

test('a wrong code begins nothing and leaves no profile', async () => {
  const refused = await commonpool(
    config,
    'recover',
    'uma',
    '--code',
    'no such code',
    '--url',
    instance.url,
    '--profile',
    'b',
  );
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('RECOVERY_REFUSED') });
  expect((await commonpool(config, 'datasets', '--profile', 'b')).code).toBe(2);
});
