import { http, HttpResponse } from 'msw';
import { afterEach, expect, test } from 'vitest';
import { servedBy } from '@dev/testServer.ts';
import { openedBySpentLink, openSession } from './session';

const keys: unknown[] = [];
const server = servedBy(
  http.post('/api/v1/session', async ({ request }) => {
    keys.push(await request.json());
    return HttpResponse.json({ name: 'owner:Mei', scopes: ['admin'], brands: [] });
  }),
);

afterEach(() => {
  keys.length = 0;
});

test('the key of a one-time link is handed in and leaves the address', async () => {
  window.history.replaceState(null, '', '/live?brand=shop&key=abc-123');
  await openSession();
  expect(keys).toEqual([{ key: 'abc-123' }]);
  expect(window.location.pathname + window.location.search).toBe('/live?brand=shop');
});

test('without a key nothing is asked', async () => {
  window.history.replaceState(null, '', '/live?brand=shop');
  await openSession();
  expect(keys).toEqual([]);
});

test('a spent link leaves the page to say what is missing', async () => {
  server.use(http.post('/api/v1/session', () => HttpResponse.json({ code: 'LINK_SPENT' }, { status: 409 })));
  window.history.replaceState(null, '', '/?key=old');
  expect(openedBySpentLink()).toBe(false);
  expect(await openSession()).toBeNull();
  expect(window.location.search).toBe('');
  expect(openedBySpentLink()).toBe(true);
});

test('a key that could not be handed in is told', async () => {
  server.use(http.post('/api/v1/session', () => HttpResponse.json({ code: 'TOO_MANY_FAILURES' }, { status: 429 })));
  window.history.replaceState(null, '', '/?key=good');
  expect(await openSession()).toMatchObject({ code: 'TOO_MANY_FAILURES' });
  // It is unspent: who loads the page again tries it again.
  expect(window.location.search).toBe('?key=good');
});
