import { NotFound, newId, type Id, type Tx } from '../shared/index.ts';
import { PersonAlreadyProved } from './errors.ts';
import { personProved } from './events.ts';
import { Person, normaliseEvidence, type PersonEvidence } from './person.ts';
import type { Nullifiers, Persons, Users } from './ports.ts';

/** Turns evidence into a nullifier and ties the account to that person. The evidence goes no further than here. */
export class BindPerson {
  constructor(
    private readonly users: Users,
    private readonly persons: Persons,
    private readonly nullifiers: Nullifiers,
  ) {}

  /** PersonAlreadyProved, InvalidInput, NotFound. The same evidence again changes nothing. */
  async execute(tx: Tx, userId: Id, evidence: PersonEvidence): Promise<Person> {
    const value = normaliseEvidence(evidence.value, ['evidence']);
    const nullifier = await this.nullifiers.of(evidence.scheme, value);
    const user = await this.users.lock(tx, userId);
    if (user?.state !== 'active') throw new NotFound('The user', ['userId']);
    const draft = new Person({ id: newId(), nullifier, provedBy: evidence.provedBy, provedAt: tx.now });
    const person = await this.persons.insertOrFind(tx, draft);
    if (user.personId === person.id) return person;
    if (user.personId !== null) throw new PersonAlreadyProved();
    await this.users.bindPerson(tx, userId, person.id);
    tx.emit(personProved(userId));
    return person;
  }
}
