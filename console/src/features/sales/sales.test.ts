import { expect, test } from 'vitest';
import { figures } from '@/shared/format/figures';
import type { Scope } from '@/shared/scope/scope';
import { netDays } from './netDays';
import { salesOption } from './salesOption';
import { salesText } from './text';
import { everyDay, totalOf } from './totals';

const day = (date: string, gmv: string, refunds: string, net: string) => ({
  day: date,
  orders: 2,
  gmv,
  refunds,
  cancelled: '0.5000',
  net,
  guestGmv: '1.0000',
});

const days = [day('2026-11-10', '100.1000', '0.0500', '100.0500'), day('2026-11-12', '50.2000', '60.0000', '-9.8000')];

test('net sales are of the days after the one compared with, and compared with as many before them', () => {
  const scope = { from: '2026-11-10', to: '2026-11-12', firstDay: '2026-11-09' } as Scope;
  expect(netDays(scope)).toEqual({ first: '2026-11-11', before: '2026-11-09', start: '2026-11-09' });
  expect(netDays({ ...scope, firstDay: '2026-11-10' })).toEqual({ first: '2026-11-11', before: undefined, start: '2026-11-10' });
});

test('net sales of a brand with one day of data are those of the day', () => {
  const scope = { from: '2026-11-10', to: '2026-11-10', firstDay: '2026-11-10' } as Scope;
  expect(netDays(scope)).toEqual({ first: '2026-11-10', before: undefined, start: '2026-11-10' });
});

test('sales add up to the last digit, also below zero', () => {
  expect(totalOf(days)).toEqual({ orders: 4, gmv: '150.3000', refunds: '60.0500', cancelled: '1.0000', net: '90.2500', guestGmv: '2.0000' });
});

test('a day without a sale is a day of nothing', () => {
  expect(everyDay(days, '2026-11-10', '2026-11-12').map(({ net }) => net)).toEqual(['100.0500', '0.0000', '-9.8000']);
});

test('refunds and cancelled orders hang below the line', () => {
  const option = salesOption(everyDay(days, '2026-11-10', '2026-11-12'), {
    zone: 'Asia/Shanghai',
    words: salesText.zh,
    language: 'zh',
    figures: figures('zh', 'CNY'),
    room: 'wide',
  }) as unknown as { series: { name: string; data: number[]; markLine?: { data: { xAxis: string }[] } }[] };

  expect(option.series.map(({ name, data }) => [name, data])).toEqual([
    ['成交额', [100.1, 0, 50.2]],
    ['退款与取消', [-0.55, -0, -60.5]],
  ]);
  expect(option.series[0]?.markLine?.data.map(({ xAxis }) => xAxis)).toEqual(['2026-11-11']);
});

test('what is paid back after its order was cancelled stands below the line once', () => {
  const late = { ...day('2026-11-13', '0.0000', '100.0000', '0.0000'), cancelled: '-100.0000' };
  const option = salesOption([late], {
    zone: 'Asia/Shanghai',
    words: salesText.en,
    language: 'en',
    figures: figures('en', 'CNY'),
    room: 'wide',
  }) as unknown as { series: { data: number[] }[] };

  expect(option.series.flatMap(({ data }) => data).every((value) => value === 0)).toBe(true);
});
