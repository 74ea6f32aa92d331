import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Answer } from './answer';
import { requestJson } from './request';

/** The answer at a path. Panels that ask the same question share one request. `read` must be a stable function. */
export function useAnswer<T>(path: string, read: (answer: Answer) => T): UseQueryResult<T> {
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => requestJson(path, signal) as Promise<Answer>,
    select: read,
  });
}
