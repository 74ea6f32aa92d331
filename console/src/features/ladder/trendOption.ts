import { type ChartOption, dayAxis, pointOf, quietAxis, type Room, textStyle, tooltip } from '@/shared/charts/option';
import { stageColor } from '@/shared/charts/palette';
import { salesDayLines } from '@/shared/charts/salesDayLines';
import { pointedAt, tooltipTable } from '@/shared/charts/tooltipTable';
import type { Figures } from '@/shared/format/figures';
import type { Language } from '@/shared/i18n/language';
import type { Ladder } from '@/shared/scope/brand';
import type { StageDay } from './api';
import { byDay, countOf } from './rungs';

interface TrendSettings {
  readonly ladder: Ladder;
  readonly zone: string;
  readonly language: Language;
  readonly figures: Figures;
  readonly room: Room;
}

/** Consumers by stage as layers, the lowest stage at the bottom, with the sales days marked. */
export function trendOption(trend: readonly StageDay[], settings: TrendSettings): ChartOption {
  const { ladder, language, figures, room } = settings;
  const days = byDay(trend);
  const dates = days.map(({ day }) => day);
  const lines = salesDayLines(dates, settings);
  const layers = layersOf(ladder, language);
  return {
    textStyle,
    grid: { left: 4, right: 16, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      formatter: (points: unknown) => {
        const at = days[pointedAt(points)];
        if (!at) return '';
        const rows = layers.map(({ code, name, color }) => ({
          color,
          label: name,
          value: figures.exactCount(countOf(at.counts, code)),
        }));
        return tooltipTable(at.day, rows.reverse());
      },
    },
    xAxis: dayAxis(dates, room, false),
    yAxis: {
      type: 'value',
      splitNumber: 4,
      ...quietAxis,
      axisLabel: { ...quietAxis.axisLabel, formatter: (value: number) => figures.count(value) },
    },
    series: layers.map(({ code, name, color }, index) => ({
      type: 'line' as const,
      name,
      stack: 'stages',
      ...pointOf(dates),
      lineStyle: { width: 0 },
      itemStyle: { color },
      areaStyle: { color, opacity: 0.92 },
      data: days.map(({ counts }) => countOf(counts, code)),
      ...(index === 0 && lines && { markLine: lines }),
    })),
  };
}

/** The layers of the trend, lowest first. */
export const layersOf = (ladder: Ladder, language: Language) =>
  ladder.stages.map(({ code, name }, index) => ({
    code,
    name: `${code} ${name[language]}`,
    color: stageColor(index, ladder.stages.length),
  }));
