import { useFigures } from '@/shared/format/figures';
import { useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { asked } from '@/shared/ui/asked';
import { Panel } from '@/shared/ui/Panel';
import { timeOf } from './amounts';
import { type Feed, useFeeds } from './api';
import { liveText } from './text';

const COUNTS = ['read', 'accepted', 'duplicates', 'quarantined', 'dropped', 'faults'] as const;

/** What is fetched from elsewhere: how each feed stands, and what is wrong with it. Not there while there are none. */
export function FeedsPanel({ brand }: { brand: Brand }) {
  const words = useText(liveText);
  const feeds = useFeeds(brand.name);
  const known = feeds.data;
  if (known ? known.length === 0 : !feeds.error) return null;
  return (
    <Panel title={words.feeds} subtitle={words.feedsSubtitle} testId="live-feeds" asked={asked(feeds)}>
      <div className="tb-scroll">
        <table className="tb-table tb-rows">
          <thead>
            <tr>
              <th scope="col">{words.feed}</th>
              <th scope="col" className="tb-feed-state">
                {words.state}
              </th>
              {COUNTS.map((count) => (
                <th key={count} scope="col">
                  {words[count]}
                </th>
              ))}
              <th scope="col">{words.waitingThere}</th>
              <th scope="col" className="tb-last-event">
                {words.lastRead}
              </th>
            </tr>
          </thead>
          {known?.map((feed) => (
            <FeedRows key={feed.name} feed={feed} brand={brand} />
          ))}
        </table>
      </div>
    </Panel>
  );
}

/** How a feed stands, and under it what is wrong if anything is. */
function FeedRows({ feed, brand }: { feed: Feed; brand: Brand }) {
  const words = useText(liveText);
  const { language } = useLanguage();
  const figures = useFigures(brand.currency);
  return (
    <tbody className="tb-feed" data-testid={`live-feed-${feed.name}`} data-state={feed.state}>
      <tr>
        <th scope="row">
          {feed.name}
          {feed.kind && <span className="tb-tag">{feed.kind}</span>}
        </th>
        <td className="tb-feed-state">{words.feedStates[feed.state]}</td>
        {COUNTS.map((count) => (
          <td key={count} className={feed[count] ? undefined : 'tb-zero'}>
            {figures.count(feed[count])}
          </td>
        ))}
        <td>{feed.waiting === null ? '–' : figures.count(feed.waiting)}</td>
        <td className="tb-last-event">
          {feed.last_at ? timeOf(feed.last_at, new Date().toISOString(), brand.zone, language) : words.never}
        </td>
      </tr>
      {feed.fault && (
        <tr>
          <td className="tb-feed-fault" colSpan={COUNTS.length + 4}>
            {feed.fault}
          </td>
        </tr>
      )}
    </tbody>
  );
}
