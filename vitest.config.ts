import { defineConfig } from 'vitest/config'

const report = process.env.TEST_REPORT

export default defineConfig({
  test: {
    setupFiles: ['test/support/properties.ts'],
    include: ['test/**/*.test.ts'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Properties take their time where a machine is slow or busy.
    testTimeout: 60_000,
    // A test sees the same terminal and the same day whoever runs it.
    env: { NO_COLOR: '1', TZ: 'UTC' },
    unstubEnvs: true,
  },
})
