import { defineConfig } from 'vitest/config'

const report = process.env.TEST_REPORT

export default defineConfig({
  test: {
    setupFiles: ['test/support/properties.ts'],
    include: ['test/**/*.test.ts'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Properties take their time where a machine is slow or busy; how long something may take is never tested by how long it takes.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A test sees the same terminal and the same day whoever runs it.
    env: { NO_COLOR: '1', TZ: 'UTC' },
    unstubEnvs: true,
  },
})
