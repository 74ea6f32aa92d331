import { type NavigateOptions, useSearchParams } from 'react-router';

export type ScopeChange = Readonly<Record<string, string | undefined>>;

/** The page's state lives in its address, so that a link shows the same numbers. Undefined takes a key out. */
export function useScopeQuery(): readonly [URLSearchParams, (change: ScopeChange, how?: NavigateOptions) => void] {
  const [query, setQuery] = useSearchParams();
  const change = (wanted: ScopeChange, how?: NavigateOptions) => {
    // The address itself, which may be ahead of what is drawn.
    const next = new URLSearchParams(window.location.search);
    for (const [key, value] of Object.entries(wanted)) {
      if (value === undefined) next.delete(key);
      else next.set(key, value);
    }
    setQuery(next, how);
  };
  return [query, change];
}
