import { Link } from 'react-router';
import { useText } from '@/shared/i18n/language';
import { liveText } from './text';

/** What to do while nothing can come. */
export function NoSources({ brand }: { brand: string }) {
  const words = useText(liveText);
  return (
    <div className="tb-nothing" data-testid="live-no-sources">
      <h3>{words.noSources}</h3>
      <p>{words.noSourcesDetail}</p>
      <Link className="tb-button" to={`/connect?brand=${encodeURIComponent(brand)}`}>
        {words.connect}
      </Link>
    </div>
  );
}
