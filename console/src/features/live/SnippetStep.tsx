import { Segmented, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import { sentences, useLanguage, useText } from '@/shared/i18n/language';
import type { Brand } from '@/shared/scope/brand';
import { CopyButton } from '@/shared/ui/CopyButton';
import { type Collector, useLive } from './api';
import { connectText } from './connectText';
import { hints, type Place, PLACES, snippet, type Way, WAY_NAMES, WAYS } from './snippets';

interface SnippetStepProps {
  readonly brand: Brand;
  readonly sourceKey: string;
}

/** Something to paste, for each way to send. A server that does not say where it is reached is taken to be where the page is from. */
export function SnippetStep({ brand, sourceKey }: SnippetStepProps) {
  const live = useLive(brand.name);
  if (live.isPending) return <Skeleton active title={false} />;
  return <Snippets brand={brand} sourceKey={sourceKey} collector={live.data?.collector} />;
}

function Snippets({ brand, sourceKey, collector }: SnippetStepProps & { readonly collector: Collector | undefined }) {
  const words = useText(connectText);
  const { language } = useLanguage();
  const [place, setPlace] = useState<Place>('web');
  const [way, setWay] = useState<Way>('page');
  const shown = useRef<HTMLElement>(null);
  const code = snippet(way, { server: collector?.url ?? window.location.origin, key: sourceKey, currency: brand.currency });
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
        {sentences(language, ...hints(place, window.location.hostname, collector?.from_elsewhere ?? false).map((hint) => words[hint]))}
      </p>
    </>
  );
}
