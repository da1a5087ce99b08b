import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  confirmed,
  decided,
  escalated,
  isRunning,
  newCase,
  OUTCOMES,
  refused,
  resolved,
  taken,
  withdrawn,
  type Case,
  type CaseKind,
} from '../../domain/cases/index.ts';
import { changed, DomainError, newId } from '../../domain/shared/index.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const KINDS: CaseKind[] = ['dispute', 'refund-request', 'correction', 'metering-gap', 'probe'];
const ACTS = ['take', 'decide', 'decide-with-second', 'confirm', 'refuse', 'withdraw', 'escalate', 'resolve'] as const;

function opened(kind: CaseKind): Case {
  const parties = { openerId: 'opener', customerId: null, gatewayId: null };
  const fields = { id: newId(), kind, subject: 'usage:1', ...parties, statement: 'x', currency: 'EUR' };
  const one = newCase(fields, NOW, 1_000);
  if (kind !== 'correction') return one;
  return changed(one, {
    state: 'decided',
    reviewerId: 'a',
    outcome: 'correct',
    reason: 'booking-error',
    needsSecond: true,
  });
}

function act(one: Case, name: (typeof ACTS)[number], by: string): Case {
  const [outcome] = OUTCOMES[one.kind];
  const decision = { outcome: outcome!, reason: 'other', amountMicros: null } as const;
  switch (name) {
    case 'take':
      return taken(one, by);
    case 'decide':
      return decided(one, by, { ...decision, needsSecond: false }, NOW);
    case 'decide-with-second':
      return decided(one, by, { ...decision, needsSecond: true }, NOW);
    case 'confirm':
      return confirmed(one, by, NOW);
    case 'refuse':
      return refused(one, by, 'unfounded', NOW);
    case 'withdraw':
      return withdrawn(one, NOW);
    case 'escalate':
      return escalated(one, NOW);
    case 'resolve':
      return resolved(one, NOW);
  }
}

/** Where each act may lead; whatever is not here must be refused. */
const MAY: Readonly<Record<Case['state'], readonly Case['state'][]>> = {
  open: ['open', 'in-review', 'withdrawn', 'closed'],
  'in-review': ['in-review', 'decided', 'closed', 'withdrawn'],
  decided: ['decided', 'in-review', 'closed', 'withdrawn'],
  closed: [],
  withdrawn: [],
};

test('whatever is tried in whatever order, a case goes only where it may, one version at a time, and ends once', () => {
  const acts = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.constantFrom('a', 'b', 'c')), { maxLength: 25 });
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), acts, (kind, tried) => {
      let one = opened(kind);
      for (const [name, by] of tried) {
        const before = structuredClone(one);
        try {
          const next = act(one, name, by);
          expect(MAY[one.state]).toContain(next.state);
          expect(next.version).toBe(one.version + 1);
          one = next;
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          expect(one).toEqual(before);
        }
        expect(one.endedAt !== null).toBe(!isRunning(one));
        expect(one.outcome !== null).toBe(one.state === 'decided' || one.state === 'closed');
        if (one.state === 'closed' && one.needsSecond) expect(one.secondId).not.toBeNull();
        if (one.outcome) expect(OUTCOMES[kind]).toContain(one.outcome);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('only its reviewer decides a case, and only with what its kind can end with', () => {
  const one = taken(opened('probe'), 'a');
  const decision = { outcome: 'warn', reason: 'metering-fault', amountMicros: null, needsSecond: false } as const;
  expect(() => decided(one, 'b', decision, NOW)).toThrow('Another operator');
  expect(() => decided(one, 'a', { ...decision, outcome: 'refund' }, NOW)).toThrow('cannot end with refund');
  expect(decided(one, 'a', decision, NOW)).toMatchObject({ state: 'closed', outcome: 'warn' });
});
