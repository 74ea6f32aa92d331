import { Link } from 'react-router';
import { COST_PERIODS, type CostScope } from '@/features/costs/period';
import { later } from '@/shared/format/day';
import { useText } from '@/shared/i18n/language';
import { PeriodChoice } from '@/app/PeriodChoice';
import { appText } from '@/app/text';

/** The page's title, up to when costs were reported, and which days it is about. */
export function CostsToolbar({ scope }: { scope: CostScope }) {
  const words = useText(appText);
  return (
    <div className="tb-toolbar">
      <div className="tb-toolbar-title">
        <h1>{words.costsPage}</h1>
        <p>
          {words.costsSubtitle} · {words.costsUntil(scope.lastDay)} · <Link to="/guides/costs">{words.guide}</Link>
        </p>
      </div>
      <div className="tb-toolbar-choices">
        <PeriodChoice
          label={words.costPeriod}
          period={scope.period}
          options={COST_PERIODS.map((period) => ({ value: period, label: words.costPeriods[period] }))}
          days={{
            span: scope,
            firstDay: scope.firstDay,
            lastDay: later(scope.lastDay, scope.to),
            apart: 0,
            labels: { from: words.firstDay, to: words.lastDay },
          }}
        />
      </div>
    </div>
  );
}
