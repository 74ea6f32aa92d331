import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { palette } from '@/shared/charts/palette';
import { Sparkline } from '@/shared/charts/Sparkline';
import type { Asked } from './asked';
import { Explain, type Explanation } from './Explain';
import { ProblemAlert } from './ProblemAlert';

interface MetricCardProps {
  readonly title: string;
  readonly value: string;
  readonly exact?: string;
  readonly change: ReactNode;
  readonly trend: readonly number[];
  readonly trendLabel: string;
  readonly explanation: Explanation;
  readonly asked: Asked;
  readonly testId: string;
}

/** A headline number with its change, its trend and the formula behind it. */
export function MetricCard(props: MetricCardProps) {
  const { title, value, exact, change, trend, trendLabel, explanation, asked, testId } = props;
  return (
    <article className="tb-metric" aria-busy={asked.pending} data-testid={testId}>
      <h3>
        {title}
        <Explain title={title} explanation={explanation} testId={testId} />
      </h3>
      {asked.failure ? (
        <ProblemAlert failure={asked.failure} onRetry={asked.retry} />
      ) : asked.pending ? (
        <Skeleton active paragraph={{ rows: 2 }} title={false} />
      ) : (
        <>
          {asked.setback && <ProblemAlert failure={asked.setback} onRetry={asked.retry} />}
          <p className="tb-figure" data-testid={`${testId}-value`} title={exact}>
            {value}
          </p>
          <p className="tb-change-line">{change}</p>
          <Sparkline values={trend} label={trendLabel} color={palette.primary} />
        </>
      )}
    </article>
  );
}
