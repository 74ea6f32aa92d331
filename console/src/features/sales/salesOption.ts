import { type ChartOption, dayAxis, quietAxis, type Room, textStyle, tooltip } from '@/shared/charts/option';
import { palette } from '@/shared/charts/palette';
import { salesDayLines } from '@/shared/charts/salesDayLines';
import { pointedAt, tooltipTable } from '@/shared/charts/tooltipTable';
import { sumOf } from '@/shared/format/decimal';
import type { Figures } from '@/shared/format/figures';
import type { Language } from '@/shared/i18n/language';
import type { SalesOfDay } from './api';
import type { SalesWords } from './text';

interface SalesSettings {
  readonly zone: string;
  readonly words: SalesWords;
  readonly language: Language;
  readonly figures: Figures;
  readonly room: Room;
}

export const salesColors = { gmv: '#2491a8', back: palette.down } as const;

/**
 * What was sold above the line, what was refunded and cancelled below it, day by day. The two are one bar: what is paid back of an
 * order that was cancelled before moves from cancelled, which is below zero then, to refunds.
 */
export function salesOption(days: readonly SalesOfDay[], settings: SalesSettings): ChartOption {
  const { words, figures, room } = settings;
  const dates = days.map(({ day }) => day);
  const lines = salesDayLines(dates, settings);
  return {
    textStyle,
    grid: { left: 4, right: 16, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (points: unknown) => dayText(days[pointedAt(points)], words, figures),
    },
    xAxis: dayAxis(dates, room, true),
    yAxis: {
      type: 'value',
      splitNumber: 4,
      ...quietAxis,
      axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => figures.axisMoney(Math.abs(value)) },
    },
    series: [
      {
        type: 'bar',
        name: words.gmv,
        stack: 'sales',
        barCategoryGap: '28%',
        itemStyle: { color: salesColors.gmv, borderRadius: [2, 2, 0, 0] },
        data: days.map(({ gmv }) => Number(gmv)),
        ...(lines && { markLine: lines }),
      },
      {
        type: 'bar',
        name: words.back,
        stack: 'sales',
        itemStyle: { color: salesColors.back, borderRadius: [0, 0, 2, 2] },
        data: days.map(({ refunds, cancelled }) => -Number(sumOf([refunds, cancelled]))),
      },
    ],
  };
}

function dayText(day: SalesOfDay | undefined, words: SalesWords, figures: Figures): string {
  return day
    ? tooltipTable(day.day, [
        { color: salesColors.gmv, label: words.gmv, value: figures.exactMoney(day.gmv) },
        { color: salesColors.back, label: words.refunds, value: figures.exactMoney(day.refunds) },
        { color: salesColors.back, label: words.cancelled, value: figures.exactMoney(day.cancelled) },
        { label: words.net, value: figures.exactMoney(day.net) },
        { label: words.orders, value: figures.exactCount(day.orders) },
        { label: words.guests, value: figures.exactMoney(day.guestGmv) },
      ])
    : '';
}
