import type { UseQueryResult } from '@tanstack/react-query';
import type { Day } from '@/shared/format/day';

/** The state of one or several questions taken together. */
export interface Asked {
  readonly pending: boolean;
  /** Why there is no answer. */
  readonly failure: Error | null;
  /** Why there is no newer answer than the one that is there: it is shown still. */
  readonly setback: Error | null;
  /** The day whose answer is missing, where that of the day shown is there. */
  readonly comparedDay?: Day | undefined;
  retry(): void;
}

type Question = Pick<UseQueryResult, 'isPending' | 'data' | 'error' | 'refetch'>;

export function asked(...questions: readonly Question[]): Asked {
  return {
    pending: questions.some(({ isPending }) => isPending),
    failure: questions.find(({ error, data }) => error && data === undefined)?.error ?? null,
    setback: questions.find(({ error, data }) => error && data !== undefined)?.error ?? null,
    retry: () => {
      questions.filter(({ error }) => error).forEach(({ refetch }) => void refetch());
    },
  };
}

/** The same for a part of a page that tells its setbacks once, above its parts. */
export const toldAbove = (state: Asked): Asked => ({ ...state, setback: null });
