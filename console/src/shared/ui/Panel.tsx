import { Skeleton } from 'antd';
import { type ReactNode, useId } from 'react';
import { Explain, type Explanation } from './Explain';
import { ProblemAlert } from './ProblemAlert';
import type { Asked } from './asked';

interface PanelProps {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly explanation?: Explanation | undefined;
  readonly extra?: ReactNode;
  /** The questions that must be answered before there is something to show. */
  readonly asked: Asked;
  readonly testId: string;
  readonly children: ReactNode;
}

/** A titled section that shows a skeleton while it waits, the problem if there is nothing else to show, and else its content. */
export function Panel({ title, subtitle, explanation, extra, asked, testId, children }: PanelProps) {
  const heading = useId();
  return (
    <section className="tb-panel" aria-labelledby={heading} aria-busy={asked.pending} data-testid={testId}>
      <header className="tb-panel-head">
        <div>
          <h2 id={heading}>
            {title}
            {explanation && <Explain title={title} explanation={explanation} testId={testId} />}
          </h2>
          {subtitle && <p>{subtitle}</p>}
        </div>
        {extra && <div className="tb-panel-extra">{extra}</div>}
      </header>
      {asked.setback && !asked.failure && (
        <div className="tb-notice">
          <ProblemAlert failure={asked.setback} onRetry={asked.retry} />
        </div>
      )}
      {asked.failure ? (
        <ProblemAlert failure={asked.failure} onRetry={asked.retry} comparedDay={asked.comparedDay} />
      ) : asked.pending ? (
        <Skeleton active paragraph={{ rows: 6 }} title={false} />
      ) : (
        children
      )}
    </section>
  );
}
