import { type ChartOption, quietAxis, type Room, textStyle, tooltip } from '@/shared/charts/option';
import { palette } from '@/shared/charts/palette';
import { pointedAt, tooltipTable } from '@/shared/charts/tooltipTable';
import type { Figures } from '@/shared/format/figures';
import type { Part } from './api';
import type { AssetWords } from './text';
import type { Step, Waterfall } from './waterfall';

interface WaterfallSettings {
  readonly words: AssetWords;
  readonly figures: Figures;
  readonly room: Room;
}

/** Floating bars from the first total to the last; the axis is cut so that the parts can be seen beside the totals. */
export function waterfallOption({ steps }: Waterfall, settings: WaterfallSettings): ChartOption {
  const { words, figures, room } = settings;
  const floor = floorOf(steps);
  const name = (step: Step): string =>
    step.kind === 'part' ? words.parts[step.name as Part] : room === 'narrow' ? step.name.slice(5) : step.name;
  return {
    textStyle,
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      ...tooltip,
      trigger: 'axis',
      axisPointer: { type: 'none' },
      formatter: (points: unknown) => {
        const step = steps[pointedAt(points)];
        if (!step) return '';
        const label = step.kind === 'part' ? words.partsLong[step.name as Part] : words.asset;
        return tooltipTable(name(step), [{ color: colorOf(step), label, value: figures.exactMoney(step.change) }]);
      },
    },
    xAxis: {
      type: 'category',
      data: steps.map(name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.soft, fontSize: room === 'narrow' ? 10 : 11, interval: 0 },
    },
    yAxis: { type: 'value', min: floor, splitNumber: 4, ...quietAxis, axisLabel: { show: false } },
    series: [
      {
        type: 'bar',
        stack: 'steps',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: steps.map((step) => (step.kind === 'total' ? 0 : Math.min(Number(step.start), Number(step.end)))),
      },
      {
        type: 'bar',
        stack: 'steps',
        barCategoryGap: '32%',
        data: steps.map((step) => ({
          value: step.kind === 'total' ? Number(step.end) : Math.abs(Number(step.change)),
          itemStyle: { color: colorOf(step), borderRadius: 3 },
          label: {
            show: true,
            position: 'top' as const,
            color: step.kind === 'total' ? palette.ink : colorOf(step),
            fontSize: room === 'narrow' ? 10 : 12,
            fontWeight: 600,
            formatter: written(step, settings),
          },
        })),
      },
    ],
  };
}

/** On a phone the parts go without the sign of the currency, which the totals beside them bear. */
function written({ kind, change }: Step, { figures, room }: WaterfallSettings): string {
  if (kind === 'total') return figures.money(change);
  return room === 'narrow' ? figures.signedCount(Number(change)) : figures.signedMoney(change);
}

function colorOf({ kind, change }: Step): string {
  return kind === 'total' ? palette.deep : Number(change) < 0 ? palette.down : palette.up;
}

/** Somewhat below the lowest level, so that the smallest total still shows as a bar. */
function floorOf(steps: readonly Step[]): number {
  const levels = steps.map(({ end }) => Number(end));
  const [low, high] = [Math.min(...levels), Math.max(...levels)];
  return Math.max(0, low - (high - low || high) * 0.8);
}
