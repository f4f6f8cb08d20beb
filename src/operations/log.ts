import { pino, stdTimeFunctions } from 'pino'
import type { LogLevel } from '../config.ts'
import { createHider } from './secrets.ts'

/** Plain values beside a message; never what somebody asked, and never a secret. */
export type LogFields = Readonly<Record<string, unknown>>

/** What a platform logs through: one JSON object a line. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** The same log with `fields` in every line. */
  child(fields: LogFields): Log
}

interface LogOptions {
  readonly level: LogLevel
  /** What must be seen nowhere, wherever it turns up. */
  readonly secrets: readonly string[]
  /** Takes a line with its line break. Absent: standard output. */
  readonly write?: (line: string) => void
}

export function createLog({ level, secrets, write }: LogOptions): Log {
  const hide = createHider(secrets)
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const logger = write === undefined ? pino(options) : pino(options, { write })
  const logWith = (always: LogFields): Log => {
    const at =
      (named: 'debug' | 'info' | 'warn' | 'error') =>
      (message: string, fields: LogFields = {}) => {
        if (logger.isLevelEnabled(named)) logger[named](hide({ ...always, ...fields }), hide(message))
      }
    return {
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      child: (fields) => logWith({ ...always, ...fields }),
    }
  }
  return logWith({})
}
