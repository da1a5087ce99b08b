import type { Id, Tx } from '../shared/index.ts';
import type { Persons } from './ports.ts';

/** Whether two accounts are two people: another account of the same proved person is the same hand. */
export class OtherHands {
  constructor(private readonly persons: Pick<Persons, 'ofUsers'>) {}

  async are(tx: Tx, actorId: Id, others: readonly Id[]): Promise<boolean> {
    if (others.includes(actorId)) return false;
    const persons = await this.persons.ofUsers(tx, [...new Set([actorId, ...others])]);
    const actor = persons.get(actorId) ?? null;
    return actor === null || others.every((id) => persons.get(id) !== actor);
  }
}
