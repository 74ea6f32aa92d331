import { LINK_SPENT, Problem } from './problem';
import { postJson } from './request';

const KEY = 'key';

let spent = false;

/** Whether the page was opened by a link that had been used, or had waited too long. */
export const openedBySpentLink = (): boolean => spent;

/**
 * Hands in the key of a one-time link, if the page was opened by one, and takes it out of the address. A link that is
 * spent is no fault here: the browser may be known already, and if not the page says so. Any other failure is given back.
 */
export async function openSession(): Promise<Error | null> {
  const address = new URL(window.location.href);
  const key = address.searchParams.get(KEY);
  if (!key) return null;
  const opened = window.location.href;
  address.searchParams.delete(KEY);
  window.history.replaceState(null, '', address);
  try {
    await postJson('/api/v1/session', { key });
    return null;
  } catch (failure) {
    if (failure instanceof Problem && failure.code === LINK_SPENT) {
      spent = true;
      return null;
    }
    // The link is as good as before: to load the page again is to try it again.
    window.history.replaceState(null, '', opened);
    return failure instanceof Error ? failure : new Error(String(failure));
  }
}
