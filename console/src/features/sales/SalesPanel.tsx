import { useMemo, useState } from 'react';
import { Chart } from '@/shared/charts/Chart';
import { type Figures, useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Legend } from '@/shared/ui/Legend';
import { Panel } from '@/shared/ui/Panel';
import { type Range, rangeStart, RangeSwitch } from '@/shared/ui/RangeSwitch';
import { useRoom } from '@/shared/ui/useRoom';
import { salesPath, useSales } from './api';
import { salesColors, salesOption } from './salesOption';
import { salesText } from './text';
import { everyDay, type SalesTotal, totalOf } from './totals';

/** Sales, refunds and cancelled orders day by day. */
export function SalesPanel({ scope }: { scope: Scope }) {
  const { language } = useLanguage();
  const words = useText(salesText);
  const figures = useFigures(scope.brand.currency);
  const room = useRoom();
  const [range, setRange] = useState<Range>('90');
  const start = rangeStart(range, scope);
  const sales = useSales(scope, start);
  const { brand, to } = scope;
  const days = useMemo(() => everyDay(sales.data ?? [], start, to), [sales.data, start, to]);
  const option = useMemo(
    () => salesOption(days, { zone: brand.zone, words, language, figures, room }),
    [days, brand.zone, words, language, figures, room],
  );
  return (
    <Panel
      title={words.sales}
      subtitle={words.salesSubtitle}
      testId="sales"
      asked={asked(sales)}
      extra={<RangeSwitch value={range} onChange={setRange} testId="sales-range" />}
      explanation={{ formula: words.salesFormula, note: words.netNote, sources: [salesPath(scope, start)] }}
    >
      <Totals total={totalOf(days)} figures={figures} />
      <Chart label={words.sales} option={option} height={248} testId="sales-chart" />
      <Legend
        items={[
          { color: salesColors.gmv, label: words.gmv },
          { color: salesColors.back, label: words.back },
        ]}
      />
    </Panel>
  );
}

function Totals({ total, figures }: { total: SalesTotal; figures: Figures }) {
  const words = useText(salesText);
  const refundRate = Number(total.gmv) ? figures.percent(Number(total.refunds) / Number(total.gmv)) : '—';
  const shown = [
    [words.gmv, figures.money(total.gmv)],
    [words.refunds, figures.money(total.refunds)],
    [words.refundRate, refundRate],
    [words.orders, figures.count(total.orders)],
    [words.guests, figures.money(total.guestGmv)],
  ];
  return (
    <dl className="tb-totals" aria-label={words.totals}>
      {shown.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
