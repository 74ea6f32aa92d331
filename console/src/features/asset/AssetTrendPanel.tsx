import { useMemo, useState } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { type Figures, useFigures } from '@/shared/format/figures';
import { sentences, useLanguage, useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Panel } from '@/shared/ui/Panel';
import { type Range, rangeStart, RangeSwitch } from '@/shared/ui/RangeSwitch';
import { useRoom } from '@/shared/ui/useRoom';
import { type AssetDay, assetTrendPath, useAssetTrend } from './api';
import { assetOption } from './assetOption';
import { assetText, type AssetWords } from './text';

/** The asset over time. */
export function AssetTrendPanel({ scope }: { scope: Scope }) {
  const { language } = useLanguage();
  const words = useText(assetText);
  const figures = useFigures(scope.brand.currency);
  const room = useRoom();
  const [range, setRange] = useState<Range>('90');
  const start = rangeStart(range, scope);
  const trend = useAssetTrend(scope, start);
  const option = useMemo(
    () => assetOption(trend.data ?? [], { words, figures, room, compareDay: scope.from }),
    [trend.data, words, figures, room, scope.from],
  );
  return (
    <Panel
      title={words.trend}
      subtitle={words.trendSubtitle}
      testId="asset-trend"
      asked={asked(trend)}
      extra={<RangeSwitch value={range} onChange={setRange} testId="asset-trend-range" />}
      explanation={{
        formula: words.trendFormula,
        note: sentences(language, words.assetNote(scope.horizon), words.trendNote),
        sources: [assetTrendPath(scope, start)],
      }}
    >
      <Chart label={describe(words, figures, trend.data)} option={option} height={300} testId="asset-trend-chart" />
    </Panel>
  );
}

function describe({ trend }: AssetWords, figures: Figures, days: readonly AssetDay[] = []): string {
  const ends = [days[0], days.at(-1)].flatMap((each) => (each ? [`${each.day} ${figures.money(each.value)}`] : []));
  return `${trend}: ${ends.join(' → ')}`;
}
