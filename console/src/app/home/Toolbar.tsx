import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useLanguage, useText } from '@/shared/i18n/language';
import { type Horizon, HORIZONS, type Period, PERIODS, type Scope } from '@/shared/scope/scope';
import { Choice } from '@/shared/ui/Choice';
import { appText } from '@/app/text';
import { useScopeQuery } from '@/app/useScopeQuery';

const DaySpan = lazy(() => import('@/app/DaySpan'));

/** The page's title, and what it can be asked: which days, which ladder, how far ahead. */
export function Toolbar({ scope }: { scope: Scope }) {
  const words = useText(appText);
  const { language } = useLanguage();
  const [, change] = useScopeQuery();
  const [opened, setOpened] = useState(false);
  const custom = opened || scope.period === 'custom';
  const choosePeriod = (period: Period) => {
    setOpened(period === 'custom');
    if (period !== 'custom') {
      change({ period, from: undefined, to: undefined });
    }
  };
  return (
    <div className="tb-toolbar">
      <div className="tb-toolbar-title">
        <h1>{words.page}</h1>
        <p>{words.pageSubtitle}</p>
      </div>
      <div className="tb-toolbar-choices">
        <Choice
          label={words.ladder}
          testId="ladder-select"
          value={scope.ladder.name}
          onChange={(ladder) => {
            change({ ladder });
          }}
          options={scope.brand.ladders.map(({ name, title }) => ({ value: name, label: title[language] }))}
        />
        <Choice<Horizon>
          label={words.horizon}
          testId="horizon-select"
          value={scope.horizon}
          onChange={(horizon) => {
            change({ horizon });
          }}
          options={HORIZONS.map((horizon) => ({ value: horizon, label: words.horizons[horizon] }))}
        />
        <span className="tb-choice-label">{words.period}</span>
        <Segmented<Period>
          aria-label={words.period}
          data-testid="period"
          value={custom ? 'custom' : scope.period}
          onChange={choosePeriod}
          options={PERIODS.map((period) => ({ value: period, label: words.periods[period] }))}
        />
        {custom && (
          <Suspense fallback={<Skeleton.Input active size="small" />}>
            <DaySpan
              span={scope}
              firstDay={scope.firstDay}
              lastDay={scope.lastDay}
              apart={1}
              labels={{ from: words.from, to: words.to }}
              onChange={change}
            />
          </Suspense>
        )}
      </div>
    </div>
  );
}
