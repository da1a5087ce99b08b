import { SealingOvertaken } from '../vaults/index.ts';
import { LeaseLost } from './errors.ts';

/** Another attempt has the import now, so this one has nothing more to say about it. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof LeaseLost || error instanceof SealingOvertaken;
}
