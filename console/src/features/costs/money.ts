import type { Language } from '@/shared/i18n/language';
import type { Foreign } from './spend';

const LOCALE = { en: 'en-US', zh: 'zh-CN' } as const;

/** USD 1,234.50: with the code, since many currencies share a sign. The digits are those of the answer. */
export const foreignMoney = ({ currency, amount }: Foreign, language: Language): string =>
  new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency, currencyDisplay: 'code', maximumFractionDigits: 4 }).format(amount as `${number}`);

export const foreignList = (all: readonly Foreign[], language: Language): string =>
  all.map((each) => foreignMoney(each, language)).join(language === 'zh' ? '、' : ', ');
