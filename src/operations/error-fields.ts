import type { LogFields } from './log.ts'

/** An error as fields of a line. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { reason: String(error) }
  return {
    reason: error.message,
    error: error.name,
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
  }
}
