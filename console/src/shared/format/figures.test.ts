import { describe, expect, test } from 'vitest';
import { figures } from './figures';

describe('in Chinese', () => {
  const { money, exactMoney, signedMoney, count, percent, signedPercent } = figures('zh', 'CNY');

  test.each([
    ['233496115.63', '¥2.33亿'],
    ['12035000', '¥1,203.5万'],
    ['99999999', '¥1亿'],
    ['12345.6', '¥1.23万'],
    ['186.5', '¥186.50'],
    ['0', '¥0'],
    ['-653600', '-¥65.36万'],
  ])('%s is written %s', (amount, written) => {
    expect(money(amount)).toBe(written);
  });

  test('every digit of a decimal is kept, beyond what a double holds', () => {
    expect(exactMoney('90071992547409933.25')).toBe('¥90,071,992,547,409,933.25');
  });

  test('a value per head can show its last digits', () => {
    expect([exactMoney('31.5721', 4), exactMoney('31.5000', 4)]).toEqual(['¥31.5721', '¥31.50']);
  });

  test('a gain bears its sign', () => {
    expect(signedMoney('11242011.92')).toBe('+¥1,124.2万');
  });

  test('counts turn to 万 from ten thousand', () => {
    expect([9_999, 10_000, 1_234_567].map(count)).toEqual(['9,999', '1万', '123.5万']);
  });

  test('percentages have one decimal', () => {
    expect([percent(0.12345), signedPercent(-0.034)]).toEqual(['12.3%', '-3.4%']);
  });
});

test('English counts in K and M, and other currencies keep their sign', () => {
  const { money, count, signedCount } = figures('en', 'GBP');
  expect([money('17431255.23'), count(446_400), signedCount(50_172)]).toEqual(['£17.43M', '446.4K', '+50.17K']);
});
