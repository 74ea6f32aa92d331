import { rateOf } from './spend';
import type { PartRow } from './useParts';

export const COLUMNS = ['name', 'spend', 'share', 'change', 'impressions', 'clicks', 'ctr', 'cpm', 'cpc'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sorting {
  readonly column: Column;
  readonly direction: 'ascending' | 'descending';
}

/** What a click on a heading means: names from the first on, numbers from the largest; a second click turns it round. */
export function sortedBy(column: Column, now: Sorting): Sorting {
  if (now.column === column) {
    return { column, direction: now.direction === 'ascending' ? 'descending' : 'ascending' };
  }
  return { column, direction: column === 'name' ? 'ascending' : 'descending' };
}

/** Rows in order; what a column does not tell comes last either way. */
export function sorted(rows: readonly PartRow[], { column, direction }: Sorting): PartRow[] {
  const turn = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((one, other) => {
    if (column === 'name') return turn * one.spend.key.localeCompare(other.spend.key);
    const [left, right] = [numberOf(one, column), numberOf(other, column)];
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
    return turn * (left - right);
  });
}

function numberOf({ spend, share, grown }: PartRow, column: Exclude<Column, 'name'>): number | undefined {
  switch (column) {
    case 'spend':
    case 'share':
      return column === 'share' ? share : Number(spend.home);
    case 'change':
      return grown;
    case 'impressions':
      return spend.impressions;
    case 'clicks':
      return spend.clicks;
    default:
      return rateOf(spend, column);
  }
}
