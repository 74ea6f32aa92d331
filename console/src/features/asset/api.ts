import { type Answer, rowsOf } from '@/shared/api/answer';
import { brandPath } from '@/shared/api/request';
import { useAnswer } from '@/shared/api/useAnswer';
import type { Day } from '@/shared/format/day';
import { sumOf } from '@/shared/format/decimal';
import type { Scope } from '@/shared/scope/scope';

export interface StageAsset {
  readonly stage: string;
  readonly consumers: number;
  readonly perConsumer: string;
  readonly value: string;
}

/** The asset of a brand at the end of a day, whole and by stage. */
export interface Asset {
  readonly total: string;
  readonly stages: readonly StageAsset[];
}

/** What the asset was computed from. */
export interface AssetBasis {
  /** The 90 % interval: how far months differ; absent where they cannot say. */
  readonly interval?: readonly [low: string, high: string];
  /** Full months that rates were learnt from; a year's where there are as many. */
  readonly months: number;
  readonly firstMonth: string;
  readonly lastMonth: string;
  /** Net revenue per head and month. */
  readonly revenue: readonly { readonly stage: string; readonly perHead: string }[];
  /** Shares of a stage's people that stand elsewhere, or still there, a month later. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly share: number }[];
}

export interface AssetDay {
  readonly day: Day;
  readonly value: string;
  readonly consumers: number;
}

export const PARTS = ['people', 'stage_mix', 'transition', 'spend'] as const;
export type Part = (typeof PARTS)[number];

export interface PartChange {
  readonly part: string;
  readonly change: string;
}

const readAsset = (answer: Answer): Asset => {
  const stages = rowsOf(answer, (row) => ({
    stage: row.text('stage'),
    consumers: row.count('consumers'),
    perConsumer: row.text('value_per_consumer'),
    value: row.text('value'),
  }));
  return { stages, total: sumOf(stages.map(({ value }) => value)) };
};

const readBasis = (answer: Answer): AssetBasis => {
  const facts = rowsOf(answer, (row) => ({
    fact: row.text('fact'),
    stage: row.text('stage'),
    to: row.text('to_stage'),
    value: row.text('value'),
    low: row.text('low'),
    high: row.text('high'),
  }));
  const all = (fact: string) => facts.filter((each) => each.fact === fact);
  const value = (fact: string) => all(fact)[0]?.value ?? '';
  const whole = all('value')[0];
  return {
    ...(whole?.low && { interval: [whole.low, whole.high] as const }),
    months: Number(value('months')),
    firstMonth: value('first_month'),
    lastMonth: value('last_month'),
    revenue: all('revenue_per_head').map(({ stage, value: perHead }) => ({ stage, perHead })),
    moves: all('move').map(({ stage, to, value: share }) => ({ from: stage, to, share: Number(share) })),
  };
};

const readDays = (answer: Answer): AssetDay[] =>
  rowsOf(answer, (row) => ({ day: row.text('day'), value: row.text('value'), consumers: row.count('consumers') }));

const readParts = (answer: Answer): PartChange[] =>
  rowsOf(answer, (row) => ({ part: row.text('part'), change: row.text('change') }));

export const assetPath = ({ brand, ladder, horizon }: Scope, day: Day): string =>
  brandPath(brand.name, 'assets', { as_of: day, ladder: ladder.name, horizon });

export const assetBasisPath = ({ brand, ladder, horizon }: Scope, day: Day): string =>
  brandPath(brand.name, 'assets/basis', { as_of: day, ladder: ladder.name, horizon });

export const assetTrendPath = ({ brand, ladder, horizon, to }: Scope, from: Day): string =>
  brandPath(brand.name, 'assets/trend', { from, to, ladder: ladder.name, horizon });

export const assetChangePath = ({ brand, ladder, horizon, from, to }: Scope): string =>
  brandPath(brand.name, 'assets/change', { from, to, ladder: ladder.name, horizon });

export const useAsset = (scope: Scope, day: Day) => useAnswer(assetPath(scope, day), readAsset);

export const useAssetBasis = (scope: Scope, day: Day) => useAnswer(assetBasisPath(scope, day), readBasis);

export const useAssetTrend = (scope: Scope, from: Day) => useAnswer(assetTrendPath(scope, from), readDays);

export const useAssetChange = (scope: Scope) => useAnswer(assetChangePath(scope), readParts);
