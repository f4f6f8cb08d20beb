import { defineConfig } from 'vitest/config'

const report = process.env.TEST_REPORT

export default defineConfig({
  test: {
    setupFiles: ['test/support/properties.ts'],
    include: ['test/**/*.test.ts'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // A test sees the same terminal and the same day whoever runs it.
    env: { NO_COLOR: '1', TZ: 'UTC' },
    unstubEnvs: true,
  },
})
