import type { Figures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { AssetBasis } from './api';
import { assetText } from './text';

/** How sure the asset is, and how much it was learnt from. */
export function AssetCertainty({ basis, figures }: { basis: AssetBasis; figures: Figures }) {
  const words = useText(assetText);
  const [low, high] = basis.interval ?? [];
  return (
    <p className="tb-hero-certainty" data-testid="asset-interval">
      <span>{low && high ? words.interval(figures.money(low), figures.money(high)) : words.noInterval}</span>
      <span>{words.learnt(basis.months)}</span>
    </p>
  );
}
