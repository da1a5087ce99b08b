import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign } from 'jose';
import { MemberKey, Person, STATEMENT_TYPE, User, type PublicJwk, type Viewer } from '../../domain/identity/index.ts';
import { canonicalJson, digestOf, newId, sha256Hex, type Id, type Json } from '../../domain/shared/index.ts';
import type { Identity } from '../../wiring/identity.ts';
import type { TestGround } from '../support/ground.ts';

/** An account on a real identity store, with the key that its owner holds. */
export interface Member {
  readonly viewer: Viewer;
  readonly hasKey: boolean;
  sign(statement: {
    action: string;
    subject: string;
    object: Json;
    version?: number;
    key?: KeyObject;
  }): Promise<string>;
  /** Signs what the API says is to be signed. */
  signDigest(statement: { action: string; subject: string; digest: string }, version?: number): Promise<string>;
}

export class MembersOf {
  constructor(
    private readonly ground: TestGround,
    readonly identity: Identity,
  ) {}

  /** `person`: any text that stands for the human behind the account, so that two accounts can share it; null for unproved. */
  async join(options: { withKey?: boolean; person?: string | null } = {}): Promise<Member> {
    const { withKey = true, person = randomBytes(8).toString('hex') } = options;
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const jwk: PublicJwk = { kty: 'OKP', crv: 'Ed25519', x: String(x) };
    const kid = await calculateJwkThumbprint(jwk, 'sha256');
    const userId = newId();
    await this.ground.transactions.run(async (tx) => {
      const handle = `m${randomBytes(6).toString('hex')}`;
      const account = {
        id: userId,
        handle,
        isOperator: false,
        personId: null,
        state: 'active',
        createdAt: tx.now,
      } as const;
      await this.identity.users.insert(tx, new User(account));
      if (withKey) {
        const key = {
          id: newId(),
          userId,
          thumbprint: kid,
          algorithm: 'EdDSA',
          jwk,
          addedAt: tx.now,
          revokedAt: null,
        } as const;
        await this.identity.memberKeys.insert(tx, new MemberKey(key));
      }
    });
    if (person !== null) await this.prove(userId, person);
    const signed = async (
      statement: { action: string; subject: string; digest: string; version: number },
      key: KeyObject,
    ) => {
      const expiresAt = new Date((await this.ground.database.clock.now()).getTime() + 3_600_000).toISOString();
      const { instance } = this.ground.config;
      const { action, subject, digest, version } = statement;
      const payload = canonicalJson({ instance, action, subject, digest, version, expiresAt });
      const header = { alg: 'EdDSA', kid, typ: STATEMENT_TYPE };
      return new CompactSign(Buffer.from(payload)).setProtectedHeader(header).sign(key);
    };
    return {
      viewer: { userId, isOperator: false, sessionId: null },
      hasKey: withKey,
      sign: ({ action, subject, object, version = 1, key = privateKey }) =>
        signed({ action, subject, digest: digestOf(object), version }, key),
      signDigest: ({ action, subject, digest }, version = 1) =>
        signed({ action, subject, digest, version }, privateKey),
    };
  }

  /** From now on this account is this person's. */
  async prove(userId: Id, person: string = randomBytes(8).toString('hex')): Promise<void> {
    await this.ground.transactions.run(async (tx) => {
      const proof = { id: newId(), nullifier: sha256Hex(person), provedBy: 'vouch', provedAt: tx.now };
      const { id } = await this.identity.persons.insertOrFind(tx, new Person(proof));
      await this.identity.users.bindPerson(tx, userId, id);
    });
  }
}
