import type { BarSeriesOption, LineSeriesOption, SankeySeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { palette } from './palette';

/** What a chart may be made of; the same list as the parts that EChart registers. */
export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | SankeySeriesOption | GridComponentOption | TooltipComponentOption
>;

/** How much room a picture has: on a phone it says less. */
export type Room = 'narrow' | 'wide';

/** No Chinese font by name: it would draw the quotes of English text as wide as its own signs. */
const FONT = '"Inter", "Segoe UI", "Helvetica Neue", Arial, sans-serif';

export const textStyle = { fontFamily: FONT, color: palette.soft, fontSize: 12 };

export const quietAxis = {
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: palette.line } },
  axisLabel: { color: palette.soft, fontSize: 11 },
} as const;

export const dayAxis = (days: readonly string[], room: Room, boundaryGap: boolean) => ({
  type: 'category' as const,
  data: [...days],
  boundaryGap,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: palette.line } },
  axisLabel: {
    color: palette.soft,
    fontSize: 11,
    hideOverlap: true,
    interval: Math.max(0, Math.ceil(days.length / (room === 'narrow' ? 4 : 7)) - 1),
    formatter: (day: string) => shortDay(day, days.length),
  },
});

/** A line of one day has no length: its point is drawn instead. */
export const pointOf = (days: readonly unknown[]) => ({ showSymbol: days.length === 1, symbol: 'circle', symbolSize: 9 });

/** 11-20 within a season, 2026-11 across years. */
export const shortDay = (day: string, span: number): string => (span > 180 ? day.slice(0, 7) : day.slice(5));

export const tooltip = {
  backgroundColor: '#ffffff',
  borderColor: palette.line,
  borderWidth: 1,
  padding: [8, 12],
  confine: true,
  textStyle: { ...textStyle, color: palette.ink },
  extraCssText: 'box-shadow: 0 6px 20px rgba(12, 45, 72, 0.12); border-radius: 8px;',
};
