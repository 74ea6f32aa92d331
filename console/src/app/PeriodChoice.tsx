import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { DaySpanProps } from '@/app/DaySpan';
import { useScopeQuery } from '@/app/useScopeQuery';

const DaySpan = lazy(() => import('@/app/DaySpan'));

interface PeriodChoiceProps<Period extends string> {
  readonly label: string;
  readonly period: Period | 'custom';
  readonly options: readonly { readonly value: Period | 'custom'; readonly label: string }[];
  /** What days of one's own are chosen from. */
  readonly days: Omit<DaySpanProps, 'onChange'>;
}

/** Which days a page is about: one of the usual periods, or days of one's own. The page's address keeps it. */
export function PeriodChoice<Period extends string>({ label, period, options, days }: PeriodChoiceProps<Period>) {
  const [, change] = useScopeQuery();
  const [opened, setOpened] = useState(false);
  const custom = opened || period === 'custom';
  const choose = (chosen: Period | 'custom') => {
    setOpened(chosen === 'custom');
    if (chosen !== 'custom') {
      change({ period: chosen, from: undefined, to: undefined });
    }
  };
  return (
    <>
      <Segmented<Period | 'custom'>
        aria-label={label}
        data-testid="period"
        value={custom ? 'custom' : period}
        onChange={choose}
        options={[...options]}
      />
      {custom && (
        <Suspense fallback={<Skeleton.Input active size="small" />}>
          <DaySpan {...days} onChange={change} />
        </Suspense>
      )}
    </>
  );
}
