import { expect, test } from 'vitest';
import { figures } from '@/shared/format/figures';
import type { Ladder } from '@/shared/scope/brand';
import { onLadder, reservoirOf, reservoirRatio, rungs } from './rungs';
import { trendOption } from './trendOption';

const stage = (code: string, en: string, zh: string, bought = false) => ({ code, name: { en, zh }, bought });

const aipl: Ladder = {
  name: 'aipl',
  title: { en: 'AIPL', zh: 'AIPL' },
  stages: [
    stage('A', 'Aware', '认知'),
    stage('I', 'Interest', '兴趣'),
    stage('P', 'Purchase', '购买', true),
    stage('L', 'Loyal', '忠诚', true),
  ],
};

const counts = (...people: [a: number, i: number, p: number, l: number, out: number]) =>
  ['A', 'I', 'P', 'L', 'out'].map((code, index) => ({ stage: code, consumers: people[index] ?? 0, share: 0.1 }));

test('the published example has a reservoir ratio of 7.78', () => {
  const ratio = reservoirRatio(reservoirOf(aipl), counts(2_000_000, 800_000, 300_000, 60_000, 0));
  expect(ratio?.toFixed(2)).toBe('7.78');
});

test('the ladder itself says which of its stages are reached by buying', () => {
  const ladder: Ladder = {
    ...aipl,
    name: 'of-ones-own',
    stages: aipl.stages.map((known) => ({ ...known, bought: known.code === 'L' })),
  };
  expect(reservoirOf(ladder)).toEqual({ before: ['A', 'I', 'P'], after: ['L'] });
});

test('without a buyer there is no reservoir ratio', () => {
  expect(reservoirRatio(reservoirOf(aipl), counts(5, 5, 0, 0, 0))).toBeUndefined();
});

test('who stands on no stage is not on the ladder', () => {
  expect(onLadder(counts(4, 3, 2, 1, 90))).toBe(10);
});

test('the ladder shows the highest stage first, with its change and its value', () => {
  const values = ['A', 'I', 'P', 'L'].map((code) => ({ stage: code, perConsumer: '531.0100' }));
  const [first] = rungs(aipl, { start: counts(4, 3, 2, 5, 0), end: counts(4, 3, 2, 1, 0), values }, 'zh');
  expect(first).toMatchObject({ code: 'L', name: '忠诚', consumers: 1, change: -4, perConsumer: '531.0100' });
});

test('values that belong to another ladder are not shown', () => {
  const values = [{ stage: 'A1', perConsumer: '1.0000' }];
  expect(rungs(aipl, { start: [], end: [], values }, 'en').every(({ perConsumer }) => perConsumer === undefined)).toBe(
    true,
  );
});

test('a trend of one day is drawn as points', () => {
  const settings = { ladder: aipl, zone: 'Asia/Shanghai', language: 'en', figures: figures('en', 'CNY'), room: 'wide' } as const;
  const shown = (...days: readonly string[]) => {
    const trend = days.map((day) => ({ day, stage: 'A', consumers: 4 }));
    return (trendOption(trend, settings) as unknown as { series: { showSymbol: boolean }[] }).series[0]?.showSymbol;
  };
  expect([shown('2026-11-10'), shown('2026-11-10', '2026-11-11')]).toEqual([true, false]);
});

test('the trend stacks the stages from the lowest up and leaves out who stands on none', () => {
  const trend = ['2026-11-11', '2026-11-10'].flatMap((day) =>
    counts(4, 3, 2, 1, 90).map(({ stage: code, consumers }) => ({ day, stage: code, consumers })),
  );
  const option = trendOption(trend, {
    ladder: aipl,
    zone: 'Asia/Shanghai',
    language: 'zh',
    figures: figures('zh', 'CNY'),
    room: 'wide',
  }) as unknown as {
    xAxis: { data: string[] };
    series: { name: string; data: number[]; markLine?: { data: { name: string }[] } }[];
  };

  expect(option.xAxis.data).toEqual(['2026-11-10', '2026-11-11']);
  expect(option.series.map(({ name }) => name)).toEqual(['A 认知', 'I 兴趣', 'P 购买', 'L 忠诚']);
  expect(option.series.map(({ data }) => data[0])).toEqual([4, 3, 2, 1]);
  expect(option.series[0]?.markLine?.data.map(({ name }) => name)).toEqual(['双11']);
});
