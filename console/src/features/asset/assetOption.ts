import { type ChartOption, dayAxis, pointOf, quietAxis, type Room, textStyle, tooltip } from '@/shared/charts/option';
import { palette } from '@/shared/charts/palette';
import { pointedAt, tooltipTable } from '@/shared/charts/tooltipTable';
import type { Figures } from '@/shared/format/figures';
import type { AssetDay } from './api';
import type { AssetWords } from './text';

interface AssetOptionSettings {
  readonly words: AssetWords;
  readonly figures: Figures;
  readonly room: Room;
  readonly compareDay: string;
}

/** The asset day by day, with the day that it is compared with. */
export function assetOption(days: readonly AssetDay[], settings: AssetOptionSettings): ChartOption {
  const { words, figures, room, compareDay } = settings;
  const shown = days.some(({ day }) => day === compareDay);
  return {
    textStyle,
    grid: { left: 4, right: 16, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      formatter: (points: unknown) => {
        const at = days[pointedAt(points)];
        if (!at) return '';
        const perConsumer = at.consumers ? Number(at.value) / at.consumers : 0;
        return tooltipTable(at.day, [
          { color: palette.primary, label: words.asset, value: figures.exactMoney(at.value) },
          { label: words.consumers, value: figures.exactCount(at.consumers) },
          { label: words.perConsumer, value: figures.money(perConsumer) },
        ]);
      },
    },
    xAxis: dayAxis(
      days.map(({ day }) => day),
      room,
      false,
    ),
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 4,
      ...quietAxis,
      axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => figures.axisMoney(value) },
    },
    series: [
      {
        type: 'line',
        name: words.asset,
        data: days.map(({ value }) => Number(value)),
        ...pointOf(days),
        lineStyle: { width: 2.5, color: palette.primary },
        itemStyle: { color: palette.primary },
        areaStyle: {
          color: {
            type: 'linear',
            x: 0,
            y: 0,
            x2: 0,
            y2: 1,
            colorStops: [
              { offset: 0, color: 'rgba(11, 114, 133, 0.20)' },
              { offset: 1, color: 'rgba(11, 114, 133, 0.01)' },
            ],
          },
        },
        ...(shown && {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.faint, type: 'dashed' },
            label: { formatter: words.compareDay, color: palette.soft, fontSize: 11 },
            data: [{ xAxis: compareDay }],
          },
        }),
      },
    ],
  };
}
