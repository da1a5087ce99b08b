import type { OtherHands, Viewer } from '../identity/index.ts';
import { NotFound, type Id, type Tx } from '../shared/index.ts';
import type { Case } from './case.ts';
import { usersIn } from './correction.ts';
import { CaseChanged, OwnCase } from './errors.ts';
import type { Cases } from './ports.ts';

/** A party of a case, or an operator; to others it does not exist. */
export function maySee(viewer: Viewer, { openerId, customerId }: Case): boolean {
  return viewer.isOperator || viewer.userId === openerId || viewer.userId === customerId;
}

/** Throws NOT_FOUND, and CASE_CHANGED where the viewer saw another version. */
export async function lockedCase(cases: Cases, tx: Tx, viewer: Viewer, asked: { caseId: Id; version?: number | null }) {
  const one = await cases.lock(tx, asked.caseId);
  if (!one || !maySee(viewer, one)) throw new NotFound('The case', ['caseId']);
  if (typeof asked.version === 'number' && asked.version !== one.version) throw new CaseChanged(one.version);
  return one;
}

/** Nobody decides about their own money, whichever of their accounts they use. Throws OWN_CASE. */
export async function assertOthers(hands: OtherHands, tx: Tx, { userId }: Viewer, one: Case): Promise<void> {
  const opener = one.kind === 'correction' ? [] : [one.openerId];
  const parties = [...opener, one.customerId, ...usersIn(one.legs ?? [])].filter((id) => id !== null);
  if (parties.length > 0 && !(await hands.are(tx, userId, parties))) throw new OwnCase();
}
