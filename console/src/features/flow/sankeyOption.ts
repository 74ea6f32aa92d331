import { type ChartOption, type Room, textStyle, tooltip } from '@/shared/charts/option';
import { palette, stageColor } from '@/shared/charts/palette';
import { tooltipTable } from '@/shared/charts/tooltipTable';
import type { Figures } from '@/shared/format/figures';
import type { Language } from '@/shared/i18n/language';
import { type Ladder, OUT } from '@/shared/scope/brand';
import type { FlowCell, Move } from './api';
import { moveColors, moveOf } from './moves';
import type { FlowWords } from './text';

interface SankeySettings {
  readonly ladder: Ladder;
  readonly words: FlowWords;
  readonly language: Language;
  readonly figures: Figures;
  readonly room: Room;
}

type Side = 'from' | 'to';

/** Start stages on the left, end stages on the right, the highest on top, the new and the lost at the bottom. */
export function sankeyOption(cells: readonly FlowCell[], settings: SankeySettings): ChartOption {
  const { ladder, words, figures, room } = settings;
  const links = cells.filter(({ from, to, consumers }) => consumers > 0 && !(from === OUT && to === OUT));
  const margin = room === 'narrow' ? 60 : 132;
  return {
    textStyle,
    tooltip: { ...tooltip, trigger: 'item', formatter: (point: unknown) => pointText(point, words, figures) },
    series: [
      {
        type: 'sankey',
        left: margin,
        right: margin,
        top: 14,
        bottom: 14,
        nodeGap: room === 'narrow' ? 28 : 18,
        nodeWidth: 12,
        layoutIterations: 0,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        data: [...nodes('from', links, settings), ...nodes('to', links, settings)],
        links: links.map(({ from, to, consumers }) => {
          const move = moveOf({ from, to }, ladder);
          return {
            source: `from ${from}`,
            target: `to ${to}`,
            value: consumers,
            move,
            lineStyle: { color: moveColors[move], opacity: move === 'kept' ? 0.22 : 0.5, curveness: 0.5 },
          };
        }),
      },
    ],
  };
}

function nodes(side: Side, links: readonly FlowCell[], settings: SankeySettings) {
  const { ladder, words, language, figures, room } = settings;
  const stages = ladder.stages.map(({ code, name }, index) => ({
    code,
    name: name[language],
    color: stageColor(index, ladder.stages.length),
  }));
  const outside = { code: OUT, name: side === 'from' ? words.moves.new : words.moves.lost, color: palette.out };
  return [...stages.reverse(), outside].flatMap(({ code, name, color }) => {
    const total = links.reduce((sum, link) => sum + (link[side] === code ? link.consumers : 0), 0);
    const label =
      room === 'narrow' ? `${name}\n${figures.count(total)}` : `{name|${name}}  ${figures.exactCount(total)}`;
    const node = {
      name: `${side} ${code}`,
      title: name,
      depth: side === 'from' ? 0 : 1,
      itemStyle: { color, borderWidth: 0 },
      label: {
        position: side === 'from' ? ('left' as const) : ('right' as const),
        formatter: label,
        fontSize: room === 'narrow' ? 10 : 12,
        lineHeight: room === 'narrow' ? 13 : 16,
        color: palette.soft,
        rich: { name: { color: palette.ink, fontWeight: 600, fontSize: 12, lineHeight: 16 } },
      },
    };
    return total > 0 ? [node] : [];
  });
}

interface Point {
  readonly dataType?: string;
  readonly value?: number;
  readonly data?: { readonly title?: string; readonly source?: string; readonly target?: string; readonly move?: Move };
}

function pointText(point: unknown, words: FlowWords, figures: Figures): string {
  const { dataType, value = 0, data } = point as Point;
  const count = figures.exactCount(value);
  if (dataType === 'edge' && data?.move) {
    const [from, to] = [data.source, data.target].map((end) => end?.split(' ')[1] ?? '');
    const heading = [from === OUT ? '' : from, to === OUT ? '' : to].filter(Boolean).join(' → ');
    return tooltipTable(heading, [{ color: moveColors[data.move], label: words.moves[data.move], value: count }]);
  }
  return tooltipTable(data?.title ?? '', [{ label: words.total, value: count }]);
}
