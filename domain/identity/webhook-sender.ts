import { randomBytes } from 'node:crypto';
import { newId, type Id, type Tx } from '../shared/index.ts';
import { SignatureInvalid } from './errors.ts';
import type { SecretBox } from './ports.ts';

/** Long enough to bring the new secret to every replica of a sender. */
const OVERLAP_MS = 24 * 3_600_000;

/** A key of a sender's webhook signatures, wrapped. Two may be valid at once, so that a change needs no pause. */
export interface SenderSecret {
  readonly id: Id;
  readonly senderId: Id;
  readonly wrapped: Uint8Array;
  readonly createdAt: Date;
  readonly retiresAt: Date | null;
}

export interface SenderSecrets {
  addSecret(tx: Tx, secret: SenderSecret): Promise<void>;
  /** The secrets valid now lose their validity at `at`. */
  retireSecrets(tx: Tx, senderId: Id, at: Date): Promise<void>;
  /** Those that have not retired, the newest first. */
  liveSecrets(senderId: Id): Promise<SenderSecret[]>;
}

/** The three headers of Standard Webhooks as they came, and the bytes that were signed. */
export interface SignedDelivery {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Uint8Array;
}

export interface WebhookSignatures {
  /** True if one of the signatures matches one of the secrets and the timestamp is within 300 s of `now`. */
  verify(delivery: SignedDelivery, secrets: readonly string[], now: Date): boolean;
}

/** `text` is what the sender signs with; it is shown once and kept only wrapped. */
export interface FreshSecret {
  readonly senderId: Id;
  readonly text: string;
  readonly wrapped: Uint8Array;
}

/**
 * The secrets of one kind of webhook sender. `purpose` and the sender's id are bound into the wrapping, so that a secret
 * cannot be unwrapped in another sender's place.
 */
export class SenderKeys {
  constructor(
    private readonly secrets: SenderSecrets,
    private readonly box: SecretBox,
    private readonly purpose: string,
  ) {}

  /** Standard Webhooks: `whsec_` and base64 of 24 to 64 random bytes. Before the transaction: wrapping may be slow. */
  async fresh(senderId: Id): Promise<FreshSecret> {
    const text = `whsec_${randomBytes(32).toString('base64')}`;
    return { senderId, text, wrapped: await this.box.wrap(Buffer.from(text), this.contextOf(senderId)) };
  }

  async add(tx: Tx, { senderId, wrapped }: FreshSecret): Promise<void> {
    await this.secrets.addSecret(tx, { id: newId(), senderId, wrapped, createdAt: tx.now, retiresAt: null });
  }

  /** The older ones count for a day more. */
  async replace(tx: Tx, fresh: FreshSecret): Promise<void> {
    await this.secrets.retireSecrets(tx, fresh.senderId, new Date(tx.now.getTime() + OVERLAP_MS));
    await this.add(tx, fresh);
  }

  /** Throws WEBHOOK_SIGNATURE_INVALID unless a live secret of the sender signed these bytes just now. */
  async assertSigned(senderId: Id, delivery: SignedDelivery, signatures: WebhookSignatures, now: Date): Promise<void> {
    const context = this.contextOf(senderId);
    const live = await this.secrets.liveSecrets(senderId);
    const secrets = await Promise.all(live.map((secret) => this.box.unwrap(secret.wrapped, context)));
    const texts = secrets.map((secret) => Buffer.from(secret).toString());
    if (!signatures.verify(delivery, texts, now)) throw new SignatureInvalid();
  }

  private contextOf(senderId: Id): string {
    return `${this.purpose}:${senderId}`;
  }
}
