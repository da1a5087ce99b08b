import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { findTool } from '../../infra/embedded/index.ts';
import { permissionsOf } from '../../infra/nats/permissions.ts';
import { renderServerConfig } from '../../infra/nats/server-config.ts';

test('nats.conf of the compose file says what the code says', () => {
  const file = readFileSync('nats.conf', 'utf8').replaceAll(/^(#.*)?\n/gm, '');
  expect(file).toBe(
    renderServerConfig([
      { name: 'api', roles: ['api'], password: { variable: 'NATS_API_PASSWORD' } },
      { name: 'worker', roles: ['worker'], password: { variable: 'NATS_WORKER_PASSWORD' } },
    ]),
  );
});

test.each(['50e37286e7c3', '12345678', 'true', '5k', 'abc'])('the server takes %s for a password in quotes', (word) => {
  const env = { NATS_API_PASSWORD: `"${word}"`, NATS_WORKER_PASSWORD: `"${word}"` };
  const checked = spawnSync(findTool('nats-server') as string, ['-t', '-c', 'nats.conf'], { env, encoding: 'utf8' });
  expect(checked.stderr).toContain('is valid');
});

test('the compose file gives each role its own user, and the server both passwords in quotes', () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  for (const role of ['api', 'worker']) {
    const variable = `NATS_${role.toUpperCase()}_PASSWORD`;
    expect(compose).toContain(`NATS_URL: nats://${role}:\${${variable}:?`);
    expect(compose).toMatch(new RegExp(`${variable}: '"\\$\\{${variable}:\\?.*\\}"'`));
  }
});

test('no user may delete or purge a stream, or hear what another user is told', () => {
  for (const roles of [['api'], ['worker'], ['api', 'worker']] as const) {
    const { publish, subscribe } = permissionsOf('me', roles);
    expect(publish.filter((subject) => /STREAM[.](DELETE|PURGE|MSG)|^[$]JS[.](API[.])?>|^>/.test(subject))).toEqual([]);
    expect(subscribe).toEqual(['*.events.>', '*.live.>', '_INBOX.me.>']);
  }
});
