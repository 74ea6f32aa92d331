import { type Answer, rowsOf } from '@/shared/api/answer';
import { brandPath } from '@/shared/api/request';
import { useAnswer } from '@/shared/api/useAnswer';
import type { Day } from '@/shared/format/day';
import type { Scope } from '@/shared/scope/scope';

export interface SalesOfDay {
  readonly day: Day;
  readonly orders: number;
  readonly gmv: string;
  readonly refunds: string;
  readonly cancelled: string;
  readonly net: string;
  readonly guestGmv: string;
}

const readSales = (answer: Answer): SalesOfDay[] =>
  rowsOf(answer, (row) => ({
    day: row.text('day'),
    orders: row.count('orders'),
    gmv: row.text('gmv'),
    refunds: row.text('refunds'),
    cancelled: row.text('cancelled'),
    net: row.text('net'),
    guestGmv: row.text('guest_gmv'),
  }));

export const salesPath = ({ brand, to }: Scope, from: Day): string => brandPath(brand.name, 'sales', { from, to });

export const useSales = (scope: Scope, from: Day) => useAnswer(salesPath(scope, from), readSales);
