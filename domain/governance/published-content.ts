import { digestOf, type Id, type Json } from '../shared/index.ts';
import type { BallotMethod } from './choice.ts';
import type { GovernanceRules } from './rules.ts';

/** What was published: its digest is the proposal's `contentDigest`. */
export interface PublishedContent {
  readonly groupId: Id;
  readonly kind: string;
  readonly params: Json;
  readonly title: string;
  readonly authorId: Id;
  readonly electorate: string;
  readonly rules: GovernanceRules;
  readonly method: BallotMethod;
  readonly choices: readonly string[];
  readonly paramsDigest: string;
  readonly rollTotal: string;
  readonly rollDigest: string;
}

export function contentDigest(content: PublishedContent): string {
  const { groupId, kind, params, title, authorId, rules, electorate } = content;
  const { method, choices, paramsDigest, rollTotal, rollDigest } = content;
  const asked = { groupId, kind, params, title, authorId, rules: { ...rules }, electorate };
  return digestOf({ ...asked, method, choices, paramsDigest, rollTotal, rollDigest });
}
