import { EventsPanel } from '@/features/live/EventsPanel';
import { FeedsPanel } from '@/features/live/FeedsPanel';
import { LiveHeadline } from '@/features/live/LiveHeadline';
import { SourcesPanel } from '@/features/live/SourcesPanel';
import { useText } from '@/shared/i18n/language';
import { type BrandPageProps, OfBrand } from '@/app/OfBrand';
import { appText } from '@/app/text';

/** What live sources send, as it comes. */
export default function LivePage() {
  return <OfBrand page={Live} />;
}

function Live({ brand }: BrandPageProps) {
  const words = useText(appText);
  return (
    <>
      <div className="tb-toolbar">
        <div className="tb-toolbar-title">
          <h1>{words.livePage}</h1>
          <p>{words.liveSubtitle}</p>
        </div>
      </div>
      <div className="tb-grid" data-testid="live">
        <LiveHeadline brand={brand} />
        <SourcesPanel brand={brand} />
        <FeedsPanel brand={brand} />
        <EventsPanel brand={brand} />
      </div>
    </>
  );
}
