import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

const MINUTE = 60_000;

/** Numbers change only at a refresh, so an answer stays good for a minute; a refusal is not asked again. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: MINUTE,
        retry: (attempts, failure) => attempts < 1 && !(failure instanceof Problem && failure.status >= 400),
      },
    },
  });
}
