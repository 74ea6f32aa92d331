import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Change } from '@/shared/ui/Change';
import { MetricCard } from '@/shared/ui/MetricCard';
import { stagesPath, useStages, useStageTrend } from './api';
import { byDay, countOf, reservoirOf, reservoirRatio } from './rungs';
import { ladderText } from './text';

/** Consumers who have not bought yet for each one who has. */
export function ReservoirCard({ scope }: { scope: Scope }) {
  const words = useText(ladderText);
  const figures = useFigures(scope.brand.currency);
  const start = useStages(scope, scope.from);
  const end = useStages(scope, scope.to);
  const trend = useStageTrend(scope, scope.from);
  const reservoir = reservoirOf(scope.ladder);
  const [before, now] = [start.data, end.data].map((counts) => reservoirRatio(reservoir, counts ?? []));
  const people = (codes: readonly string[]) =>
    figures.exactCount(codes.reduce((sum, code) => sum + countOf(end.data ?? [], code), 0));
  const [beforeText, afterText] = [reservoir.before.join(' + '), reservoir.after.join(' + ')];
  return (
    <MetricCard
      title={words.reservoir}
      testId="reservoir-card"
      asked={asked(start, end, trend)}
      value={now === undefined ? '—' : `${figures.ratio(now)} : 1`}
      change={
        now !== undefined &&
        before !== undefined && (
          <>
            <Change
              amount={now - before}
              tone="plain"
            >{`${now > before ? '+' : ''}${figures.ratio(now - before)}`}</Change>
            <span>{words.since(scope.from)}</span>
          </>
        )
      }
      trend={byDay(trend.data ?? []).map(({ counts }) => reservoirRatio(reservoir, counts) ?? 0)}
      trendLabel={words.reservoir}
      explanation={{
        formula: words.reservoirFormula(beforeText, afterText),
        note: words.reservoirNote,
        numbers: [
          [`${words.before} (${beforeText})`, people(reservoir.before)],
          [`${words.after} (${afterText})`, people(reservoir.after)],
        ],
        sources: [stagesPath(scope, scope.to)],
      }}
    />
  );
}
