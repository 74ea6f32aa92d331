import { expect, test } from 'vitest';
import { type Brand, brandFrom } from './brand';
import { correctedQuery, corrections } from './corrections';
import { quietSince, type Scope, scopeFrom } from './scope';

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

const corrected = (query: string) => {
  const asked = new URLSearchParams(query);
  const shown = scopeFrom(asked, brand) as Scope;
  const wrong = corrections(asked, shown);
  return { told: wrong.map(({ of, asked: wanted }) => `${of} ${wanted}`), change: correctedQuery(shown, wrong) };
};

test.each([
  ['from=2026-06-20&to=2026-06-01', 'days 2026-06-20 → 2026-06-01'],
  ['from=2025-01-01&to=2026-06-01', 'days 2025-01-01 → 2026-06-01'],
  ['from=2026-02-30&to=2026-06-01', 'days 2026-02-30 → 2026-06-01'],
  ['from=soon&to=2026-06-01', 'days soon → 2026-06-01'],
  ['to=2026-06-01', 'days … → 2026-06-01'],
  ['period=8', 'period 8'],
  ['period=custom', 'period custom'],
])('the nonsense of %s falls back to thirty days, is told and corrected', (query, told) => {
  expect(scope(query)).toMatchObject({ from: '2026-10-21', to: '2026-11-20', period: '30' });
  expect(corrected(query)).toEqual({ told: [told], change: { from: undefined, to: undefined, period: '30' } });
});

test('a ladder and a horizon that are none are told, too', () => {
  expect(corrected('ladder=o-7c&horizon=24&from=2026-06-01&to=2026-06-20')).toEqual({
    told: ['ladder o-7c', 'horizon 24'],
    change: { ladder: 'aipl', horizon: '12' },
  });
});

test.each(['', 'brand=xicha', 'ladder=o-5a&horizon=36&from=2026-06-01&to=2026-06-20&period=7', 'period=90'])(
  'nothing is told of the address "%s"',
  (query) => {
    expect(corrected(query)).toEqual({ told: [], change: {} });
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
  expect(of('', brand)).toBeUndefined();
});
