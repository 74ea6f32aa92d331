import { Problem, problemOf, UNREACHABLE } from './problem';

export type Query = Readonly<Record<string, string>>;

/** The address of a question about a brand, also shown to whoever opens a number. */
export function brandPath(brand: string, question: string, query: Query): string {
  return `/api/v1/brands/${encodeURIComponent(brand)}/${question}?${new URLSearchParams(query).toString()}`;
}

export async function requestJson(path: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(path, { signal, headers: { accept: 'application/json' } }).catch((failure: unknown) => {
    throw signal.aborted ? failure : new Problem('', '', UNREACHABLE, 0);
  });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.json();
}
