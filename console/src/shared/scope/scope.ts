import { type Day, daysFrom, isDay, later, plusDays } from '@/shared/format/day';
import type { Brand, Ladder } from './brand';

/** What the page is about: every panel answers for this brand, ladder and pair of days. */
export interface Scope {
  readonly brand: Brand;
  readonly ladder: Ladder;
  /** The end of this day is what `to` is compared with. */
  readonly from: Day;
  readonly to: Day;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Months of future revenue that count as asset. */
  readonly horizon: Horizon;
  readonly period: Period;
}

export const PERIODS = ['7', '30', '90', 'custom'] as const;
export type Period = (typeof PERIODS)[number];

export const HORIZONS = ['12', '36'] as const;
export type Horizon = (typeof HORIZONS)[number];

/** Reads the page's address; what it leaves out or gets wrong (see `corrections`) falls back to the last 30 days. Undefined: no data yet, or no ladder that can be read. */
export function scopeFrom(query: URLSearchParams, brand: Brand): Scope | undefined {
  const { first_day: firstDay, last_day: lastDay } = brand;
  const ladder = brand.ladders.find(({ name }) => name === query.get('ladder')) ?? brand.ladders[0];
  if (!firstDay || !lastDay || !ladder) {
    return undefined;
  }
  const horizon = HORIZONS.find((months) => months === query.get('horizon')) ?? '12';
  const chosen = { brand, ladder, firstDay, lastDay, horizon };
  const [from, to] = [query.get('from'), query.get('to')];
  if (isDay(from) && isDay(to) && firstDay <= from && from < to && to <= lastDay) {
    return { ...chosen, from, to, period: 'custom' };
  }
  const period = PERIODS.find((days) => days === query.get('period') && days !== 'custom') ?? '30';
  return { ...chosen, from: later(firstDay, plusDays(lastDay, -Number(period))), to: lastDay, period };
}

/** More quiet days than any weekend or holiday has; whom a ladder saw before is lost from it. */
const QUIET_DAYS = 15;

/** The day after which next to no touches are known, if the page is about a day long after it. */
export function quietSince({ brand, to }: Scope): Day | undefined {
  const { mostly_until: mostly } = brand;
  return mostly && daysFrom(mostly, to) >= QUIET_DAYS ? mostly : undefined;
}

export const lengthOf = ({ from, to }: Scope): number => daysFrom(from, to);
