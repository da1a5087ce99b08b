import type { ConnectionOptions } from '@nats-io/transport-node';

/**
 * `nats://user:password@host:port`, or `nats://token@host:port`; several servers are separated by commas. One `tls://`
 * among them makes TLS a condition for all, since the client would otherwise go on in the clear where a server asks it to.
 */
export function parseAddresses(url: string): Pick<ConnectionOptions, 'user' | 'pass' | 'token' | 'tls'> & {
  readonly servers: string[];
} {
  const addresses = url.split(',').map((part) => new URL(part.trim()));
  const servers = addresses.map((address) => address.host);
  const tls = addresses.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {};
  const { username, password } = addresses[0] as URL;
  if (!username) return { servers, ...tls };
  if (!password) return { servers, ...tls, token: decodeURIComponent(username) };
  return { servers, ...tls, user: decodeURIComponent(username), pass: decodeURIComponent(password) };
}
