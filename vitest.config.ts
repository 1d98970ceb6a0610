import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A process that is started here loads the whole knowledge first, and so does a browser test's server.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
