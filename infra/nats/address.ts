import type { ConnectionOptions } from '@nats-io/transport-node';
import { inboxOf } from './permissions.ts';

/**
 * `nats://user:password@host:port`, or `nats://token@host:port`; several servers are separated by commas. One `tls://`
 * among them makes TLS a condition for all, since the client would otherwise go on in the clear where a server asks it to.
 * A user gets answers in an inbox of its own, the only one that `permissions.ts` opens to it.
 */
export function parseAddresses(url: string): Pick<
  ConnectionOptions,
  'user' | 'pass' | 'token' | 'tls' | 'inboxPrefix'
> & {
  readonly servers: string[];
} {
  const addresses = url.split(',').map((part) => new URL(part.trim()));
  const servers = addresses.map((address) => address.host);
  const tls = addresses.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {};
  const { username, password } = addresses[0] as URL;
  if (!username) return { servers, ...tls };
  if (!password) return { servers, ...tls, token: decodeURIComponent(username) };
  const user = decodeURIComponent(username);
  const inbox = /^[\w-]+$/.test(user) ? { inboxPrefix: inboxOf(user) } : {};
  return { servers, ...tls, ...inbox, user, pass: decodeURIComponent(password) };
}
