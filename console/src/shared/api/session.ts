import { postJson } from './request';

const KEY = 'key';

/**
 * Hands in the key of a one-time link, if the page was opened by one, and takes it out of the address. A link that is
 * spent is no fault here: the browser may be known already, and if not the page says so.
 */
export async function openSession(): Promise<void> {
  const address = new URL(window.location.href);
  const key = address.searchParams.get(KEY);
  if (!key) return;
  address.searchParams.delete(KEY);
  window.history.replaceState(null, '', address);
  await postJson('/api/v1/session', { key }).catch(() => undefined);
}
