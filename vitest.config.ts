import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: process.env.CI ? ['default', ['json', { outputFile: process.env.VITEST_JSON ?? 'dist/test-report.json' }]] : ['default'],
    // The terminal must look the same in a test whoever runs it.
    env: { NO_COLOR: '1', TZ: 'UTC' },
    unstubEnvs: true,
  },
})
