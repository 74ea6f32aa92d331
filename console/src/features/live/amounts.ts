import type { Language } from '@/shared/i18n/language';

const LOCALE = { en: 'en-GB', zh: 'zh-CN' } as const;
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
const STEP = 1024;

/** 3.2 GB */
export function bytes(amount: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, amount)) / Math.log(STEP)));
  const value = amount / STEP ** power;
  return `${value.toFixed(power === 0 || value >= 100 ? 0 : 1)} ${UNITS[power] ?? 'B'}`;
}

/** A limit as it is set, in whole kB, MB or GB: 500 kB, 1,536 MB */
export function limitSize(amount: number): string {
  let power = 0;
  let value = amount;
  while (power < UNITS.length - 1 && value >= STEP && value % STEP === 0) {
    value /= STEP;
    power += 1;
  }
  return `${value.toLocaleString(LOCALE.en)} ${UNITS[power] ?? 'B'}`;
}

/** 14:03:22 in the brand's zone; with the day if it is not the day of `now`. */
export function timeOf(at: string, now: string, zone: string, language: Language): string {
  const part = (options: Intl.DateTimeFormatOptions, moment: string) =>
    new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone: zone }).format(new Date(moment));
  const day: Intl.DateTimeFormatOptions = { month: '2-digit', day: '2-digit' };
  const time = part({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, at);
  return part(day, at) === part(day, now) ? time : `${part(day, at)} ${time}`;
}

/** 0.4, 12, 3,400 a second */
export function perSecond(rate: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: rate < 10 ? 1 : 0 }).format(rate);
}

/** The day of a moment in the brand's zone, as 2026-11-20. */
export function dayOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(at));
}
