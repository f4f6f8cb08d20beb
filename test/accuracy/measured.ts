import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** One published measurement as its table has it: column → text, empty where the source says nothing. */
export type Row = Readonly<Record<string, string>>

export interface Measured {
  readonly weights: readonly Row[]
  readonly caches: readonly Row[]
  readonly speeds: readonly Row[]
}

function table(folder: string, name: string): readonly Row[] {
  const path = join(folder, `${name}.csv`)
  if (!existsSync(path)) return []
  return parse(readFileSync(path, 'utf8'), { columns: true, skip_empty_lines: true }) as Row[]
}

/** The measured sets of a folder: `weights_size.csv`, `kv_cache.csv`, `decode_throughput.csv`; what is missing is empty. */
export function readMeasured(folder: string): Measured {
  return { weights: table(folder, 'weights_size'), caches: table(folder, 'kv_cache'), speeds: table(folder, 'decode_throughput') }
}

/** A cell as a number; undefined where it is empty or none. */
export function number(row: Row, column: string): number | undefined {
  const text = row[column]
  if (text === undefined || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}
