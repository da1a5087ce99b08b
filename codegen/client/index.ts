export { canonicalJson, digestOf, type Json } from './canonical-json.ts';
export { pledgeObject, wordOf, type PledgeObject } from './charter.ts';
export { CommonpoolClient, createClient, type ClientOptions, type SignedUp, type StartedRecovery } from './client.ts';
export { RequestFailed, Unreachable, UserErrors, type UserErrorLike } from './errors.ts';
export { generateKey, keyFromJwk, type KeyAlgorithm, type SigningKey } from './keys.ts';
export { payoutDestinationObject, payoutDetails, type PayoutDestinationObject } from './payouts.ts';
export type { Tokens } from './session.ts';
export {
  mandateObject,
  revocationObject,
  signChallenge,
  signStatement,
  uuidOf,
  type MandateDraft,
  type StatementDraft,
} from './statements.ts';
export type { UploadOptions } from './upload.ts';
