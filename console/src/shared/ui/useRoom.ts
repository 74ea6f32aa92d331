import { useSyncExternalStore } from 'react';
import type { Room } from '@/shared/charts/option';

const NARROW = '(max-width: 640px)';

function watch(tell: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', tell);
  return () => {
    query.removeEventListener('change', tell);
  };
}

/** Whether the page is on a phone. */
export function useRoom(): Room {
  return useSyncExternalStore(watch, () => (window.matchMedia(NARROW).matches ? 'narrow' : 'wide'));
}
