import { useSearchParams } from 'react-router';

export type ScopeChange = Readonly<Record<string, string | undefined>>;

/** The page's state lives in its address, so that a link shows the same numbers. Undefined takes a key out. */
export function useScopeQuery(): readonly [URLSearchParams, (change: ScopeChange) => void] {
  const [query, setQuery] = useSearchParams();
  const change = (wanted: ScopeChange) => {
    setQuery((current) => {
      const next = new URLSearchParams(current);
      for (const [key, value] of Object.entries(wanted)) {
        if (value === undefined) next.delete(key);
        else next.set(key, value);
      }
      return next;
    });
  };
  return [query, change];
}
