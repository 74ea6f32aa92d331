import { useMemo, useState } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Legend } from '@/shared/ui/Legend';
import { Panel } from '@/shared/ui/Panel';
import { type Range, rangeStart, RangeSwitch } from '@/shared/ui/RangeSwitch';
import { useRoom } from '@/shared/ui/useRoom';
import { stageTrendPath, useStageTrend } from './api';
import { ladderText } from './text';
import { layersOf, trendOption } from './trendOption';

/** The stages day by day. */
export function StageTrendPanel({ scope }: { scope: Scope }) {
  const { language } = useLanguage();
  const words = useText(ladderText);
  const figures = useFigures(scope.brand.currency);
  const room = useRoom();
  const [range, setRange] = useState<Range>('all');
  const start = rangeStart(range, scope);
  const trend = useStageTrend(scope, start);
  const { ladder, brand } = scope;
  const option = useMemo(
    () => trendOption(trend.data ?? [], { ladder, zone: brand.zone, language, figures, room }),
    [trend.data, ladder, brand.zone, language, figures, room],
  );
  return (
    <Panel
      title={words.trend}
      subtitle={words.trendSubtitle}
      testId="stage-trend"
      asked={asked(trend)}
      extra={<RangeSwitch value={range} onChange={setRange} testId="stage-trend-range" />}
      explanation={{ formula: words.trendFormula, note: words.consumersNote, sources: [stageTrendPath(scope, start)] }}
    >
      <Chart label={words.trend} option={option} height={300} testId="stage-trend-chart" />
      <Legend items={layersOf(ladder, language).map(({ name, color }) => ({ color, label: name }))} />
    </Panel>
  );
}
