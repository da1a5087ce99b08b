import { InvalidInput } from '../../shared/index.ts';

/** A day of the calendar in UTC: `2026-01-31`. */
export type Day = string;

export type PeriodUnit = 'day' | 'month';

/** Both days included. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

const DAY = /^2\d{3}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** The longest span of one statement; a longer one is several, each opening with what the one before closed with. */
export const MOST_DAYS = 366;

export function assertDay(text: string, field: string): Day {
  const at = DAY.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)) return text;
  throw new InvalidInput([field], 'A day is written like 2026-01-31, and must be one of the calendar.');
}

export function assertRange(from: Day, to: Day): DayRange {
  assertDay(from, 'from');
  assertDay(to, 'to');
  if (to < from) throw new InvalidInput(['to'], 'A statement ends on the day it begins, or later.');
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days > MOST_DAYS) throw new InvalidInput(['to'], `A statement covers at most ${MOST_DAYS} days.`);
  return { from, to };
}

export function yearRange(year: number): DayRange {
  if (!Number.isInteger(year) || year < 2000 || year > 2999) {
    throw new InvalidInput(['year'], 'A year is a number like 2026.');
  }
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** `2026-01` of `2026-01-31`, and of itself. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}
