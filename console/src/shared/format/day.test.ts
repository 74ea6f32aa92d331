import { expect, test } from 'vitest';
import { daysFrom, eachDay, isDay, monthEndIn, plusDays } from './day';
import { salesDaysBetween } from './salesDays';

test('days are counted across a leap day', () => {
  expect(plusDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(daysFrom('2028-02-28', '2028-03-01')).toBe(2);
});

test('a span names each of its days', () => {
  expect(eachDay('2026-11-29', '2026-12-01')).toEqual(['2026-11-29', '2026-11-30', '2026-12-01']);
});

test.each([
  ['2026-06-23', '2026-06-29', undefined],
  ['2026-06-23', '2026-06-30', '2026-06-30'],
  ['2026-06-30', '2026-07-29', undefined],
  ['2026-04-30', '2026-07-15', '2026-06-30'],
  ['2025-12-30', '2026-01-05', '2025-12-31'],
])('after %s until %s the last month end is %s', (after, until, end) => {
  expect(monthEndIn(after, until)).toBe(end);
});

test.each(['2026-13-01', 'yesterday', '', null])('%s is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

test('a Chinese brand has 618 and 双11 between summer and winter', () => {
  const days = salesDaysBetween('2026-06-01', '2026-11-30', 'Asia/Shanghai');
  expect(days.map(({ day, name }) => `${day} ${name.zh}`)).toEqual([
    '2026-06-18 618',
    '2026-09-09 99大促',
    '2026-11-11 双11',
  ]);
});

test.each([
  ['2024', '2024-11-29'],
  ['2026', '2026-11-27'],
])('Black Friday of %s is %s', (year, day) => {
  expect(salesDaysBetween(`${year}-01-01`, `${year}-12-31`, 'Europe/London').map((each) => each.day)).toEqual([day]);
});
