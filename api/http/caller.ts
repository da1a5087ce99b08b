import { decodeJwt } from 'jose';
import type { Viewer } from '../../domain/identity/index.ts';
import { Unauthenticated } from '../shared/errors.ts';

/** Our own tokens and those of configured issuers alike; null for a token that is not, or no longer, valid. */
export type Authenticate = (bearerToken: string) => Promise<Viewer | null>;

export interface Caller {
  readonly viewer: Viewer | null;
  /** When the token ends; null without a token, or for one that does not say. */
  readonly expiresAt: Date | null;
  reauthenticate(): Promise<Viewer | null>;
}

const ANONYMOUS: Caller = { viewer: null, expiresAt: null, reauthenticate: () => Promise.resolve(null) };

/** No header is an anonymous caller; a header that does not hold is an error, never quietly anonymous. */
export async function callerOf(authorization: unknown, authenticate: Authenticate): Promise<Caller> {
  if (authorization === undefined || authorization === null || authorization === '') return ANONYMOUS;
  const token = typeof authorization === 'string' ? /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1] : undefined;
  if (!token) throw new Unauthenticated('The authorization must read `Bearer <access token>`.');
  const viewer = await authenticate(token);
  if (!viewer) throw new Unauthenticated('The access token is not valid, or no longer. Sign in or refresh it.');
  return { viewer, expiresAt: expiryOf(token), reauthenticate: () => authenticate(token) };
}

/** Only read, not trusted: `authenticate` has checked the token already. */
function expiryOf(token: string): Date | null {
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? null : new Date(exp * 1000);
  } catch {
    return null;
  }
}
