import { useText } from '@/shared/i18n/language';
import { useFigures } from '@/shared/format/figures';
import { limitSize } from './amounts';
import type { Limits } from './api';
import { liveText } from './text';

/** What sources may send and the journal takes on, in a quiet line below the counts. */
export function LimitsLine({ limits, currency }: { limits: Limits; currency: string }) {
  const words = useText(liveText);
  const { count } = useFigures(currency);
  const { journal, events_per_second: rate } = limits;
  const said = [
    words.limitOfEvent(limitSize(limits.event_bytes)),
    words.limitOfBatch(limitSize(limits.batch_bytes), count(limits.batch_events)),
    rate === null ? words.anyRate : words.limitOfRate(count(rate)),
    words.limitOfJournal(limitSize(journal.lag_bytes), limitSize(journal.free_disk)),
    words.memory(count(journal.memory_days)),
  ];
  return (
    <p className="tb-limits" data-testid="live-limits">
      <strong>{words.limits}</strong> · {said.join(' · ')}
    </p>
  );
}
