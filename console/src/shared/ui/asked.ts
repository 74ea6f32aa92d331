import type { UseQueryResult } from '@tanstack/react-query';
import type { Day } from '@/shared/format/day';

/** The state of one or several questions taken together. */
export interface Asked {
  readonly pending: boolean;
  readonly failure: Error | null;
  /** The day whose answer is missing, where that of the day shown is there. */
  readonly comparedDay?: Day | undefined;
  retry(): void;
}

type Question = Pick<UseQueryResult, 'isPending' | 'error' | 'refetch'>;

export function asked(...questions: readonly Question[]): Asked {
  return {
    pending: questions.some(({ isPending }) => isPending),
    failure: questions.find(({ error }) => error)?.error ?? null,
    retry: () => {
      questions.filter(({ error }) => error).forEach(({ refetch }) => void refetch());
    },
  };
}
