import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    setupFiles: ['test/same-cases.ts'],
    include: ['test/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    // Both cores of a small machine: by default one of two is left idle.
    maxWorkers: '100%',
    maxConcurrency: 2,
    // A process that a test starts loads and indexes all the knowledge first.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
