import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Change } from '@/shared/ui/Change';
import { MetricCard } from '@/shared/ui/MetricCard';
import { flowPath, useFlows } from './api';
import { deepening, deepenRate } from './deepening';
import { spansUpTo } from './periods';
import { flowText } from './text';

const PERIODS_SHOWN = 6;

/** The share of consumers whose relation with the brand deepened. */
export function DeepenCard({ scope }: { scope: Scope }) {
  const words = useText(flowText);
  const figures = useFigures(scope.brand.currency);
  const flows = useFlows(scope, spansUpTo(scope, scope.firstDay, PERIODS_SHOWN));
  const counts = flows.map(({ data }) => deepening(data ?? [], scope.ladder));
  const rates = counts.map(deepenRate);
  const [now, before] = [rates.at(-1), rates.at(-2)];
  const current = counts.at(-1);
  return (
    <MetricCard
      title={words.deepen}
      testId="deepen-card"
      asked={asked(...flows)}
      value={now === undefined ? '—' : figures.percent(now)}
      change={
        now !== undefined &&
        before !== undefined && (
          <>
            <Change amount={now - before}>{words.points(figures.signedPercent(now - before).replace('%', ''))}</Change>
            <span>{words.beforePeriod}</span>
          </>
        )
      }
      trend={rates.filter((rate) => rate !== undefined)}
      trendLabel={words.deepen}
      explanation={{
        formula: words.deepenFormula,
        note: words.deepenNote,
        numbers: [
          [words.deepenedCount, figures.exactCount(current?.deepened ?? 0)],
          [words.couldDeepen, figures.exactCount(current?.couldDeepen ?? 0)],
        ],
        sources: [flowPath(scope, scope)],
      }}
    />
  );
}
