import { type Figures, useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import { toldAbove } from '@/shared/ui/asked';
import { MetricCard } from '@/shared/ui/MetricCard';
import { Grown } from './CountCards';
import { coverOf, growth, rateOf, type RateName, type Spend } from './spend';
import { costText, type CostWords } from './text';
import { type CostProps, usePeriod } from './usePeriod';

const ALL = 0.9995;

/** What a thousand impressions or a click cost, or how many were clicked: of those costs that tell it. */
export function RateCard({ brand, scope, rate }: CostProps & { readonly rate: RateName }) {
  const words = useText(costText);
  const figures = useFigures(brand.currency);
  const { asked, now, before, days, source } = usePeriod({ brand, scope });
  const value = rateOf(now, rate);
  const grown = growth(value, before && rateOf(before, rate));
  const cover = rate === 'ctr' ? 1 : coverOf(now, rate);
  return (
    <MetricCard
      title={words[rate]}
      testId={`cost-${rate}`}
      asked={toldAbove(asked)}
      value={rateText(value, rate, figures)}
      change={
        value === undefined ? (
          words.notTold
        ) : (
          <>
            <Grown
              by={grown}
              text={grown === undefined ? '' : figures.signedPercent(grown)}
              tone={rate === 'ctr' ? 'signal' : 'plain'}
            />
            {cover < ALL && <span>{words.coversShort(figures.percent(cover))}</span>}
          </>
        )
      }
      trend={days.flatMap((day) => rateOf(day, rate) ?? [])}
      trendLabel={words[rate]}
      explanation={{
        formula: words[`${rate}Formula`],
        note: words.rateNote,
        numbers: [...basisRows(now, rate, words, figures), [words[rate], rateText(value, rate, figures)]],
        sources: [source],
      }}
    />
  );
}

function basisRows(spend: Spend, rate: RateName, words: CostWords, figures: Figures): [string, string][] {
  const { of, over } = spend[rate];
  return rate === 'ctr'
    ? [
        [words.clicks, figures.exactCount(Number(of))],
        [words.impressions, figures.exactCount(over)],
      ]
    : [
        [words.spend, figures.exactMoney(of, 4)],
        [rate === 'cpm' ? words.impressions : words.clicks, figures.exactCount(over)],
        [words.covers, figures.percent(coverOf(spend, rate))],
      ];
}

/** ¥12.30, 1.5%; a dash where it cannot be told. */
export const rateText = (value: number | undefined, rate: RateName, figures: Figures): string =>
  value === undefined ? '—' : rate === 'ctr' ? figures.percent(value) : figures.exactMoney(value.toFixed(4));
