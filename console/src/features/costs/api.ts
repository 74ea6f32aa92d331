import { useInfiniteQuery } from '@tanstack/react-query';
import { type Answer, type Row, rowsOf } from '@/shared/api/answer';
import { brandPath, requestJson } from '@/shared/api/request';
import { useAnswer } from '@/shared/api/useAnswer';
import type { Day } from '@/shared/format/day';

/** What a row of sums may stand for. */
export const CUTS = ['play', 'campaign', 'touchpoint', 'source', 'day'] as const;
export type Cut = (typeof CUTS)[number];
export type By = Cut | 'month';

/** Days, both included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

/** What something cost in one currency, as the engine sums it up. */
export interface CostSum {
  /** The play, touchpoint, day and so on; empty where none was told. */
  readonly key: string;
  readonly currency: string;
  readonly amount: string;
  /** Worth in the brand's currency; empty if there is no rate for any of it. */
  readonly home: string;
  /** The part of the amount that no rate is known for. */
  readonly unrated: string;
  /** Undefined where none of the costs tells them. */
  readonly impressions: number | undefined;
  readonly clicks: number | undefined;
  /** The two sums of each rate, over those costs that tell both. */
  readonly cpm: RateBasis;
  readonly cpc: RateBasis;
  readonly ctr: RateBasis;
}

/** A rate before it is divided: money, or clicks, over impressions or clicks. */
export interface RateBasis {
  readonly of: string;
  readonly over: number;
}

/** An import that told some of the costs last. */
export interface CostReport {
  readonly importId: string;
  readonly source: string;
  readonly reportedAt: string;
  readonly mapping: string;
  readonly files: string;
  readonly currency: string;
  readonly amount: string;
  readonly costs: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** A cost as it was reported last. */
export interface Cost {
  readonly id: string;
  readonly day: Day;
  readonly touchpoint: string;
  /** Play, campaign, ad group and creative, as far as they were told. */
  readonly words: readonly string[];
  readonly source: string;
  readonly currency: string;
  readonly amount: string;
  readonly reportedAt: string;
}

const readSums = (answer: Answer): CostSum[] =>
  rowsOf(answer, (row) => ({
    key: row.text(answer.columns[0] ?? ''),
    currency: row.text('currency'),
    amount: row.text('amount'),
    home: row.text('amount_home'),
    unrated: row.text('amount_unrated'),
    impressions: row.text('impressions') ? row.count('impressions') : undefined,
    clicks: row.text('clicks') ? row.count('clicks') : undefined,
    cpm: { of: row.text('cpm_amount'), over: row.count('cpm_impressions') },
    cpc: { of: row.text('cpc_amount'), over: row.count('cpc_clicks') },
    ctr: { of: row.text('ctr_clicks'), over: row.count('ctr_impressions') },
  }));

const readReports = (answer: Answer): CostReport[] =>
  rowsOf(answer, (row) => ({
    importId: row.text('import_id'),
    source: row.text('source'),
    reportedAt: row.text('reported_at'),
    mapping: row.text('mapping'),
    files: row.text('files'),
    currency: row.text('currency'),
    amount: row.text('amount'),
    costs: row.count('costs'),
    firstDay: row.text('first_day'),
    lastDay: row.text('last_day'),
  }));

const readCost = (row: Row): Cost => ({
  id: row.text('cost_id'),
  day: row.text('day'),
  touchpoint: row.text('touchpoint'),
  words: ['play_id', 'campaign', 'ad_group', 'creative'].map((column) => row.text(column)).filter(Boolean),
  source: row.text('source'),
  currency: row.text('currency'),
  amount: row.text('amount'),
  reportedAt: row.text('reported_at'),
});

/** The days of the first and of the last cost. */
export interface Extent {
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Costs come in the order of their days, and an answer holds until the last of them. */
const readExtent = (answer: Answer): Extent | null => {
  const [first] = rowsOf(answer, readCost);
  return first ? { firstDay: first.day, lastDay: answer.as_of ?? first.day } : null;
};

export const useExtent = (brand: string) => useAnswer(brandPath(brand, 'costs', { rows: '1' }), readExtent);

export const sumsPath = (brand: string, by: By, { from, to }: Span): string =>
  brandPath(brand, 'costs/sums', { by, from, to });

export const useSums = (brand: string, by: By, span: Span) => useAnswer(sumsPath(brand, by, span), readSums);

/** The costs behind a number: of some days, and of one row of sums if that is given, as `play:618`. */
export interface Behind extends Span {
  readonly of?: string | undefined;
}

/** A number that is opened: a row of sums, or all if there is no `of`. */
export interface Opened {
  readonly title: string;
  readonly of?: string | undefined;
}

const asked = ({ from, to, of }: Behind) => ({ from, to, ...(of !== undefined && { of }) });

export const reportsPath = (brand: string, behind: Behind): string => brandPath(brand, 'costs/reports', asked(behind));

export const useReports = (brand: string, behind: Behind) => useAnswer(reportsPath(brand, behind), readReports);

const PAGE = 50;

export const costsPath = (brand: string, behind: Behind, after = ''): string =>
  brandPath(brand, 'costs', { ...asked(behind), rows: String(PAGE), ...(after && { after }) });

/** The costs one by one, page after page. */
export function useCosts(brand: string, behind: Behind) {
  return useInfiniteQuery({
    queryKey: [costsPath(brand, behind), 'pages'],
    queryFn: async ({ signal, pageParam }) =>
      rowsOf((await requestJson(costsPath(brand, behind, pageParam), signal)) as Answer, readCost),
    initialPageParam: '',
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
  });
}
