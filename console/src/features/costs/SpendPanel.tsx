import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import { asked } from '@/shared/ui/asked';
import { Legend } from '@/shared/ui/Legend';
import { Panel } from '@/shared/ui/Panel';
import { useRoom } from '@/shared/ui/useRoom';
import { sumsPath, useSums } from './api';
import { daysOf } from './period';
import { spends } from './spend';
import { spendColors, spendOption, type Unit } from './spendOption';
import { costText } from './text';
import { type CostProps, usePeriod } from './usePeriod';

const UNITS: readonly Unit[] = ['day', 'month'];
const MANY_DAYS = 120;

/** Spend by day, beside the period before, or by month. */
export function SpendPanel({ brand, scope }: CostProps) {
  const { language } = useLanguage();
  const words = useText(costText);
  const figures = useFigures(brand.currency);
  const room = useRoom();
  const [chosen, setChosen] = useState<Unit>();
  const unit = chosen ?? (daysOf(scope) > MANY_DAYS ? 'month' : 'day');
  const period = usePeriod({ brand, scope });
  const months = useSums(brand.name, 'month', scope);
  const { zone, currency } = brand;
  const option = useMemo(
    () =>
      unit === 'day'
        ? spendOption(period.days, period.daysBefore, { unit, zone, words, language, figures, room })
        : spendOption(spends(months.data ?? [], currency), [], { unit, zone, words, language, figures, room }),
    [unit, period.days, period.daysBefore, months.data, zone, currency, words, language, figures, room],
  );
  const compared = unit === 'day' && period.daysBefore.length > 0;
  return (
    <Panel
      title={words.byTime}
      subtitle={compared ? words.byTimeSubtitle : words.byTimeAlone}
      testId="spend-trend"
      asked={unit === 'day' ? period.asked : asked(months)}
      explanation={{
        formula: words.spendFormula,
        note: words.spendNote,
        sources: [unit === 'day' ? period.source : sumsPath(brand.name, 'month', scope)],
      }}
      extra={
        <Segmented<Unit>
          size="small"
          aria-label={words.unit}
          data-testid="spend-unit"
          value={unit}
          onChange={setChosen}
          options={UNITS.map((each) => ({ value: each, label: words.units[each] }))}
        />
      }
    >
      <Chart
        label={`${words.byTime}: ${scope.from} – ${scope.to}, ${figures.money(period.now.home)}`}
        option={option}
        height={room === 'narrow' ? 280 : 380}
        testId="spend-trend-chart"
      />
      {compared && (
        <Legend
          items={[
            { color: spendColors.current, label: words.current },
            { color: spendColors.before, label: words.previous },
          ]}
        />
      )}
    </Panel>
  );
}
