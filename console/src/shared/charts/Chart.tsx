import { lazy, Suspense } from 'react';
import type { ChartOption } from './option';

const EChart = lazy(() => import('./EChart'));

interface ChartProps {
  /** What the picture shows, for those who cannot see it. */
  readonly label: string;
  readonly option: ChartOption;
  readonly height: number;
  readonly testId: string;
}

/** A chart with a label. The drawing library comes on demand. */
export function Chart({ label, option, height, testId }: ChartProps) {
  return (
    <div role="img" aria-label={label} data-testid={testId} className="tb-chart" style={{ height }}>
      <Suspense fallback={<div className="tb-chart-wait" />}>
        <EChart option={option} />
      </Suspense>
    </div>
  );
}
