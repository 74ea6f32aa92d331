import { Skeleton } from 'antd';
import { Sparkline } from '@/shared/charts/Sparkline';
import { type Figures, useFigures } from '@/shared/format/figures';
import { useText } from '@/shared/i18n/language';
import type { Scope } from '@/shared/scope/scope';
import { asked } from '@/shared/ui/asked';
import { Explain } from '@/shared/ui/Explain';
import { ProblemAlert } from '@/shared/ui/ProblemAlert';
import { AssetChange } from './AssetChange';
import { Composition } from './Composition';
import { AssetCertainty } from './AssetCertainty';
import {
  type Asset,
  type AssetBasis,
  assetBasisPath,
  assetPath,
  assetTrendPath,
  useAsset,
  useAssetBasis,
  useAssetTrend,
} from './api';
import { assetText, type AssetWords } from './text';

/** The one number: what the brand's consumers are worth, and how that changed. */
export function AssetHero({ scope }: { scope: Scope }) {
  const words = useText(assetText);
  const figures = useFigures(scope.brand.currency);
  const asset = useAsset(scope, scope.to);
  const trend = useAssetTrend(scope, scope.from);
  const basis = useAssetBasis(scope, scope.to).data;
  const state = asked(asset);
  const problem = state.failure ?? state.setback;
  return (
    <article className="tb-hero" aria-busy={state.pending} data-testid="asset-card">
      <h3>
        {words.asset}
        <Explain
          title={words.asset}
          testId="asset-card"
          explanation={{
            formula: words.assetFormula,
            note: `${words.assetNote(scope.horizon)} ${words.assumption}`,
            numbers: [
              ...(asset.data ? rows(asset.data, words.asset, figures) : []),
              ...(basis ? basisRows(basis, words, figures) : []),
            ],
            sources: [
              assetPath(scope, scope.to),
              assetBasisPath(scope, scope.to),
              assetTrendPath(scope, scope.from),
            ],
          }}
        />
      </h3>
      {problem && <ProblemAlert failure={problem} onRetry={state.retry} />}
      {state.pending && <Skeleton active paragraph={{ rows: 4 }} title={false} />}
      {asset.data && (
        <>
          <p className="tb-hero-figure" data-testid="asset-card-value" title={figures.exactMoney(asset.data.total)}>
            {figures.money(asset.data.total)}
          </p>
          <p className="tb-hero-exact">{figures.exactMoney(asset.data.total)}</p>
          {basis && <AssetCertainty basis={basis} figures={figures} />}
          <AssetChange scope={scope} end={asset.data} />
          <Composition asset={asset.data} scope={scope} />
          <Sparkline
            values={(trend.data ?? []).map(({ value }) => Number(value))}
            label={words.trend}
            color="#8fe3d8"
            height={72}
          />
        </>
      )}
    </article>
  );
}

/** Stage by stage, the value per consumer with all its digits, so that the product can be checked. */
function rows({ stages, total }: Asset, sum: string, figures: Figures): [string, string][] {
  return [
    ...stages.map(({ stage, consumers, perConsumer, value }): [string, string] => [
      `${stage}: ${figures.exactCount(consumers)} × ${figures.exactMoney(perConsumer, 4)}`,
      figures.exactMoney(value),
    ]),
    [sum, figures.exactMoney(total)],
  ];
}

/** What the values per consumer come from: months, revenue per head, moves that happen at all. */
function basisRows(basis: AssetBasis, words: AssetWords, figures: Figures): [string, string][] {
  const { interval, firstMonth, lastMonth, revenue, moves } = basis;
  return [
    ...(interval ? [pair(words.intervalRow, interval.map((end) => figures.exactMoney(end)).join(' – '))] : []),
    pair(words.learntRow, `${firstMonth} – ${lastMonth}`),
    ...revenue.map(({ stage, perHead }) => pair(words.revenueRow(stage), figures.exactMoney(perHead, 4))),
    ...moves
      .filter(({ share }) => share > 0)
      .map(({ from, to, share }) => pair(words.moveRow(from, to), figures.percent(share))),
  ];
}

const pair = (label: string, value: string): [string, string] => [label, value];
