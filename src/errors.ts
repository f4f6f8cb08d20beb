/** Everything a user can do that gets a sentence instead of an answer. Closed: the words for each are in cards/. */
export type UserErrorCode =
  | 'empty'
  | 'too-long'
  | 'unreadable'
  | 'no-model'
  | 'no-gpu'
  | 'unknown-model'
  | 'closed-model'
  | 'unknown-gpu'
  | 'gpu-series'
  | 'unlisted-device'
  | 'unknown-format'
  | 'unknown-command'
  | 'bad-option'
  | 'size-out-of-range'
  | 'context-out-of-range'
  | 'count-out-of-range'
  | 'concurrency-out-of-range'
  | 'memory-out-of-range'
  | 'unknown-setting'
  | 'bad-setting'
  | 'not-personal'
  | 'no-place'
  | 'managers-only'
  | 'not-stored'
  | 'no-chart'
  | 'chart-not-png'
  | 'chart-not-saved'

/**
 * A mistake the asker can mend. `said` is the offending text (clipped), `limit` what would have been accepted,
 * `suggestions` the nearest names. It carries no sentence: `cards/errors.ts` words it in the asker's language.
 */
export class UserError extends Error {
  readonly code: UserErrorCode
  readonly said: string
  readonly limit: string
  readonly suggestions: readonly string[]

  constructor(code: UserErrorCode, details: { said?: string; limit?: string; suggestions?: readonly string[]; cause?: unknown } = {}) {
    super(code, { cause: details.cause })
    this.name = 'UserError'
    this.code = code
    this.said = (details.said ?? '').slice(0, 60)
    this.limit = details.limit ?? ''
    this.suggestions = details.suggestions ?? []
  }
}
