import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { COST_PERIODS, type CostPeriod, type CostScope } from '@/features/costs/period';
import { later } from '@/shared/format/day';
import { useText } from '@/shared/i18n/language';
import { appText } from '@/app/text';
import { useScopeQuery } from '@/app/useScopeQuery';

const DaySpan = lazy(() => import('@/app/DaySpan'));

/** The page's title, up to when costs were reported, and which days it is about. */
export function CostsToolbar({ scope }: { scope: CostScope }) {
  const words = useText(appText);
  const [, change] = useScopeQuery();
  const [opened, setOpened] = useState(false);
  const custom = opened || scope.period === 'custom';
  const choosePeriod = (period: CostPeriod) => {
    setOpened(period === 'custom');
    if (period !== 'custom') {
      change({ period, from: undefined, to: undefined });
    }
  };
  return (
    <div className="tb-toolbar">
      <div className="tb-toolbar-title">
        <h1>{words.costsPage}</h1>
        <p>
          {words.costsSubtitle} · {words.costsUntil(scope.lastDay)} · <Link to="/guides/costs">{words.guide}</Link>
        </p>
      </div>
      <div className="tb-toolbar-choices">
        <Segmented<CostPeriod>
          aria-label={words.costPeriod}
          data-testid="period"
          value={custom ? 'custom' : scope.period}
          onChange={choosePeriod}
          options={COST_PERIODS.map((period) => ({ value: period, label: words.costPeriods[period] }))}
        />
        {custom && (
          <Suspense fallback={<Skeleton.Input active size="small" />}>
            <DaySpan
              span={scope}
              firstDay={scope.firstDay}
              lastDay={later(scope.lastDay, scope.to)}
              apart={0}
              labels={{ from: words.firstDay, to: words.lastDay }}
              onChange={change}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}
