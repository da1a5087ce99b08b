import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import type { ChallengeAction } from '../../../domain/identity/index.ts';
import { canonicalJson, digestOf, type Json } from '../../../domain/shared/index.ts';

export const INSTANCE = 'https://pool.example';

export interface StatementDraft {
  readonly instance?: string;
  readonly action: string;
  readonly subject: string;
  readonly digest: string;
  readonly version?: number;
  readonly expiresAt?: string;
}

let lastVersion = Date.now();

/** A phone or a laptop: holds one private key, as a client does, and signs with jose on its own. */
export class Device {
  private constructor(
    readonly alg: 'EdDSA' | 'ES256',
    private readonly privateKey: CryptoKey,
    readonly publicKey: Json,
    readonly keyId: string,
  ) {}

  static async make(alg: 'EdDSA' | 'ES256' = 'EdDSA'): Promise<Device> {
    const pair = await generateKeyPair(alg, { extractable: true });
    const jwk = await exportJWK(pair.publicKey);
    return new Device(alg, pair.privateKey, jwk, await calculateJwkThumbprint(jwk, 'sha256'));
  }

  sign(payload: string, typ: string, header: Readonly<Record<string, string>> = {}): Promise<string> {
    return new CompactSign(new TextEncoder().encode(payload))
      .setProtectedHeader({ alg: this.alg, kid: this.keyId, typ, ...header })
      .sign(this.privateKey);
  }

  prove(challenge: string, action: ChallengeAction, instance = INSTANCE): Promise<string> {
    return this.sign(canonicalJson({ instance, action, challenge }), 'commonpool-challenge');
  }

  state(draft: StatementDraft, now = new Date()): Promise<string> {
    lastVersion += 1;
    const expiresAt = new Date(now.getTime() + 60_000).toISOString();
    const payload = canonicalJson({ instance: INSTANCE, version: lastVersion, expiresAt, ...draft });
    return this.sign(payload, 'commonpool-statement');
  }

  /** A statement about a key: those of identity itself. */
  stateOnKey(action: string, thumbprint: string, now?: Date): Promise<string> {
    return this.state({ action, subject: thumbprint, digest: digestOf({ thumbprint }) }, now);
  }
}
