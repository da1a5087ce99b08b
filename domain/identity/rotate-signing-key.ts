import type { Transactions } from '../shared/index.ts';
import type { SigningKeyRing } from './signing-key-ring.ts';
import type { SigningKey } from './signing-key.ts';
import { assertOperator, type Viewer } from './user.ts';

/** For the calendar; or, with `distrustOld`, for a stolen key: then every access token in use stops at once. */
export class RotateSigningKey {
  constructor(
    private readonly transactions: Transactions,
    private readonly ring: SigningKeyRing,
  ) {}

  async execute(command: { readonly viewer: Viewer; readonly distrustOld: boolean }): Promise<SigningKey> {
    assertOperator(command.viewer);
    return this.transactions.run((tx) => this.ring.rotate(tx, command.distrustOld));
  }
}
