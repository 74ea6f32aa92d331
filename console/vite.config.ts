import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { stubServer } from './dev/stubServer.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// TIDEBANK_URL sends /api to a running server; without it the development server answers from dev/.
const server = process.env['TIDEBANK_URL'];

export default defineConfig({
  plugins: [react(), ...(server ? [] : [stubServer()])],
  resolve: { alias: { '@': folder('./src'), '@dev': folder('./dev') } },
  server: server ? { proxy: { '/api': server } } : {},
  preview: server ? { proxy: { '/api': server } } : {},
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
