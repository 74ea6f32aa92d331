import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { stub } from './stub.ts';

/** Answers /api from a made-up market while the console is developed. STUB_BRANDS=none: an empty installation. */
export function stubServer(): Plugin {
  const lazily = once(() =>
    stub({ people: 40_000, scale: 53, brands: process.env['STUB_BRANDS'] === 'none' ? 'none' : 'several' }),
  );
  const answer = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    if (!request.url?.startsWith('/api/')) {
      next();
      return;
    }
    if (request.method === 'POST') {
      const url = new URL(request.url, 'http://localhost');
      void text(request).then((sent) => {
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(JSON.stringify(lazily().change(url, JSON.parse(sent))));
      });
      return;
    }
    const { status, body } = lazily().answer(new URL(request.url, 'http://localhost'));
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(JSON.stringify(body));
  };
  return {
    name: 'tidebank-stub',
    configureServer: ({ middlewares }) => void middlewares.use(answer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(answer),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
