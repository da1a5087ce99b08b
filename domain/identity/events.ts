import type { DomainEvent, Id } from '../shared/index.ts';

/** Each says that something of this user changed; who hears it reads the account again. */
export const keysChanged = (userId: Id): DomainEvent => ({ subject: `identity.keys.${userId}`, payload: { userId } });

export const personProved = (userId: Id): DomainEvent => ({
  subject: `identity.person.${userId}`,
  payload: { userId },
});

export const operatorAppointed = (userId: Id): DomainEvent => ({
  subject: `identity.operator.${userId}`,
  payload: { userId },
});

/** A warning for the member's live sessions: a recovery that they did not start is an attack. */
export const recoveryChanged = (userId: Id, recoveryId: Id): DomainEvent => ({
  subject: `identity.recovery.${userId}`,
  payload: { userId, recoveryId },
});
