import { expect, test } from 'vitest';
import { inkOn, stageColor } from './palette';
import { salesDayLines } from './salesDayLines';
import { sparkPath } from './sparkPath';
import { tooltipTable } from './tooltipTable';
import { eachDay } from '@/shared/format/day';

const brightness = (color: string) => [1, 3, 5].reduce((sum, at) => sum + parseInt(color.slice(at, at + 2), 16), 0);

test.each([1, 2, 4, 5, 8])('the colours of %i stages deepen from the first to the last', (stages) => {
  const colors = Array.from({ length: stages }, (_, index) => brightness(stageColor(index, stages)));
  expect(colors).toEqual([...colors].sort((one, other) => other - one));
  expect(new Set(colors).size).toBe(stages);
});

test('words stay legible on light and on deep colours', () => {
  expect([inkOn('#a5dcd6'), inkOn('#12325f')]).toEqual(['#14232f', '#ffffff']);
});

test('a sparkline goes from its low to its high', () => {
  expect(sparkPath([1, 2], 100, 40).line).toBe('M0 37L100 3');
});

test('a level sparkline runs through the middle', () => {
  expect(sparkPath([5, 5], 100, 40).line).toBe('M0 20L100 20');
});

test('a sparkline of one day is a point in the middle', () => {
  expect(sparkPath([5], 100, 40)).toEqual({ line: 'M50 20h0', area: '' });
});

test('on a phone a sales day too near to the last one keeps its line and loses its name', () => {
  const days = eachDay('2025-10-17', '2026-11-20');
  const names = (room: 'narrow' | 'wide') =>
    salesDayLines(days, { zone: 'Asia/Shanghai', language: 'zh', room })?.data.map(({ name }) => name);
  expect(names('wide')).toEqual(['双11', '双12', '38节', '618', '99大促', '双11']);
  expect(names('narrow')).toEqual(['双11', '', '38节', '618', '99大促', '双11']);
});

test('names from a ladder file are no markup', () => {
  expect(tooltipTable('<b>', [{ label: '<img src=x>', value: '"1"' }])).not.toMatch(/<b>|<img/);
});
