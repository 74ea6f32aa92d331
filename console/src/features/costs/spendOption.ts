import { type ChartOption, dayAxis, quietAxis, type Room, textStyle, tooltip } from '@/shared/charts/option';
import { palette } from '@/shared/charts/palette';
import { salesDayLines } from '@/shared/charts/salesDayLines';
import { pointedAt, tooltipTable } from '@/shared/charts/tooltipTable';
import type { Figures } from '@/shared/format/figures';
import type { Language } from '@/shared/i18n/language';
import type { Spend } from './spend';
import type { CostWords } from './text';

export type Unit = 'day' | 'month';

interface SpendSettings {
  readonly unit: Unit;
  readonly zone: string;
  readonly words: CostWords;
  readonly language: Language;
  readonly figures: Figures;
  readonly room: Room;
}

export const spendColors = { current: '#2491a8', before: palette.sand } as const;

/** A bar for each day or month, and the period before as a line, its first day over the first one. */
export function spendOption(all: readonly Spend[], before: readonly Spend[], settings: SpendSettings): ChartOption {
  const { unit, words, figures, room } = settings;
  const keys = all.map(({ key }) => key);
  const lines = unit === 'day' ? salesDayLines(keys, settings) : undefined;
  return {
    textStyle,
    grid: { left: 4, right: 16, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: (points: unknown) => {
        const at = pointedAt(points);
        return pointText(all[at], before[at], words, figures);
      },
    },
    xAxis: unit === 'day' ? dayAxis(keys, room, true) : monthAxis(keys),
    yAxis: {
      type: 'value',
      splitNumber: 4,
      ...quietAxis,
      axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => figures.axisMoney(value) },
    },
    series: [
      {
        type: 'bar',
        name: words.current,
        barCategoryGap: '28%',
        barMaxWidth: 56,
        itemStyle: { color: spendColors.current, borderRadius: [2, 2, 0, 0] },
        data: all.map(({ home }) => Number(home)),
        ...(lines && { markLine: lines }),
      },
      ...(before.length > 0
        ? [
            {
              type: 'line' as const,
              name: words.previous,
              data: before.slice(0, all.length).map(({ home }) => Number(home)),
              showSymbol: false,
              lineStyle: { width: 1.75, color: spendColors.before },
              itemStyle: { color: spendColors.before },
            },
          ]
        : []),
    ],
  };
}

const monthAxis = (months: readonly string[]) => ({
  type: 'category' as const,
  data: [...months],
  axisTick: { show: false },
  axisLine: { lineStyle: { color: palette.line } },
  axisLabel: { color: palette.soft, fontSize: 11, hideOverlap: true },
});

function pointText(now: Spend | undefined, before: Spend | undefined, words: CostWords, figures: Figures): string {
  if (!now) return '';
  const told = [
    ...(now.impressions !== undefined ? [{ label: words.impressions, value: figures.exactCount(now.impressions) }] : []),
    ...(now.clicks !== undefined ? [{ label: words.clicks, value: figures.exactCount(now.clicks) }] : []),
  ];
  const earlier = before
    ? [{ color: spendColors.before, label: before.key, value: figures.exactMoney(before.home) }]
    : [];
  return tooltipTable(now.key, [
    { color: spendColors.current, label: words.spend, value: figures.exactMoney(now.home) },
    ...earlier,
    ...told,
  ]);
}
