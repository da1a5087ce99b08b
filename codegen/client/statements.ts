import { canonicalJson, digestOf, type Json } from './canonical-json.ts';
import type { SigningKey } from './keys.ts';

export interface StatementDraft {
  readonly instance: string;
  readonly key: SigningKey;
  /** Such as `governance.vote`. */
  readonly action: string;
  /** The id that the act is about: for a node of the API, the uuid inside (`uuidOf`). */
  readonly subject: string;
  /** What is agreed to; the statement holds its digest. */
  readonly object: Json;
  /** Must rise per (action, subject); by default the time in milliseconds. */
  readonly version?: number;
  /** At most a day ahead; by default in five minutes. */
  readonly expiresAt?: Date;
}

const DEFAULT_LIFETIME_MS = 5 * 60_000;
let lastVersion = 0;

/** The member's signature over an act, as a compact JWS. Nobody else can make or reuse it. */
export async function signStatement(draft: StatementDraft): Promise<string> {
  const { instance, key, action, subject, object } = draft;
  lastVersion = Math.max(lastVersion + 1, Date.now());
  const version = draft.version ?? lastVersion;
  const expiresAt = (draft.expiresAt ?? new Date(Date.now() + DEFAULT_LIFETIME_MS)).toISOString();
  const payload = { instance, action, subject, digest: await digestOf(object), version, expiresAt };
  return key.sign(canonicalJson(payload), 'commonpool-statement');
}

/** Proves the key for one act, such as `identity.sign-in`, by signing the server's challenge. */
export function signChallenge(key: SigningKey, instance: string, action: string, challenge: string): Promise<string> {
  return key.sign(canonicalJson({ instance, action, challenge }), 'commonpool-challenge');
}

/** The uuid inside a node id. Only signatures need it; everything else takes the id as it is. */
export function uuidOf(nodeId: string): string {
  const text = atob(nodeId.replaceAll('-', '+').replaceAll('_', '/'));
  const uuid = /^v1:[A-Za-z]+:([0-9a-f-]{36})$/.exec(text)?.[1];
  if (!uuid) throw new TypeError(`${nodeId} is not an id of this API.`);
  return uuid;
}

/** What a customer permits, as `giveMandate` takes it: node ids, amounts in micros as decimal strings, an ISO 8601 time. */
export interface MandateDraft {
  readonly modelVersionId?: string | null;
  readonly poolId?: string | null;
  readonly apiKeyId?: string | null;
  readonly currency: string;
  readonly maxPriceMicros: string;
  readonly dailyCapMicros: string;
  readonly expiresAt: string;
}

/** The subject and the object of a mandate's statement, for the action `mandates.give`. */
export function mandateObject(draft: MandateDraft): { subject: string; object: { readonly [key: string]: Json } } {
  const uuid = (nodeId: string | null | undefined) => (nodeId ? uuidOf(nodeId) : null);
  const [modelVersionId, poolId] = [uuid(draft.modelVersionId), uuid(draft.poolId)];
  const { currency, maxPriceMicros, dailyCapMicros } = draft;
  const bounds = { currency, maxPriceMicros, dailyCapMicros, expiresAt: new Date(draft.expiresAt).toISOString() };
  const object = { modelVersionId, poolId, apiKeyId: uuid(draft.apiKeyId), ...bounds };
  return { subject: modelVersionId ?? poolId ?? '', object };
}

/** The same for its revocation, for the action `mandates.revoke`. */
export function revocationObject(mandateId: string): { subject: string; object: { readonly [key: string]: Json } } {
  return { subject: uuidOf(mandateId), object: { mandateId: uuidOf(mandateId) } };
}
