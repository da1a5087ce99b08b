import { canonicalJson } from '../shared/index.ts';
import type { IssuerClaims, Nullifiers } from './ports.ts';

/** Some issuers use an e-mail address as subject: so not the subject is stored, but its keyed digest. */
export function issuerSubjectDigest(
  nullifiers: Nullifiers,
  { issuer, subject }: Pick<IssuerClaims, 'issuer' | 'subject'>,
): Promise<string> {
  return nullifiers.of('commonpool:issuer-subject', canonicalJson({ issuer, subject }));
}
