import { eachDay } from '@/shared/format/day';
import type { Brand } from '@/shared/scope/brand';
import { type Asked, asked } from '@/shared/ui/asked';
import { type Span, sumsPath, useSums } from './api';
import type { CostScope } from './period';
import { type Spend, spendOf, spends } from './spend';

export interface CostProps {
  readonly brand: Brand;
  readonly scope: CostScope;
}

/** The period, and the one before it, as one question. */
export const bothPeriods = ({ from, to, before }: CostScope): Span => ({ from: before?.from ?? from, to });

interface Period {
  readonly asked: Asked;
  readonly now: Spend;
  /** Undefined where costs begin too late to compare. */
  readonly before: Spend | undefined;
  /** A spend for each day, also for those without. */
  readonly days: readonly Spend[];
  readonly daysBefore: readonly Spend[];
  readonly source: string;
}

/** What was spent day by day, in the period and in the one before it. */
export function usePeriod({ brand, scope }: CostProps): Period {
  const both = bothPeriods(scope);
  const question = useSums(brand.name, 'day', both);
  const sums = question.data ?? [];
  const inside = ({ from, to }: Span) => sums.filter(({ key }) => from <= key && key <= to);
  const { currency } = brand;
  const { before } = scope;
  return {
    asked: asked(question),
    now: spendOf(inside(scope), currency),
    before: before && spendOf(inside(before), currency),
    days: everyDay(spends(inside(scope), currency), scope),
    daysBefore: before ? everyDay(spends(inside(before), currency), before) : [],
    source: sumsPath(brand.name, 'day', both),
  };
}

export function everyDay(days: readonly Spend[], { from, to }: Span): Spend[] {
  const known = new Map(days.map((each) => [each.key, each]));
  return eachDay(from, to).map((day) => known.get(day) ?? spendOf([], '', day));
}
