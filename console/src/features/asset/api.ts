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

const readDays = (answer: Answer): AssetDay[] =>
  rowsOf(answer, (row) => ({ day: row.text('day'), value: row.text('value'), consumers: row.count('consumers') }));

const readParts = (answer: Answer): PartChange[] =>
  rowsOf(answer, (row) => ({ part: row.text('part'), change: row.text('change') }));

export const assetPath = ({ brand, ladder, horizon }: Scope, day: Day): string =>
  brandPath(brand.name, 'assets', { as_of: day, ladder: ladder.name, horizon });

export const assetTrendPath = ({ brand, ladder, horizon, to }: Scope, from: Day): string =>
  brandPath(brand.name, 'assets/trend', { from, to, ladder: ladder.name, horizon });

export const assetChangePath = ({ brand, ladder, horizon, from, to }: Scope): string =>
  brandPath(brand.name, 'assets/change', { from, to, ladder: ladder.name, horizon });

export const useAsset = (scope: Scope, day: Day) => useAnswer(assetPath(scope, day), readAsset);

export const useAssetTrend = (scope: Scope, from: Day) => useAnswer(assetTrendPath(scope, from), readDays);

export const useAssetChange = (scope: Scope) => useAnswer(assetChangePath(scope), readParts);
