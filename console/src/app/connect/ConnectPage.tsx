import { ConnectPanel } from '@/features/live/ConnectPanel';
import { KeysPanel } from '@/features/live/KeysPanel';
import { useText } from '@/shared/i18n/language';
import { type BrandPageProps, OfBrand } from '@/app/OfBrand';
import { appText } from '@/app/text';

/** From nothing to the first event of a new source. */
export default function ConnectPage() {
  return <OfBrand page={Connect} />;
}

function Connect({ brand }: BrandPageProps) {
  const words = useText(appText);
  return (
    <>
      <div className="tb-toolbar">
        <div className="tb-toolbar-title">
          <h1>{words.connectPage}</h1>
          <p>{words.connectSubtitle}</p>
        </div>
      </div>
      <div className="tb-grid" data-testid="connect">
        <ConnectPanel key={brand.name} brand={brand} />
        <KeysPanel key={`keys of ${brand.name}`} brand={brand} />
      </div>
    </>
  );
}
