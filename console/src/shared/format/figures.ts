import { useMemo } from 'react';
import { type Language, useLanguage } from '@/shared/i18n/language';

/** How numbers are written: 万 and 亿 in Chinese, K, M and B in English; percentages with one decimal. */
export interface Figures {
  /** ¥2.33亿 */
  money(amount: string | number): string;
  /** ¥5,000, a round amount at an axis */
  axisMoney(amount: number): string;
  /** ¥233,496,115.63, every digit */
  exactMoney(amount: string, places?: number): string;
  /** +¥1,203.5万 */
  signedMoney(amount: string | number): string;
  /** 123.4万 */
  count(count: number): string;
  /** 1,234,000 */
  exactCount(count: number): string;
  signedCount(count: number): string;
  percent(share: number): string;
  signedPercent(share: number): string;
  ratio(ratio: number): string;
}

const LOCALE = { en: 'en-US', zh: 'zh-CN' } as const;
const COMPACT_FROM = 10_000;

type Sign = 'auto' | 'exceptZero';

export function figures(language: Language, currency: string): Figures {
  const locale = LOCALE[language];
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const inMoney: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };

  const short = (value: number, signDisplay: Sign, style: Intl.NumberFormatOptions): string => {
    const compact = Math.abs(value) >= COMPACT_FROM;
    const places = compact ? 2 : style.style === 'currency' && value !== 0 ? 2 : 0;
    return number({
      ...style,
      signDisplay,
      notation: compact ? 'compact' : 'standard',
      useGrouping: 'always',
      minimumFractionDigits: compact ? 0 : places,
      maximumFractionDigits: compact ? compactPlaces(value, language) : places,
    }).format(value);
  };

  return {
    money: (amount) => short(Number(amount), 'auto', inMoney),
    axisMoney: (amount) =>
      Number.isInteger(amount) && Math.abs(amount) < COMPACT_FROM
        ? number({ ...inMoney, maximumFractionDigits: 0 }).format(amount)
        : short(amount, 'auto', inMoney),
    exactMoney: (amount, places = 2) =>
      number({ ...inMoney, minimumFractionDigits: 2, maximumFractionDigits: places }).format(amount as `${number}`),
    signedMoney: (amount) => short(Number(amount), 'exceptZero', inMoney),
    count: (count) => short(count, 'auto', {}),
    exactCount: (count) => number({}).format(count),
    signedCount: (count) => short(count, 'exceptZero', {}),
    percent: (share) => number(PERCENT).format(share),
    signedPercent: (share) => number({ ...PERCENT, signDisplay: 'exceptZero' }).format(share),
    ratio: (ratio) => number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(ratio),
  };
}

const PERCENT: Intl.NumberFormatOptions = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** Two decimals while the leading part is short, one when it is long: ¥2.33亿 but ¥1,203.5万. */
function compactPlaces(value: number, language: Language): number {
  const steps = language === 'zh' ? 4 : 3;
  const digits = Math.floor(Math.log10(Math.abs(value))) + 1;
  const leading = ((digits - 1) % steps) + 1;
  return leading <= 2 ? 2 : 1;
}

export function useFigures(currency: string): Figures {
  const { language } = useLanguage();
  return useMemo(() => figures(language, currency), [language, currency]);
}
