import type { Language } from '@/shared/i18n/language';
import { type Day, plusDays } from './day';

/** A day on which a market shops more than on others. */
export interface SalesDay {
  readonly day: Day;
  readonly name: Readonly<Record<Language, string>>;
}

const CHINESE: readonly (readonly [date: string, en: string, zh: string])[] = [
  ['03-08', '3.8', '38节'],
  ['06-18', '6.18', '618'],
  ['09-09', '9.9', '99大促'],
  ['11-11', '11.11', '双11'],
  ['12-12', '12.12', '双12'],
];

const CHINESE_ZONES = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau', 'Asia/Taipei', 'PRC'];

/** The sales days between two days, both included, of the market that a brand's time zone points to. */
export function salesDaysBetween(from: Day, to: Day, zone: string): SalesDay[] {
  const calendar = CHINESE_ZONES.includes(zone) ? chineseYear : westernYear;
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4)));
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => (first ?? 0) + index);
  return years.flatMap(calendar).filter(({ day }) => from <= day && day <= to);
}

const chineseYear = (year: number): SalesDay[] =>
  CHINESE.map(([date, en, zh]) => ({ day: `${String(year)}-${date}`, name: { en, zh } }));

/** Black Friday follows the fourth Thursday of November. */
function westernYear(year: number): SalesDay[] {
  const november = `${String(year)}-11-01`;
  const thursday = (4 - new Date(november).getUTCDay() + 7) % 7;
  return [{ day: plusDays(november, thursday + 22), name: { en: 'Black Friday', zh: '黑色星期五' } }];
}
