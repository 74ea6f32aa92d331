import { Button } from 'antd';
import { Link } from 'react-router';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { useLive, useLiveEvents } from './api';
import { connectText } from './connectText';
import { kindName, reasonOf } from './reasons';
import { Step } from './Step';
import { type Arrival, arrivalOf } from './totals';

interface ArrivalStepProps {
  readonly brand: Brand;
  readonly source: string | undefined;
  readonly onAnother: () => void;
}

/** Waits for the source's first event, and turns green when it is there. */
export function ArrivalStep({ brand, source, onAnother }: ArrivalStepProps) {
  const words = useText(connectText);
  return source === undefined ? (
    <Step title={words.arriveStep} state="later" />
  ) : (
    <Waiting brand={brand} source={source} onAnother={onAnother} />
  );
}

const STATES = { waiting: 'now', arrived: 'done', quarantined: 'warned', dropped: 'warned' } as const;

function Waiting({ brand, source, onAnother }: ArrivalStepProps & { source: string }) {
  const words = useText(connectText);
  const live = useLive(brand.name);
  const arrival = arrivalOf(live.data?.sources ?? [], source);
  return (
    <Step title={words.arriveStep} state={STATES[arrival]}>
      <div className={`tb-arrival tb-arrival-${arrival}`} role="status" data-testid="arrival" data-arrival={arrival}>
        <span className="tb-light" aria-hidden="true" />
        <div>
          <strong>{words[arrival]}</strong>
          {arrival !== 'waiting' && <First brand={brand} source={source} arrival={arrival} />}
        </div>
      </div>
      {arrival === 'arrived' && (
        <div className="tb-arrival-next">
          <Link className="tb-button" to={`/live?brand=${encodeURIComponent(brand.name)}`} data-testid="watch-live">
            {words.watch}
          </Link>
          <Button type="text" onClick={onAnother}>
            {words.another}
          </Button>
        </div>
      )}
    </Step>
  );
}

/** What the first event was, or what was wrong with it. */
function First({ brand, source, arrival }: { brand: Brand; source: string; arrival: Arrival }) {
  const words = useText(connectText);
  const { language } = useLanguage();
  const events = useLiveEvents(brand.name, source).data ?? [];
  const taken = events.find(({ kind }) => kind !== null) ?? events.find(({ fate }) => fate === arrival) ?? events[0];
  if (!taken) return null;
  const { kind, name, fate } = taken;
  const reason = reasonOf(taken, language);
  return (
    <p>
      {kind
        ? words.arrivedDetail(name ?? source, kindName(kind, language))
        : fate === 'dropped' && name
          ? words.droppedDetail(name, reason)
          : reason}
    </p>
  );
}
