import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Change } from '@/shared/ui/Change';
import { MetricCard } from '@/shared/ui/MetricCard';
import { stagesPath, stageTrendPath, useStages, useStageTrend } from './api';
import { byDay, countOf, onLadder } from './rungs';
import { ladderText } from './text';

/** How many consumers stand on the ladder. */
export function ConsumersCard({ scope }: { scope: Scope }) {
  const words = useText(ladderText);
  const figures = useFigures(scope.brand.currency);
  const start = useStages(scope, scope.from);
  const end = useStages(scope, scope.to);
  const trend = useStageTrend(scope, scope.from);
  const [before, now] = [onLadder(start.data ?? []), onLadder(end.data ?? [])];
  return (
    <MetricCard
      title={words.consumers}
      testId="consumers-card"
      asked={asked(start, end, trend)}
      value={figures.count(now)}
      exact={figures.exactCount(now)}
      change={
        <>
          <Change amount={now - before}>{figures.signedCount(now - before)}</Change>
          <span>{words.since(scope.from)}</span>
        </>
      }
      trend={byDay(trend.data ?? []).map(({ counts }) => onLadder(counts))}
      trendLabel={words.consumers}
      explanation={{
        formula: words.consumersFormula,
        note: words.consumersNote,
        numbers: [
          ...scope.ladder.stages.map(({ code }): [string, string] => [
            code,
            figures.exactCount(countOf(end.data ?? [], code)),
          ]),
          [words.total, figures.exactCount(now)],
        ],
        sources: [stagesPath(scope, scope.to), stageTrendPath(scope, scope.from)],
      }}
    />
  );
}
