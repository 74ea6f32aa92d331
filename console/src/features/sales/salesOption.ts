import { type ChartOption, dayAxis, quietAxis, type Room, textStyle, tooltip } from '@/shared/charts/option';
import { palette } from '@/shared/charts/palette';
import { pointedAt, tooltipTable } from '@/shared/charts/tooltipTable';
import type { Figures } from '@/shared/format/figures';
import { salesDaysBetween } from '@/shared/format/salesDays';
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

/** What was sold above the line and what was refunded below it, day by day. */
export function salesOption(days: readonly SalesOfDay[], settings: SalesSettings): ChartOption {
  const { words, figures, room } = settings;
  return {
    textStyle,
    animationDuration: 400,
    legend: { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, itemGap: 16, textStyle, selectedMode: false },
    grid: { left: 4, right: 16, top: 28, bottom: 34, containLabel: true },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (points: unknown) => dayText(days[pointedAt(points)], words, figures),
    },
    xAxis: dayAxis(
      days.map(({ day }) => day),
      room,
      true,
    ),
    yAxis: {
      type: 'value',
      splitNumber: 4,
      ...quietAxis,
      axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => figures.money(value) },
    },
    series: [
      {
        type: 'bar',
        name: words.gmv,
        stack: 'sales',
        barCategoryGap: '28%',
        itemStyle: { color: '#2491a8', borderRadius: [2, 2, 0, 0] },
        data: days.map(({ gmv }) => Number(gmv)),
        ...(days.length > 0 && { markLine: salesDayLines(days, settings) }),
      },
      {
        type: 'bar',
        name: words.refunds,
        stack: 'sales',
        itemStyle: { color: palette.down, borderRadius: [0, 0, 2, 2] },
        data: days.map(({ refunds }) => -Number(refunds)),
      },
    ],
  };
}

function dayText(day: SalesOfDay | undefined, words: SalesWords, figures: Figures): string {
  return day
    ? tooltipTable(day.day, [
        { color: '#2491a8', label: words.gmv, value: figures.exactMoney(day.gmv) },
        { color: palette.down, label: words.refunds, value: figures.exactMoney(day.refunds) },
        { label: words.net, value: figures.exactMoney(day.net) },
        { label: words.orders, value: figures.exactCount(day.orders) },
        { label: words.guests, value: figures.exactMoney(day.guestGmv) },
      ])
    : '';
}

const salesDayLines = (days: readonly SalesOfDay[], { zone, language }: SalesSettings) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: palette.soft, type: 'dashed' as const, width: 1 },
  label: { color: palette.soft, fontSize: 11, formatter: '{b}' },
  data: salesDaysBetween(days[0]?.day ?? '', days.at(-1)?.day ?? '', zone).map(({ day, name }) => ({
    xAxis: day,
    name: name[language],
  })),
});
