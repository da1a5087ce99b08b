import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PROBE_TOLERANCE_MS } from '../../domain/metering/index.ts';
import { probeVerdicts } from '../../domain/metering/probe.ts';

const T = PROBE_TOLERANCE_MS;
const START = Date.parse('2026-03-01T12:00:00.000Z');

const probe = (id: string, atMs: number, queries = 1) => ({
  id,
  calledAt: new Date(START + atMs),
  units: { queries },
});
const call = (id: number, atMs: number, queries = 1) => ({
  id: BigInt(id),
  occurredAt: new Date(START + atMs),
  queries,
});
const states = (...[probes, calls]: Parameters<typeof probeVerdicts>) =>
  probes.map(({ id }) => probeVerdicts(probes, calls).get(id)?.state);

test('a call within five minutes and of the same units reports the probe, both ends included', () => {
  expect(states([probe('p', 0)], [call(1, T)])).toEqual(['reported']);
  expect(states([probe('p', 0)], [call(1, -T)])).toEqual(['reported']);
  expect(states([probe('p', 0)], [call(1, T + 1), call(2, -T - 1)])).toEqual(['unreported']);
  expect(states([probe('p', 0)], [])).toEqual(['unreported']);
});

test('other units are a false report, but only where no true one is left', () => {
  expect(states([probe('p', 0, 3)], [call(1, 0, 2)])).toEqual(['misreported']);
  expect(states([probe('p', 0, 3)], [call(1, 0, 2), call(2, 9, 3)])).toEqual(['reported']);
  expect(states([probe('p', 0, 3), probe('q', 1, 2)], [call(1, 0, 2)])).toEqual(['unreported', 'reported']);
});

test('one call reports one probe', () => {
  const verdicts = probeVerdicts([probe('p', 0), probe('q', 10)], [call(1, 5)]);
  expect([...verdicts.values()].map(({ state, inboxId }) => [state, inboxId])).toEqual([
    ['reported', 1n],
    ['unreported', null],
  ]);
});

test('the nearest call is not always the right one: nobody honest is short of a report', () => {
  const probes = [probe('p', 0), probe('q', 50)];
  expect(states(probes, [call(1, 10 - T), call(2, 10)])).toEqual(['reported', 'reported']);
});

const minutes = fc.integer({ min: 0, max: 30 * 60_000 });
const units = fc.integer({ min: 1, max: 3 });
const honest = fc.array(fc.record({ atMs: minutes, units, skewMs: fc.integer({ min: -T, max: T }) }), {
  maxLength: 15,
});
const noise = fc.array(fc.record({ atMs: minutes, units }), { maxLength: 10 });

test('an honest gateway is never accused, whatever else the same customer called and however its clock is off', () => {
  fc.assert(
    fc.property(honest, noise, (probed, others) => {
      const probes = probed.map(({ atMs, units: queries }, i) => probe(`p${i}`, atMs, queries));
      const calls = [
        ...probed.map(({ atMs, skewMs, units: queries }, i) => call(i, atMs + skewMs, queries)),
        ...others.map(({ atMs, units: queries }, i) => call(100 + i, atMs, queries)),
      ];
      expect(new Set(states(probes, calls))).toEqual(new Set(probes.length > 0 ? ['reported'] : []));
    }),
  );
});

test('of a customer who only probes, each call that is left out leaves one probe without a true report', () => {
  fc.assert(
    fc.property(honest, fc.array(fc.boolean(), { minLength: 15, maxLength: 15 }), (probed, dropped) => {
      const probes = probed.map(({ atMs, units: queries }, i) => probe(`p${i}`, atMs, queries));
      const calls = probed.flatMap(({ atMs, skewMs, units: queries }, i) => {
        return dropped[i] ? [] : [call(i, atMs + skewMs, queries)];
      });
      const verdicts = [...probeVerdicts(probes, calls).values()];
      expect(verdicts.filter(({ state }) => state === 'reported')).toHaveLength(calls.length);
      expect(verdicts.filter(({ state }) => state === 'unreported')).toHaveLength(probes.length - calls.length);
      const found = verdicts.flatMap(({ inboxId }) => (inboxId === null ? [] : [inboxId]));
      expect(new Set(found).size).toBe(found.length);
    }),
  );
});
