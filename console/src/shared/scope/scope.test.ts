import { expect, test } from 'vitest';
import { type Brand, brandFrom } from './brand';
import { quietSince, scopeFrom } from './scope';

const ladder = (name: string) => ({ name, title: { en: name, zh: name }, stages: [] });

const brand: Brand = {
  name: 'xicha',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  touches: 10,
  consumers: 5,
  first_day: '2026-01-01',
  last_day: '2026-11-20',
  ladders: [ladder('aipl'), ladder('o-5a')],
};

const scope = (query: string, of: Brand = brand) => scopeFrom(new URLSearchParams(query), of);

test('the last thirty days are compared unless the address says otherwise', () => {
  expect(scope('')).toMatchObject({ from: '2026-10-21', to: '2026-11-20', period: '30', horizon: '12' });
});

test('the address chooses ladder, horizon and days', () => {
  expect(scope('ladder=o-5a&horizon=36&from=2026-06-01&to=2026-06-20')).toMatchObject({
    ladder: { name: 'o-5a' },
    horizon: '36',
    from: '2026-06-01',
    to: '2026-06-20',
    period: 'custom',
  });
});

test.each(['from=2026-06-20&to=2026-06-01', 'from=2025-01-01&to=2026-06-01', 'from=soon&to=2026-06-01', 'period=8'])(
  'the nonsense of %s falls back to thirty days',
  (query) => {
    expect(scope(query)).toMatchObject({ from: '2026-10-21', to: '2026-11-20', period: '30' });
  },
);

test('a period does not begin before the data', () => {
  expect(scope('period=90', { ...brand, first_day: '2026-11-01' })?.from).toBe('2026-11-01');
});

test('a brand without data has nothing to show', () => {
  expect(scope('', { ...brand, first_day: null, last_day: null })).toBeUndefined();
});

test('the first brand with data is shown unless the address names one', () => {
  const empty = { ...brand, name: 'new-shop', last_day: null };
  expect(brandFrom(new URLSearchParams(), [empty, brand])).toBe(brand);
  expect(brandFrom(new URLSearchParams('brand=new-shop'), [empty, brand])).toBe(empty);
});

test('a brand that is not there is not replaced by another', () => {
  expect(brandFrom(new URLSearchParams('brand=nope'), [brand])).toBeUndefined();
});

test('days long after nearly all touches are told', () => {
  const lonely = { ...brand, mostly_until: '2026-06-30' };
  const of = (query: string, known: Brand) => {
    const asked = scope(query, known);
    return asked && quietSince(asked);
  };
  expect(of('', lonely)).toBe('2026-06-30');
  expect(of('from=2026-05-30&to=2026-06-30', lonely)).toBeUndefined();
  expect(of('', { ...brand, mostly_until: '2026-11-18' })).toBeUndefined();
  expect(of('', brand)).toBeUndefined();});
