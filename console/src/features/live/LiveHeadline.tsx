import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { palette } from '@/shared/charts/palette';
import { Sparkline } from '@/shared/charts/Sparkline';
import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { bytes, perSecond } from './amounts';
import { type Journal, type Live, useLive } from './api';
import { LimitsLine } from './LimitsLine';
import { MemoryNote } from './MemoryNote';
import { liveText } from './text';
import { rateOf, total, waitingOf } from './totals';

/** The counts that matter, the pulse of the last minute, and whether all is well. */
export function LiveHeadline({ brand }: { brand: Brand }) {
  const live = useLive(brand.name);
  if (live.error && !live.data) {
    return <ProblemAlert failure={live.error} onRetry={() => void live.refetch()} />;
  }
  if (!live.data) {
    return <Skeleton active paragraph={{ rows: 3 }} />;
  }
  return (
    <>
      {live.error && <ProblemAlert failure={live.error} />}
      <Cards live={live.data} currency={brand.currency} />
      {live.data.journal?.memory && <MemoryNote memory={live.data.journal.memory} />}
      {live.data.limits && <LimitsLine limits={live.data.limits} currency={brand.currency} />}
    </>
  );
}

function Cards({ live, currency }: { live: Live; currency: string }) {
  const words = useText(liveText);
  const { language } = useLanguage();
  const figures = useFigures(currency);
  const { journal, sources } = live;
  const count = (of: 'accepted' | 'duplicates' | 'quarantined') => figures.count(total(sources, of));
  return (
    <div className="tb-live-headline">
      <Card title={words.accepted} value={count('accepted')} testId="live-accepted" wide>
        <p>
          <strong>{words.rate(perSecond(rateOf(live), language))}</strong> · {words.sinceStart}
        </p>
        <Sparkline values={live.per_second} label={words.rateTrend} color={palette.primary} height={44} />
      </Card>
      <Card title={words.duplicates} value={count('duplicates')} testId="live-duplicates">
        <p>{words.known}</p>
      </Card>
      <Card
        title={words.quarantined}
        value={count('quarantined')}
        tone={total(sources, 'quarantined') > 0 ? 'bad' : undefined}
        testId="live-quarantined"
      >
        <code>{words.seeQuarantine}</code>
      </Card>
      {journal && <JournalCards journal={journal} count={figures.count} />}
    </div>
  );
}

function JournalCards({ journal, count }: { journal: Journal; count: (count: number) => string }) {
  const words = useText(liveText);
  const late = journal.lag_seconds > 60 || Boolean(journal.problem);
  const inKafka = journal.waiting_in_kafka ?? 0;
  const waiting = waitingOf(journal);
  return (
    <>
      <Card title={words.waiting} value={count(waiting)} tone={late ? 'bad' : undefined} testId="live-waiting">
        <p>
          {journal.problem ??
            (waiting > 0 ? words.oldest(journal.lag_seconds.toFixed(1)) : words.nothingWaits)}
        </p>
        {inKafka > 0 && <p>{words.inKafka(inKafka, count(inKafka))}</p>}
      </Card>
      <Card
        title={words.disk}
        value={bytes(journal.free_disk)}
        tone={journal.free_disk < journal.free_disk_limit * 2 ? 'bad' : undefined}
        testId="live-disk"
      >
        <p>{words.stopsBelow(bytes(journal.free_disk_limit))}</p>
      </Card>
    </>
  );
}

interface CardProps {
  readonly title: string;
  readonly value: string;
  readonly tone?: 'bad' | undefined;
  readonly wide?: boolean;
  readonly testId: string;
  readonly children: ReactNode;
}

function Card({ title, value, tone, wide = false, testId, children }: CardProps) {
  return (
    <article className={`tb-metric tb-live-card${wide ? ' tb-live-wide' : ''}`} data-testid={testId}>
      <h3>{title}</h3>
      <p className={`tb-figure${tone === 'bad' ? ' tb-down' : ''}`} data-testid={`${testId}-value`}>
        {value}
      </p>
      {children}
    </article>
  );
}
