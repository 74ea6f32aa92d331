import { expect, test } from 'vitest';
import { figures } from '@/shared/format/figures';
import type { Ladder } from '@/shared/scope/brand';
import { deepening, deepenRate } from './deepening';
import { moveOf } from './moves';
import { spansUpTo } from './periods';
import { sankeyOption } from './sankeyOption';
import { flowText } from './text';

const ladder: Ladder = {
  name: 'aipl',
  title: { en: 'AIPL', zh: 'AIPL' },
  stages: ['A', 'I', 'P', 'L'].map((code) => ({ code, name: { en: `Stage ${code}`, zh: code }, bought: 'PL'.includes(code) })),
};

const cells = [
  { from: 'A', to: 'A', consumers: 60 },
  { from: 'A', to: 'P', consumers: 10 },
  { from: 'A', to: 'out', consumers: 20 },
  { from: 'I', to: 'A', consumers: 10 },
  { from: 'L', to: 'L', consumers: 7 },
  { from: 'L', to: 'P', consumers: 0 },
  { from: 'out', to: 'I', consumers: 30 },
  { from: 'out', to: 'out', consumers: 900 },
];

test('the deepen rate counts who could climb and who did; the lost could have', () => {
  expect(deepening(cells, ladder)).toEqual({ deepened: 10, couldDeepen: 100 });
  expect(deepenRate(deepening(cells, ladder))).toBe(0.1);
});

test('nobody to deepen gives no rate', () => {
  expect(deepenRate(deepening([], ladder))).toBeUndefined();
});

test.each([
  ['out', 'A', 'new'],
  ['A', 'L', 'deepened'],
  ['P', 'P', 'kept'],
  ['L', 'P', 'shallower'],
  ['L', 'out', 'lost'],
])('from %s to %s is %s', (from, to, move) => {
  expect(moveOf({ from, to }, ladder)).toBe(move);
});

test('earlier periods touch each other and stop where the data begin', () => {
  expect(spansUpTo({ from: '2026-01-21', to: '2026-01-31' }, '2026-01-05', 6)).toEqual([
    { from: '2026-01-11', to: '2026-01-21' },
    { from: '2026-01-21', to: '2026-01-31' },
  ]);
});

test('a brand with one day of data has one span, and none before it', () => {
  const day = { from: '2026-01-05', to: '2026-01-05' };
  expect(spansUpTo(day, '2026-01-05', 6)).toEqual([day]);
});

test('the Sankey draws every move but those of nobody and of those who stayed outside', () => {
  const option = sankeyOption(cells, {
    ladder,
    words: flowText.en,
    language: 'en',
    figures: figures('en', 'CNY'),
    room: 'wide',
  }) as unknown as {
    series: [{ data: { name: string; title: string }[]; links: { source: string; target: string; value: number }[] }];
  };
  const { data, links } = option.series[0];

  expect(links.map(({ source, target, value }) => `${source} > ${target} ${String(value)}`)).toEqual([
    'from A > to A 60',
    'from A > to P 10',
    'from A > to out 20',
    'from I > to A 10',
    'from L > to L 7',
    'from out > to I 30',
  ]);
  expect(data.map(({ name, title }) => `${name}: ${title}`)).toEqual([
    'from L: Stage L',
    'from I: Stage I',
    'from A: Stage A',
    'from out: New',
    'to L: Stage L',
    'to P: Stage P',
    'to I: Stage I',
    'to A: Stage A',
    'to out: Lost',
  ]);
});
