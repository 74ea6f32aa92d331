import { stageColor } from '@/shared/charts/palette';
import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import type { Asset } from './api';
import { assetText } from './text';

/** Which stages the asset stands on. */
export function Composition({ asset, scope }: { asset: Asset; scope: Scope }) {
  const words = useText(assetText);
  const figures = useFigures(scope.brand.currency);
  const total = Number(asset.total) || 1;
  const shares = asset.stages
    .map(({ stage, value }, index) => ({
      stage,
      share: Math.max(0, Number(value) / total),
      color: stageColor(index, asset.stages.length, 'dark'),
    }))
    .reverse();
  return (
    <div className="tb-composition" data-testid="asset-composition">
      <div role="img" aria-label={words.composition}>
        {shares.map(({ stage, share, color }) => (
          <span key={stage} style={{ flexGrow: share, background: color }} />
        ))}
      </div>
      <ul>
        {shares.map(({ stage, share, color }) => (
          <li key={stage}>
            <i style={{ background: color }} />
            {stage} {figures.percent(share)}
          </li>
        ))}
      </ul>
    </div>
  );
}
