import { asked } from '@/shared/ui/asked';
import { type Cut, sumsPath, useSums } from './api';
import { growth, type Spend, spendOf, spends } from './spend';
import type { CostProps } from './usePeriod';

/** A row of something that money was spent on, with its share and how it grew. */
export interface PartRow {
  readonly spend: Spend;
  readonly share: number;
  /** Undefined where there was nothing before, or nothing can be compared. */
  readonly grown: number | undefined;
}

/** What the period's spend is made of. */
export function useParts({ brand, scope }: CostProps, cut: Cut) {
  const current = useSums(brand.name, cut, scope);
  const earlier = useSums(brand.name, cut, scope.before ?? scope);
  const comparable = scope.before !== undefined && cut !== 'day';
  const now = spends(current.data ?? [], brand.currency);
  const before = new Map(comparable ? spends(earlier.data ?? [], brand.currency).map((each) => [each.key, each]) : []);
  return {
    asked: asked(current, earlier),
    comparable,
    rows: partRows(now, before),
    total: spendOf(current.data ?? [], brand.currency),
    sources: [sumsPath(brand.name, cut, scope)],
  };
}

export function partRows(now: readonly Spend[], before: ReadonlyMap<string, Spend>): PartRow[] {
  const whole = now.reduce((sum, { home }) => sum + Number(home), 0);
  return now.map((spend) => ({
    spend,
    share: whole ? Number(spend.home) / whole : 0,
    grown: growth(Number(spend.home), Number(before.get(spend.key)?.home ?? 0)),
  }));
}
