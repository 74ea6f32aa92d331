import { Problem, problemOf, UNREACHABLE } from './problem';

export type Query = Readonly<Record<string, string>>;

/** The address of a question about a brand, also shown to whoever opens a number. */
export function brandPath(brand: string, question: string, query: Query): string {
  const asked = new URLSearchParams(query).toString();
  return `/api/v1/brands/${encodeURIComponent(brand)}/${question}${asked && `?${asked}`}`;
}

export async function requestJson(path: string, signal: AbortSignal): Promise<unknown> {
  return answered(
    fetch(path, { signal, headers: { accept: 'application/json' } }).catch((failure: unknown) => {
      throw signal.aborted ? failure : new Problem('', '', UNREACHABLE, 0);
    }),
  );
}

/** Changes something. The browser says that it is our own page that asks, which the server demands. */
export async function postJson(path: string, body: unknown): Promise<unknown> {
  return answered(
    fetch(path, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => {
      throw new Problem('', '', UNREACHABLE, 0);
    }),
  );
}

async function answered(call: Promise<Response>): Promise<unknown> {
  const response = await call;
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.json();
}
