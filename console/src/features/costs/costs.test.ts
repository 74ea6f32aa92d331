import { expect, test } from 'vitest';
import { figures } from '@/shared/format/figures';
import type { CostSum } from './api';
import { foreignList } from './money';
import { costScopeFrom } from './period';
import { sorted, sortedBy } from './sorting';
import { coverOf, rateOf, spendOf, spends } from './spend';
import { spendOption } from './spendOption';
import { costText } from './text';
import { partRows } from './useParts';
import { everyDay } from './usePeriod';

const sum = (key: string, amount: string, more: Partial<CostSum> = {}): CostSum => ({
  key,
  currency: 'CNY',
  amount,
  home: amount,
  unrated: '0.0000',
  impressions: 1000,
  clicks: 20,
  cpm: { of: amount, over: 1000 },
  cpc: { of: amount, over: 20 },
  ctr: { of: '20', over: 1000 },
  ...more,
});

const dollars = sum('search', '10.0000', { currency: 'USD', home: '63.0000', unrated: '1.0000' });
const yen = sum('search', '500.0000', { currency: 'JPY', home: '', unrated: '500.0000' });

test('other currencies count as far as there are rates, and the rest is told', () => {
  const spend = spendOf([sum('search', '0.1000'), sum('search', '0.2000'), dollars, yen], 'CNY');

  expect(spend.home).toBe('63.3000');
  expect(spend.foreign).toEqual([{ currency: 'USD', amount: '9.0000' }]);
  expect(spend.unrated).toEqual([
    { currency: 'JPY', amount: '500.0000' },
    { currency: 'USD', amount: '1.0000' },
  ]);
  expect(foreignList(spend.unrated, 'en')).toBe('JPY\u00a0500, USD\u00a01.00');
});

test('money keeps all its digits, however much it is', () => {
  const [one, other] = ['12345678901234.5678', '90.1000'];
  expect(spendOf([sum('a', one), sum('b', other)], 'CNY').home).toBe('12345678901324.6678');
});

test('a rate is that of the costs that tell both of its parts, with the share of the money that they are', () => {
  const nothing = { of: '0.0000', over: 0 };
  const silent = sum('affiliate', '50.0000', {
    impressions: undefined,
    clicks: undefined,
    cpm: nothing,
    cpc: nothing,
    ctr: nothing,
  });
  const all = spendOf([sum('feed', '150.0000'), silent], 'CNY');
  expect([rateOf(all, 'cpm'), rateOf(all, 'cpc'), rateOf(all, 'ctr')]).toEqual([150, 7.5, 0.02]);
  expect([coverOf(all, 'cpm'), all.impressions]).toEqual([0.75, 1000]);

  const alone = spendOf([silent], 'CNY');
  expect([rateOf(alone, 'cpm'), rateOf(alone, 'cpc'), rateOf(alone, 'ctr')]).toEqual([undefined, undefined, undefined]);
  expect([coverOf(alone, 'cpm'), alone.impressions]).toEqual([0, undefined]);
});

test('the period before is as long, and is not compared with where costs begin too late', () => {
  const extent = { firstDay: '2026-09-03', lastDay: '2026-11-20' };
  const scope = (query: string) => costScopeFrom(new URLSearchParams(query), extent);

  expect(scope('')).toMatchObject({ from: '2026-10-22', to: '2026-11-20', period: '30' });
  expect(scope('').before).toEqual({ from: '2026-09-22', to: '2026-10-21' });
  expect(scope('period=month')).toMatchObject({ from: '2026-11-01', before: { from: '2026-10-12', to: '2026-10-31' } });
  expect(scope('period=90')).toMatchObject({ from: '2026-09-03', before: undefined });
  expect(scope('period=all')).toMatchObject({ from: '2026-09-03', before: undefined });
  expect(scope('from=2026-11-11&to=2026-11-11')).toMatchObject({
    period: 'custom',
    before: { from: '2026-11-10', to: '2026-11-10' },
  });
  expect(scope('from=2026-11-12&to=2026-11-11').period).toBe('30');
});

test('rows are sorted by any column, and what does not tell it comes last either way', () => {
  const rows = partRows(
    spends([sum('b', '1.0000'), sum('a', '3.0000'), sum('c', '2.0000', { cpc: { of: '0.0000', over: 0 } })], 'CNY'),
    new Map(),
  );
  const names = (sorting: Parameters<typeof sorted>[1]) => sorted(rows, sorting).map(({ spend }) => spend.key);

  expect(names({ column: 'spend', direction: 'descending' })).toEqual(['a', 'c', 'b']);
  expect(names({ column: 'cpc', direction: 'descending' })).toEqual(['a', 'b', 'c']);
  expect(names({ column: 'cpc', direction: 'ascending' })).toEqual(['b', 'a', 'c']);
  expect(names(sortedBy('name', { column: 'spend', direction: 'descending' }))).toEqual(['a', 'b', 'c']);
  expect(sortedBy('spend', { column: 'spend', direction: 'descending' }).direction).toBe('ascending');
});

test('bars are the days, also those without costs, and the line is the period before', () => {
  const days = everyDay(spends([sum('2026-11-10', '5.0000'), sum('2026-11-12', '7.5000')], 'CNY'), {
    from: '2026-11-10',
    to: '2026-11-12',
  });
  const option = spendOption(days, days, {
    unit: 'day',
    zone: 'Asia/Shanghai',
    words: costText.zh,
    language: 'zh',
    figures: figures('zh', 'CNY'),
    room: 'wide',
  }) as unknown as { series: { type: string; data: number[] }[] };

  expect(option.series.map(({ type, data }) => [type, data])).toEqual([
    ['bar', [5, 0, 7.5]],
    ['line', [5, 0, 7.5]],
  ]);
});
