import { http, HttpResponse } from 'msw';
import type { Stub } from './stub.ts';

/** The stub behind the network, for tests of whole pages. */
export const handlers = (stub: Stub) => [
  http.get('/api/v1/*', ({ request }) => {
    const { status, body } = stub.answer(new URL(request.url));
    return HttpResponse.json(body as object, { status });
  }),
  http.post('/api/v1/*', async ({ request }) =>
    HttpResponse.json(stub.change(new URL(request.url), await request.json()) as object, { status: 201 }),
  ),
];
