import type { UseQueryResult } from '@tanstack/react-query';

/** The state of one or several questions taken together. */
export interface Asked {
  readonly pending: boolean;
  readonly failure: Error | null;
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
