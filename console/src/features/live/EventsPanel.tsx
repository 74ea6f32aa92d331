import { useState } from 'react';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { asked } from '@/shared/ui/asked';
import { Choice } from '@/shared/ui/Choice';
import { Panel } from '@/shared/ui/Panel';
import { timeOf } from './amounts';
import { type LiveEvent, useLive, useLiveEvents } from './api';
import { kindName, reasonOf } from './reasons';
import { liveText } from './text';

const SHOWN = 50;

/** The debugger: the last events, the latest first, with what became of each. */
export function EventsPanel({ brand }: { brand: Brand }) {
  const words = useText(liveText);
  const [source, setSource] = useState('');
  const live = useLive(brand.name);
  const names = live.data?.sources.map((one) => one.source) ?? [];
  const chosen = names.includes(source) ? source : '';
  const events = useLiveEvents(brand.name, chosen);
  const last = (events.data ?? []).slice(-SHOWN).reverse();
  return (
    <Panel
      title={words.events}
      subtitle={words.eventsSubtitle}
      testId="live-events"
      asked={asked(events)}
      extra={
        names.length > 1 && (
          <Choice
            label={words.source}
            testId="live-events-source"
            value={chosen}
            onChange={setSource}
            options={[{ value: '', label: words.allSources }, ...names.map((name) => ({ value: name, label: name }))]}
          />
        )
      }
    >
      {last.length === 0 ? (
        <p className="tb-soft">{words.noEvents}</p>
      ) : (
        <EventTable events={last} zone={brand.zone} now={live.data?.at ?? last[0]?.at ?? ''} />
      )}
    </Panel>
  );
}

interface EventTableProps {
  readonly events: readonly LiveEvent[];
  readonly zone: string;
  readonly now: string;
}

function EventTable({ events, zone, now }: EventTableProps) {
  const words = useText(liveText);
  const { language } = useLanguage();
  return (
    <table className="tb-table tb-rows tb-events">
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.source}</th>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.kind}</th>
          <th scope="col" className="tb-number">
            {words.touches}
          </th>
          <th scope="col">{words.fate}</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <tr key={event.number} data-testid="live-event">
            <td className="tb-time">{timeOf(event.at, now, zone, language)}</td>
            <td className="tb-event-source tb-soft">{event.source}</td>
            <td className="tb-event-name">{event.name ?? '—'}</td>
            <td className="tb-event-kind">{event.kind ? <code title={event.kind}>{kindName(event.kind, language)}</code> : '—'}</td>
            <td className="tb-number">{event.touches}</td>
            <td className="tb-event-fate">
              <span className={`tb-fate tb-fate-${event.fate}`}>{words.fates[event.fate]}</span>
              {event.reason && <small>{reasonOf(event, language)}</small>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
