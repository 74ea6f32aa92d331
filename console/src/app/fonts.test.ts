import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { textStyle } from '@/shared/charts/option';

const CHINESE = /PingFang|Hiragino|YaHei|CJK|Noto Sans SC/;
const css = readFileSync(fileURLToPath(new URL('base.css', import.meta.url)), 'utf8');
const fontsOf = (language: string) =>
  new RegExp(`^\\[lang\\|='${language}'\\] \\{\\s+font-family:([^;]+);`, 'm').exec(css)?.[1] ?? '';

test('English is in no Chinese font, whose quotes are as wide as its signs', () => {
  expect(fontsOf('en')).toContain('Arial');
  expect(fontsOf('en')).not.toMatch(CHINESE);
  expect(textStyle.fontFamily).not.toMatch(CHINESE);
  expect(fontsOf('zh')).toMatch(CHINESE);
  expect(css.match(/font-family:[^;]*Inter/g)).toHaveLength(2);
});
