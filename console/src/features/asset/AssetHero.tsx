import { Skeleton } from 'antd';
import { Sparkline } from '@/shared/charts/Sparkline';
import { difference } from '@/shared/format/decimal';
import { useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Change } from '@/shared/ui/Change';
import { Explain } from '@/shared/ui/Explain';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { Composition } from './Composition';
import { type Asset, assetPath, assetTrendPath, useAsset, useAssetTrend } from './api';
import { assetText } from './text';

/** The one number: what the brand's consumers are worth, and how that changed. */
export function AssetHero({ scope }: { scope: Scope }) {
  const words = useText(assetText);
  const start = useAsset(scope, scope.from);
  const end = useAsset(scope, scope.to);
  const trend = useAssetTrend(scope, scope.from);
  const state = asked(start, end, trend);
  return (
    <article className="tb-hero" aria-busy={state.pending} data-testid="asset-card">
      {state.failure ? (
        <ProblemAlert failure={state.failure} onRetry={state.retry} />
      ) : start.data && end.data && trend.data ? (
        <>
          <Total scope={scope} start={start.data} end={end.data} />
          <Composition asset={end.data} scope={scope} />
          <Sparkline
            values={trend.data.map(({ value }) => Number(value))}
            label={words.trend}
            color="#8fe3d8"
            height={72}
          />
        </>
      ) : (
        <Skeleton active paragraph={{ rows: 4 }} title={false} />
      )}
    </article>
  );
}

function Total({ scope, start, end }: { scope: Scope; start: Asset; end: Asset }) {
  const words = useText(assetText);
  const figures = useFigures(scope.brand.currency);
  const change = difference(end.total, start.total);
  const share = Number(start.total) ? Number(change) / Number(start.total) : 0;
  return (
    <>
      <h3>
        {words.asset}
        <Explain
          title={words.asset}
          testId="asset-card"
          explanation={{
            formula: words.assetFormula,
            note: words.assetNote(scope.horizon),
            numbers: [
              ...end.stages.map(({ stage, consumers, perConsumer, value }): [string, string] => [
                `${stage}: ${figures.exactCount(consumers)} × ${figures.exactMoney(perConsumer)}`,
                figures.exactMoney(value),
              ]),
              [words.asset, figures.exactMoney(end.total)],
            ],
            sources: [assetPath(scope, scope.to), assetTrendPath(scope, scope.from)],
          }}
        />
      </h3>
      <p className="tb-hero-figure" data-testid="asset-card-value" title={figures.exactMoney(end.total)}>
        {figures.money(end.total)}
      </p>
      <p className="tb-hero-exact">{figures.exactMoney(end.total)}</p>
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
                [scope.from, figures.exactMoney(start.total)],
                [words.change, figures.exactMoney(change)],
              ],
              sources: [assetPath(scope, scope.to), assetPath(scope, scope.from)],
            }}
          />
        </h3>
        <p data-testid="asset-change-card-value" title={figures.exactMoney(change)}>
          <strong>{figures.signedMoney(change)}</strong>
          <Change amount={Number(change)}>{figures.signedPercent(share)}</Change>
          <span>{words.since(scope.from)}</span>
        </p>
      </div>
    </>
  );
}
