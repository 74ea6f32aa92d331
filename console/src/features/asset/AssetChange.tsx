import { monthEndIn } from '@/shared/format/day';
import { difference } from '@/shared/format/decimal';
import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Change } from '@/shared/ui/Change';
import { Explain } from '@/shared/ui/Explain';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { type Asset, assetPath, useAsset } from './api';
import { assetText } from './text';

/** What the asset gained or lost since the day of comparison. */
export function AssetChange({ scope, end }: { scope: Scope; end: Asset }) {
  const words = useText(assetText);
  const figures = useFigures(scope.brand.currency);
  const start = useAsset(scope, scope.from);
  if (!start.data) {
    const { failure, retry } = asked(start);
    return <div className="tb-hero-change">{failure && <ProblemAlert failure={failure} onRetry={retry} comparedDay={scope.from} />}</div>;
  }
  const monthEnd = monthEndIn(scope.from, scope.to);
  const change = difference(end.total, start.data.total);
  const share = Number(start.data.total) ? Number(change) / Number(start.data.total) : undefined;
  return (
    <div className="tb-hero-change" data-testid="asset-change-card">
      <h3>
        {words.change}
        <Explain
          title={words.change}
          testId="asset-change-card"
          explanation={{
            formula: words.changeFormula,
            numbers: [
              [scope.to, figures.exactMoney(end.total)],
              [scope.from, figures.exactMoney(start.data.total)],
              [words.change, figures.exactMoney(change)],
            ],
            sources: [assetPath(scope, scope.to), assetPath(scope, scope.from)],
          }}
        />
      </h3>
      <p data-testid="asset-change-card-value" title={figures.exactMoney(change)}>
        <strong>{figures.signedMoney(change)}</strong>
        {share !== undefined && <Change amount={Number(change)}>{figures.signedPercent(share)}</Change>}
        <span>{words.since(scope.from)}</span>
      </p>
      {monthEnd && (
        <p className="tb-hero-step" data-testid="asset-change-step">
          {words.acrossMonthEnd(monthEnd)}
        </p>
      )}
    </div>
  );
}
