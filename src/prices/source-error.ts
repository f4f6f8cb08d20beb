/** Why a source gave nothing new. Closed: the words for each are in cards/. */
export type SourceFailure =
  | 'timeout'
  | 'unreachable'
  | 'cut-off'
  | 'status'
  | 'busy'
  | 'resting'
  | 'too-large'
  | 'redirect'
  | 'shape'
  | 'empty'
  | 'storage'

/** One request or one reading that failed. The last good rows stay; whoever refreshes reports the failure beside their age. */
export class SourceError extends Error {
  readonly failure: SourceFailure
  /** Milliseconds the server asked to be left alone for. */
  readonly retryAfterMs: number | undefined

  constructor(failure: SourceFailure, detail: string, options: { cause?: unknown; retryAfterMs?: number | undefined } = {}) {
    super(detail, { cause: options.cause })
    this.name = 'SourceError'
    this.failure = failure
    this.retryAfterMs = options.retryAfterMs
  }
}

const passing: ReadonlySet<SourceFailure> = new Set(['timeout', 'unreachable', 'cut-off', 'busy'])

/** Whether the same request may well succeed in a moment. */
export function isPassing(error: unknown): error is SourceError {
  return error instanceof SourceError && passing.has(error.failure)
}
