import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { stubServer } from './dev/stubServer.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// TIDEBANK_URL sends /api to a running server; without it the development server answers from dev/.
const server = process.env['TIDEBANK_URL'];
// The server takes changes from its own pages only: it has to see the address that the browser sees.
const proxied = server ? { proxy: { '/api': { target: server, changeOrigin: false } } } : {};

// The server hosts Segment's SDK for the browser, for pages that are built by nothing; it goes with its licence.
const browserSdk = (): Plugin => {
  const root = folder('./node_modules/@segment/analytics-next/');
  const scripts = readdirSync(`${root}dist/umd`).filter((name) => /^(standalone|[\w-]+\.bundle\.\w+)\.js$/.test(name));
  const files = [...scripts.map((name) => `dist/umd/${name}`), 'LICENSE.MD'];
  return {
    name: 'browser-sdk',
    generateBundle() {
      for (const file of files) {
        const fileName = `sdk/${file.slice(file.lastIndexOf('/') + 1)}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(root + file) });
      }
    },
  };
};

export default defineConfig({
  plugins: [react(), browserSdk(), ...(server ? [] : [stubServer()])],
  resolve: { alias: { '@': folder('./src'), '@dev': folder('./dev'), '@methods': folder('../methods'), '@docs': folder('../docs') } },
  // Names of kinds are read from methods/, the guide on costs from docs/.
  server: { ...proxied, fs: { allow: [folder('.'), folder('../methods'), folder('../docs')] } },
  preview: proxied,
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'charts', test: /node_modules\/(echarts|zrender)\// }],
        },
      },
    },
  },
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: ['**/*.test.ts'], environment: 'node' } },
      {
        extends: true,
        test: {
          name: 'page',
          include: ['**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['./dev/testSetup.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
