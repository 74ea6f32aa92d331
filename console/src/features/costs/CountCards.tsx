import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import { toldAbove } from '@/shared/ui/asked';
import { Change } from '@/shared/ui/Change';
import { MetricCard } from '@/shared/ui/MetricCard';
import { daysOf } from './period';
import { growth } from './spend';
import { costText } from './text';
import { type CostProps, usePeriod } from './usePeriod';

/** What was spent a day. */
export function PerDayCard({ brand, scope }: CostProps) {
  const words = useText(costText);
  const figures = useFigures(brand.currency);
  const { asked, now, before, days, source } = usePeriod({ brand, scope });
  const length = daysOf(scope);
  const perDay = Number(now.home) / length;
  const grown = growth(Number(now.home), before && Number(before.home));
  return (
    <MetricCard
      title={words.perDay}
      testId="spend-per-day"
      asked={toldAbove(asked)}
      value={figures.money(perDay)}
      change={<Grown by={grown} text={grown === undefined ? '' : figures.signedPercent(grown)} tone="plain" />}
      trend={days.map(({ home }) => Number(home))}
      trendLabel={words.byTime}
      explanation={{
        formula: words.perDayFormula,
        numbers: [
          [words.spend, figures.exactMoney(now.home, 4)],
          [words.days(length), figures.exactMoney(perDay.toFixed(4), 4)],
        ],
        sources: [source],
      }}
    />
  );
}

/** How often ads were shown or clicked, as far as reports tell. */
export function CountCard({ brand, scope, count }: CostProps & { readonly count: 'impressions' | 'clicks' }) {
  const words = useText(costText);
  const figures = useFigures(brand.currency);
  const { asked, now, before, days, source } = usePeriod({ brand, scope });
  const counted = now[count];
  const grown = growth(counted, before?.[count]);
  return (
    <MetricCard
      title={words[count]}
      testId={`cost-${count}`}
      asked={toldAbove(asked)}
      value={counted === undefined ? '—' : figures.count(counted)}
      {...(counted !== undefined && { exact: figures.exactCount(counted) })}
      change={
        counted === undefined ? (
          words.notTold
        ) : (
          <Grown by={grown} text={grown === undefined ? '' : figures.signedPercent(grown)} />
        )
      }
      trend={counted === undefined ? [] : days.map((day) => day[count] ?? 0)}
      trendLabel={words[count]}
      explanation={{
        formula: count === 'clicks' ? words.clicksFormula : words.impressionsFormula,
        note: words.countNote,
        numbers: [[`${scope.from} – ${scope.to}`, counted === undefined ? '—' : figures.exactCount(counted)]],
        sources: [source],
      }}
    />
  );
}

interface GrownProps {
  readonly by: number | undefined;
  readonly text: string;
  readonly tone?: 'signal' | 'plain';
}

/** A change against the period before; nothing where there is none to compare with. */
export function Grown({ by, text, tone = 'signal' }: GrownProps) {
  const words = useText(costText);
  if (by === undefined) return null;
  return (
    <>
      <Change amount={by} tone={tone}>
        {text}
      </Change>
      <span>{words.before}</span>
    </>
  );
}
