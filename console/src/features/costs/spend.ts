import { decimal, sumOf, units } from '@/shared/format/decimal';
import type { CostSum, RateBasis } from './api';

/** Money in a currency that is not the brand's. */
export interface Foreign {
  readonly currency: string;
  readonly amount: string;
}

/** What something cost, over all currencies: in the brand's as far as rates are known, and what that leaves out. */
export interface Spend extends Pick<CostSum, 'key' | 'home' | 'impressions' | 'clicks' | RateName> {
  /** Counted at the rate of each day. */
  readonly foreign: readonly Foreign[];
  /** Counted in no sum, since no rate is known. */
  readonly unrated: readonly Foreign[];
}

/** What a thousand impressions and what a click cost, and how many impressions were clicked. */
export type RateName = 'cpm' | 'cpc' | 'ctr';

/** Sums of several currencies, or of several things, taken together. */
export function spendOf(sums: readonly CostSum[], currency: string, key = ''): Spend {
  const others = sums.filter((sum) => sum.currency !== currency);
  return {
    key,
    home: sumOf(sums.map(({ home }) => home || '0')),
    foreign: byCurrency(others, ({ amount, unrated }) => decimal(units(amount) - units(unrated))),
    unrated: byCurrency(others, ({ unrated }) => unrated),
    impressions: countOf(sums.map(({ impressions }) => impressions)),
    clicks: countOf(sums.map(({ clicks }) => clicks)),
    cpm: basisOf(sums.map(({ cpm }) => cpm)),
    cpc: basisOf(sums.map(({ cpc }) => cpc)),
    ctr: basisOf(sums.map(({ ctr }) => ctr)),
  };
}

function byCurrency(sums: readonly CostSum[], amountOf: (sum: CostSum) => string): Foreign[] {
  const codes = [...new Set(sums.map(({ currency }) => currency))].sort();
  return codes
    .map((currency) => ({
      currency,
      amount: sumOf(sums.filter((sum) => sum.currency === currency).map(amountOf)),
    }))
    .filter(({ amount }) => units(amount) !== 0n);
}

/** Undefined where nobody counted. */
function countOf(counts: readonly (number | undefined)[]): number | undefined {
  const told = counts.filter((count) => count !== undefined);
  return told.length === 0 ? undefined : told.reduce((sum, count) => sum + count, 0);
}

const basisOf = (all: readonly RateBasis[]): RateBasis => ({
  of: sumOf(all.map((basis) => basis.of)),
  over: all.reduce((sum, basis) => sum + basis.over, 0),
});

/** One for each thing that sums are of, in the order in which they come first. */
export function spends(sums: readonly CostSum[], currency: string): Spend[] {
  const byKey = new Map<string, CostSum[]>();
  for (const sum of sums) byKey.set(sum.key, [...(byKey.get(sum.key) ?? []), sum]);
  return [...byKey].map(([key, of]) => spendOf(of, currency, key));
}

/** Undefined where no cost tells both of what it takes. */
export function rateOf(spend: Spend, rate: RateName): number | undefined {
  const { of, over } = spend[rate];
  if (over === 0) return undefined;
  return (Number(of) / over) * (rate === 'cpm' ? 1000 : 1);
}

/** The part of the money that a price is reckoned from. */
export function coverOf({ home, cpm, cpc }: Spend, price: 'cpm' | 'cpc'): number {
  return Number(home) ? Number((price === 'cpm' ? cpm : cpc).of) / Number(home) : 0;
}

/** By how much something grew; undefined where there was nothing to grow from. */
export const growth = (now: number | undefined, before: number | undefined): number | undefined =>
  before && now !== undefined ? now / before - 1 : undefined;
