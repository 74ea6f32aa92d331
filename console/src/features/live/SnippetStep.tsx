import { Segmented } from 'antd';
import { useRef, useState } from 'react';
import { sentences, useLanguage, useText } from '@/shared/i18n/language';
import { CopyButton } from '@/shared/ui/CopyButton';
import { connectText } from './connectText';
import { hints, type Place, PLACES, snippet, type Way, WAY_NAMES, WAYS } from './snippets';

/** Something to paste, for each way to send. */
export function SnippetStep({ sourceKey, currency }: { sourceKey: string; currency: string }) {
  const words = useText(connectText);
  const { language } = useLanguage();
  const [place, setPlace] = useState<Place>('web');
  const [way, setWay] = useState<Way>('page');
  const shown = useRef<HTMLElement>(null);
  const code = snippet(way, { server: window.location.origin, key: sourceKey, currency });
  return (
    <>
      <div className="tb-scroll">
        <Segmented<Place>
          aria-label={words.places}
          data-testid="places"
          value={place}
          onChange={(chosen) => {
            setPlace(chosen);
            setWay(WAYS[chosen][0]);
          }}
          options={PLACES.map((value) => ({ value, label: words.placeNames[value] }))}
        />
      </div>
      <div className="tb-scroll tb-ways">
        <Segmented<Way>
          key={place}
          aria-label={words.ways}
          data-testid="ways"
          value={way}
          onChange={setWay}
          options={WAYS[place].map((value) => ({ value, label: WAY_NAMES[value] }))}
        />
      </div>
      <div className="tb-snippet">
        {/* Long lines are reached with the keyboard too. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <pre tabIndex={0} data-testid="snippet">
          <code ref={shown}>{code}</code>
        </pre>
        <CopyButton text={code} shownIn={shown} />
      </div>
      <p className="tb-hint">
        {sentences(language, ...hints(place, window.location.hostname).map((hint) => words[hint]))}
      </p>
    </>
  );
}
