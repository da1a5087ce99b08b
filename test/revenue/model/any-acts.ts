import * as fc from 'fast-check';
import type { Command } from './act.ts';
import * as commands from './commands.ts';
import * as payouts from './payout-commands.ts';

export const WEIGHTS = [5n, 3n, 0n, 2n];
export const CUSTOMERS = 2;

const place = fc.nat({ max: 1_000 });
const permille = fc.noBias(fc.integer({ min: 1, max: 1_000 }));
const customer = fc.nat({ max: CUSTOMERS - 1 });
const owner = fc.noBias(fc.nat({ max: WEIGHTS.length - 1 }));
/** The builder comes after the owners. */
const payee = fc.noBias(fc.nat({ max: WEIGHTS.length }));
const queries = fc.noBias(fc.integer({ min: 1, max: 30 }));
const cents = fc.nat({ max: 2 });
const micros = fc.constantFrom(0n, 0n, 0n, 1n);
const hands = fc.constantFrom<payouts.Hands>(
  'two hands',
  'two hands',
  'one hand',
  'two hands, after its payee took it back',
);
const ending = fc.constantFrom('settled' as const, 'returned' as const);
const reference = fc.constantFrom('P-1', 'P-2');
const crashPoint = fc.constantFrom('before commit' as const, 'after commit' as const);
const nothing = fc.constant(null);

/** What earns comes oftener than what ends, so that most sequences have something to draw and to pay out. */
const weighted: [number, fc.Arbitrary<Command>][] = [
  [2, fc.tuple(customer, fc.noBias(fc.bigInt(1n, 400_000n))).map((args) => commands.topUp(...args))],
  [3, fc.tuple(customer, queries).map((args) => commands.meter(...args))],
  [1, fc.tuple(place, fc.boolean()).map((args) => commands.duplicate(...args))],
  [3, nothing.map(() => commands.post())],
  [1, nothing.map(() => commands.postFunded())],
  [2, fc.tuple(place, permille).map((args) => commands.refund(...args))],
  [3, fc.tuple(owner, permille).map((args) => commands.draw(...args))],
  [1, fc.tuple(place, fc.boolean()).map((args) => commands.repeatDraw(...args))],
  [1, owner.map((who) => commands.overdraw(who))],
  [4, fc.tuple(payee, fc.noBias(fc.nat({ max: 1_200 })), cents, micros).map((args) => payouts.requestPayout(...args))],
  [1, fc.tuple(place, fc.boolean()).map((args) => payouts.repeatPayout(...args))],
  [1, place.map((at) => payouts.cancelPayout(at))],
  [6, fc.tuple(place, hands).map((args) => payouts.sendPayout(...args))],
  [4, fc.tuple(place, ending, reference).map((args) => payouts.endPayout(...args))],
  [2, fc.constantFrom(1, 3).map((days) => commands.ripen(days))],
  [1, nothing.map(() => commands.drain())],
  [2, nothing.map(() => commands.close())],
  [1, crashPoint.map((point) => commands.crash(point))],
];

const sequences = fc.commands(
  weighted.flatMap(([weight, act]) => Array.from({ length: weight }, () => act)),
  { size: 'max', maxCommands: 32 },
);

/** Most begin with money on its way, or they would be over before anybody has something to draw or to be paid. */
const earned = [commands.topUp(0, 400_000n), commands.meter(0, 30), commands.post(), commands.ripen(3)];
const asked = [...earned, commands.draw(0, 1_000), payouts.requestPayout(0, 700, 0, 0n)];

export const anyActs = fc
  .tuple(fc.constantFrom([], earned, asked, asked), sequences)
  .map(([before, acts]): Iterable<Command> => [...before, ...acts]);
