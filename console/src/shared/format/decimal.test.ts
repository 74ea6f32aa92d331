import { expect, test } from 'vitest';
import { decimal, difference, sumOf, units } from './decimal';

test('decimals add up to the last digit', () => {
  expect(sumOf(['0.1', '0.2', '90071992547409930.0001'])).toBe('90071992547409930.3001');
});

test('a difference may be negative', () => {
  expect(difference('1.0000', '1.0001')).toBe('-0.0001');
});

test.each(['0.0000', '-12.3400', '133240684.9000'])('%s survives the way to units and back', (text) => {
  expect(decimal(units(text))).toBe(text);
});

test('what is no decimal is refused', () => {
  expect(() => units('1e9')).toThrow("'1e9' is no decimal");
});
