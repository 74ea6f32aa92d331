import { type Day, daysFrom, isDay, later, plusDays } from '@/shared/format/day';
import type { Extent, Span } from './api';

export const COST_PERIODS = ['7', '30', '90', 'month', 'all', 'custom'] as const;
export type CostPeriod = (typeof COST_PERIODS)[number];

/** The days that the page is about, and those of the same length before that they are compared with. */
export interface CostScope extends Span {
  /** Undefined where costs begin too late to compare. */
  readonly before: Span | undefined;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly period: CostPeriod;
}

/** Reads the page's address; what it leaves out or gets wrong falls back to the last 30 days that costs are known of. */
export function costScopeFrom(query: URLSearchParams, { firstDay, lastDay }: Extent): CostScope {
  const known = { firstDay, lastDay };
  const [from, to] = [query.get('from'), query.get('to')];
  if (isDay(from) && isDay(to) && from <= to) {
    return { ...known, from, to, before: beforeOf({ from, to }, firstDay), period: 'custom' };
  }
  const period = COST_PERIODS.find((each) => each === query.get('period') && each !== 'custom') ?? '30';
  const span = { from: later(firstDay, startOf(period, known)), to: lastDay };
  return { ...known, ...span, before: beforeOf(span, firstDay), period };
}

function startOf(period: CostPeriod, { firstDay, lastDay }: { firstDay: Day; lastDay: Day }): Day {
  if (period === 'all') return firstDay;
  if (period === 'month') return `${lastDay.slice(0, 7)}-01`;
  return plusDays(lastDay, 1 - Number(period));
}

function beforeOf({ from, to }: Span, firstDay: Day): Span | undefined {
  const start = plusDays(from, -daysOf({ from, to }));
  return start < firstDay ? undefined : { from: start, to: plusDays(from, -1) };
}

export const daysOf = ({ from, to }: Span): number => daysFrom(from, to) + 1;
