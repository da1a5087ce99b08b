import type { SecretBox } from '../identity/index.ts';
import type { Id } from '../shared/index.ts';

/** What is sealed: an address in force or waiting, or a code on its way. */
type Purpose = 'email' | 'code';

/** Addresses are personal data, so the database has them only wrapped, each bound to its user and purpose. */
export class EmailBox {
  constructor(private readonly box: SecretBox) {}

  seal(text: string, userId: Id, purpose: Purpose): Promise<Uint8Array> {
    return this.box.wrap(Buffer.from(text), contextOf(userId, purpose));
  }

  async open(sealed: Uint8Array, userId: Id, purpose: Purpose): Promise<string> {
    return Buffer.from(await this.box.unwrap(sealed, contextOf(userId, purpose))).toString();
  }
}

function contextOf(userId: Id, purpose: Purpose): string {
  return `notices.${purpose}:${userId}`;
}
