import { useQuery } from '@tanstack/react-query';
import { requestJson } from '@/shared/api/request';
import type { Language } from '@/shared/i18n/language';

export interface Stage {
  readonly code: string;
  readonly name: Readonly<Record<Language, string>>;
  /** Whether who stands there counts as a buyer. */
  readonly bought: boolean;
}

/** Stages that consumers climb, lowest first. */
export interface Ladder {
  readonly name: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly stages: readonly Stage[];
}

export interface Brand {
  readonly name: string;
  readonly zone: string;
  readonly currency: string;
  readonly touches: number;
  readonly consumers: number;
  /** Null or absent until there are data. */
  readonly first_day?: string | null;
  readonly last_day?: string | null;
  /** Fewer than one touch in a thousand occurred after this day. */
  readonly mostly_until?: string | null;
  /** False if touches or exchange rates came that the last refresh has not seen. */
  readonly fresh?: boolean;
  /** Those whose files are right; maybe none. */
  readonly ladders: readonly Ladder[];
  /** What is wrong with the files of ladders that are left out, with file, line and field. */
  readonly ladder_faults?: readonly string[];
}

/** Nobody's stage: never on the ladder, or lost from it. */
export const OUT = 'out';

export function useBrands() {
  return useQuery({
    queryKey: ['/api/v1/brands'],
    queryFn: ({ signal }) => requestJson('/api/v1/brands', signal) as Promise<readonly Brand[]>,
  });
}

/** The brand that the address names, and no other; the first one with data if it names none. */
export function brandFrom(query: URLSearchParams, brands: readonly Brand[]): Brand | undefined {
  const named = query.get('brand');
  return named ? brands.find(({ name }) => name === named) : (brands.find(({ last_day }) => last_day) ?? brands[0]);
}
