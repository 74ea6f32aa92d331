import { type Day, daysFrom } from '@/shared/format/day';
import { salesDaysBetween } from '@/shared/format/salesDays';
import type { Language } from '@/shared/i18n/language';
import type { Room } from './option';
import { palette } from './palette';

interface SalesDayLineSettings {
  readonly zone: string;
  readonly language: Language;
  readonly room: Room;
}

/** The part of the axis that a name needs; a day too near to the one before keeps its line and goes without. */
const NAME_WIDTH = { narrow: 0.14, wide: 0.065 } as const;

/** Dashed lines on the sales days of a chart whose axis goes from day to day. */
export function salesDayLines(days: readonly Day[], { zone, language, room }: SalesDayLineSettings) {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) {
    return undefined;
  }
  let named = -1;
  const data = salesDaysBetween(first, last, zone).map(({ day, name }) => {
    const at = daysFrom(first, day) / Math.max(1, days.length - 1);
    const fits = named < 0 || at - named >= NAME_WIDTH[room];
    named = fits ? at : named;
    return { xAxis: day, name: fits ? name[language] : '' };
  });
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: palette.soft, type: 'dashed' as const, width: 1 },
    label: { color: palette.soft, fontSize: 11, formatter: '{b}' },
    data,
  };
}
