import { Button, Drawer, Skeleton } from 'antd';
import { useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { type Behind, costsPath, type Opened, reportsPath, type Span, useCosts, useReports } from './api';
import { CostRows, ReportRows } from './BehindRows';
import { costText } from './text';

interface BehindDrawerProps {
  readonly brand: Brand;
  readonly span: Span;
  readonly opened: Opened;
  readonly onClose: () => void;
}

/** What stands behind a number: the imports that reported it last, and the costs one by one. */
export default function BehindDrawer({ brand, span, opened, onClose }: BehindDrawerProps) {
  const words = useText(costText);
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(760px, 100vw)"
      title={opened.title}
      closable={{ 'aria-label': words.close }}
    >
      <div className="tb-behind" data-testid="behind">
        <p className="tb-soft">
          {span.from} – {span.to}
        </p>
        <Inside brand={brand} behind={{ from: span.from, to: span.to, of: opened.of }} />
      </div>
    </Drawer>
  );
}

function Inside({ brand, behind }: { brand: Brand; behind: Behind }) {
  const words = useText(costText);
  const reports = useReports(brand.name, behind);
  const costs = useCosts(brand.name, behind);
  return (
    <>
      <h3>{words.reports}</h3>
      {reports.error && <ProblemAlert failure={reports.error} onRetry={() => void reports.refetch()} />}
      {reports.isPending && <Skeleton active paragraph={{ rows: 2 }} title={false} />}
      {reports.data && <ReportRows reports={reports.data} brand={brand} />}
      <h3>{words.costs}</h3>
      {costs.error && <ProblemAlert failure={costs.error} onRetry={() => void costs.refetch()} />}
      {costs.isPending && <Skeleton active paragraph={{ rows: 5 }} title={false} />}
      {costs.data && <CostRows costs={costs.data.pages.flat()} />}
      {costs.hasNextPage && (
        <p className="tb-more">
          <Button size="small" loading={costs.isFetchingNextPage} onClick={() => void costs.fetchNextPage()}>
            {words.more}
          </Button>
        </p>
      )}
      <p className="tb-sources">
        {[reportsPath(brand.name, behind), costsPath(brand.name, behind)].map((source) => (
          <a key={source} href={source} target="_blank" rel="noreferrer">
            GET {decodeURIComponent(source)}
          </a>
        ))}
      </p>
    </>
  );
}
