import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  resolve: {
    // Packages load graphql's CommonJS entry; ours must be that same one ("another module or realm").
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts', 'rules/**/*.test.ts', 'plugins/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    // Each worker may hold an embedded database of some hundred megabytes.
    maxWorkers: 2,
    // Two workers and a WebAssembly database share what may be two slow cores; conditions are awaited, never slept for.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
