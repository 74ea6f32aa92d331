import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { asked, toldAbove } from '@/shared/ui/asked';
import { Panel } from '@/shared/ui/Panel';
import { timeOf } from './amounts';
import { type Live, useLive } from './api';
import { NoSources } from './NoSources';
import { kindName } from './reasons';
import { liveText } from './text';
import { kindsOf } from './totals';

const COUNTS = ['accepted', 'duplicates', 'quarantined', 'dropped', 'refused'] as const;
const KINDS_SHOWN = 12;

/** Each source's counts, and what the events became. */
export function SourcesPanel({ brand }: { brand: Brand }) {
  const words = useText(liveText);
  const live = useLive(brand.name);
  const known = live.data;
  return (
    <Panel
      title={words.sources}
      subtitle={words.sourcesSubtitle}
      testId="live-sources"
      asked={toldAbove(asked(live))}
    >
      {known && known.sources.length > 0 ? (
        <div className="tb-live-sources">
          <SourceTable live={known} brand={brand} />
          <Kinds live={known} brand={brand} />
          <Refusals live={known} brand={brand} />
        </div>
      ) : (
        <NoSources brand={brand.name} />
      )}
    </Panel>
  );
}

function SourceTable({ live, brand }: { live: Live; brand: Brand }) {
  const words = useText(liveText);
  const { language } = useLanguage();
  const figures = useFigures(brand.currency);
  return (
    <div className="tb-scroll">
      <table className="tb-table tb-rows">
        <thead>
          <tr>
            <th scope="col">{words.source}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col">
                {words[count]}
              </th>
            ))}
            <th scope="col" className="tb-last-event">
              {words.lastEvent}
            </th>
          </tr>
        </thead>
        <tbody>
          {live.sources.map((source) => (
            <tr key={source.source} data-testid={`live-source-${source.source}`}>
              <th scope="row">
                {source.source}
                {!source.enabled && <span className="tb-tag">{words.off}</span>}
              </th>
              {COUNTS.map((count) => (
                <td key={count} className={source[count] ? undefined : 'tb-zero'}>
                  {figures.count(source[count])}
                </td>
              ))}
              <td className="tb-last-event">
                {source.last_at ? timeOf(source.last_at, live.at, brand.zone, language) : words.never}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whole requests that were turned away, and why. */
function Refusals({ live, brand }: { live: Live; brand: Brand }) {
  const words = useText(liveText);
  const figures = useFigures(brand.currency);
  const refusals = live.refusals ?? [];
  if (refusals.length === 0) return null;
  return (
    <section className="tb-kinds" aria-label={words.refusals} data-testid="live-refusals">
      <h3>{words.refusals}</h3>
      <ul className="tb-soft">
        {refusals.map(({ source, code, requests }) => (
          <li key={`${source ?? ''} ${code}`}>
            {source ?? words.unknownSender} · <code>{code}</code> · {figures.count(requests)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Kinds({ live, brand }: { live: Live; brand: Brand }) {
  const words = useText(liveText);
  const { language } = useLanguage();
  const figures = useFigures(brand.currency);
  const kinds = kindsOf(live.sources).slice(0, KINDS_SHOWN);
  const most = Math.max(1, ...kinds.map(([, touches]) => touches));
  return (
    <section className="tb-kinds" aria-label={words.kinds} data-testid="live-kinds">
      <h3>{words.kinds}</h3>
      {kinds.length === 0 && <p className="tb-soft">{words.noKinds}</p>}
      <dl>
        {kinds.map(([kind, touches]) => (
          <div key={kind}>
            <dt title={kind}>{kindName(kind, language)}</dt>
            <dd>
              <span aria-hidden="true" style={{ width: `${String(Math.max(2, (touches / most) * 100))}%` }} />
              {figures.count(touches)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
