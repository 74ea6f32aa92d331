import { describe, expect, test } from 'vitest';
import { figures } from '@/shared/format/figures';
import { assetOption } from './assetOption';
import { assetText } from './text';
import { waterfall } from './waterfall';
import { waterfallOption } from './waterfallOption';

const zh = { words: assetText.zh, figures: figures('zh', 'CNY'), room: 'wide' } as const;

describe('the waterfall', () => {
  const changes = [
    { part: 'spend', change: '-0.0002' },
    { part: 'people', change: '100.0001' },
    { part: 'stage_mix', change: '-20.0000' },
    { part: 'transition', change: '5.0001' },
  ];
  const way = waterfall({ name: '2026-10-21', total: '1000.0000' }, changes, {
    name: '2026-11-20',
    total: '1085.0000',
  });

  test('leads from the first total to the last in a fixed order', () => {
    expect(way.steps.map(({ name, end }) => `${name} ${end}`)).toEqual([
      '2026-10-21 1000.0000',
      'people 1100.0001',
      'stage_mix 1080.0001',
      'transition 1085.0002',
      'spend 1085.0000',
      '2026-11-20 1085.0000',
    ]);
  });

  test('leaves nothing over when the parts add up', () => {
    expect(way.rest).toBe('0.0000');
  });

  test('says what the parts miss', () => {
    const { rest } = waterfall({ name: 'a', total: '10.0000' }, [], { name: 'b', total: '9.9999' });
    expect(rest).toBe('-0.0001');
  });

  test('draws each part between the levels that it joins', () => {
    const { series, xAxis } = waterfallOption(way, zh) as unknown as {
      xAxis: { data: string[] };
      series: [{ data: number[] }, { data: { value: number; label: { formatter: string } }[] }];
    };
    expect(xAxis.data).toEqual(['2026-10-21', '人数', '阶段结构', '流转', '消费力', '2026-11-20']);
    expect(series[0].data).toEqual([0, 1000, 1080.0001, 1080.0001, 1085, 0]);
    expect(series[1].data.map(({ label }) => label.formatter).slice(1, 3)).toEqual(['+¥100.00', '-¥20.00']);
  });
});

describe('the asset over time', () => {
  const days = [
    { day: '2026-11-19', value: '100.5000', consumers: 4 },
    { day: '2026-11-20', value: '120.0000', consumers: 5 },
  ];
  const option = assetOption(days, { ...zh, compareDay: '2026-11-19' }) as unknown as {
    series: [{ data: number[]; markLine?: { data: unknown[] } }];
    tooltip: { formatter: (points: unknown) => string };
  };

  test('marks the day of comparison', () => {
    expect(option.series[0].data).toEqual([100.5, 120]);
    expect(option.series[0].markLine?.data).toEqual([{ xAxis: '2026-11-19' }]);
  });

  test('draws the point of a single day, which has no line', () => {
    const symbols = (shown: typeof days) => {
      const { series } = assetOption(shown, { ...zh, compareDay: '' }) as unknown as { series: [{ showSymbol: boolean }] };
      return series[0].showSymbol;
    };
    expect([symbols(days.slice(1)), symbols(days)]).toEqual([true, false]);
  });

  test('tells the asset, the people and the value per head of a day', () => {
    const box = option.tooltip.formatter([{ dataIndex: 1 }]);
    expect(box).toContain('¥120.00');
    expect(box).toContain('¥24.00');
  });
});
