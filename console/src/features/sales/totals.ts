import { type Day, eachDay } from '@/shared/format/day';
import { sumOf } from '@/shared/format/decimal';
import type { SalesOfDay } from './api';

/** Sales added up over some days. */
export type SalesTotal = Omit<SalesOfDay, 'day'>;

export function totalOf(days: readonly SalesOfDay[]): SalesTotal {
  return {
    orders: days.reduce((sum, { orders }) => sum + orders, 0),
    gmv: sumOf(days.map(({ gmv }) => gmv)),
    refunds: sumOf(days.map(({ refunds }) => refunds)),
    cancelled: sumOf(days.map(({ cancelled }) => cancelled)),
    net: sumOf(days.map(({ net }) => net)),
    guestGmv: sumOf(days.map(({ guestGmv }) => guestGmv)),
  };
}

const NOTHING: SalesTotal = {
  orders: 0,
  gmv: '0.0000',
  refunds: '0.0000',
  cancelled: '0.0000',
  net: '0.0000',
  guestGmv: '0.0000',
};

/** One row for each day, also for those without a sale. */
export function everyDay(days: readonly SalesOfDay[], from: Day, to: Day): SalesOfDay[] {
  const known = new Map(days.map((each) => [each.day, each]));
  return eachDay(from, to).map((day) => known.get(day) ?? { day, ...NOTHING });
}
