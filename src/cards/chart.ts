import type { Verdict } from '../estimator/types.ts'

/**
 * The numbers of a card as a picture: plain data in the asker's language, every number finite and every text as it is to be drawn, so
 * that it can be stored, sent and drawn anywhere.
 */
export type Chart = MemoryChart | TrendChart | ComparisonChart

interface Picture {
  readonly title: string
  /** What the numbers are, in words, with their unit. */
  readonly axis: string
  /** What the numbers are in: `GiB`, `$/h`. */
  readonly unit: string
  /** What the picture shows, its numbers included, for who does not see it. At most `longestAlt` characters. */
  readonly alt: string
}

/** The parts of one job, stacked, against what each set of GPUs may fill. */
export interface MemoryChart extends Picture {
  readonly kind: 'memory'
  /** Names of the parts, in the order of the rows' values. */
  readonly parts: readonly string[]
  readonly rows: readonly MemoryChartRow[]
}

interface MemoryChartRow {
  readonly label: string
  readonly text: string
  readonly values: readonly number[]
  /** Absent, with what follows from it, where nothing was said that it could be too large for. */
  readonly limit?: number
  readonly verdict?: Verdict
}

/** One figure of each, side by side. */
export interface ComparisonChart extends Picture {
  readonly kind: 'comparison'
  readonly rows: readonly ComparisonChartRow[]
}

export interface ComparisonChartRow {
  readonly label: string
  readonly text: string
  /** Absent: it has none, and the text says why. */
  readonly value?: number
  /** Where eight of ten real values should be; absent: not known, or of no use beside the others. */
  readonly low?: number
  readonly high?: number
  /** Nobody has a better one. */
  readonly best?: true
}

/** What something was on each of some days. */
export interface TrendChart extends Picture {
  readonly kind: 'trend'
  readonly lines: readonly TrendChartLine[]
}

interface TrendChartLine {
  readonly label: string
  readonly text: string
  /** In the order of the days, YYYY-MM-DD; a day without a value is left out. */
  readonly points: readonly { readonly day: string; readonly value: number }[]
}

/** Characters Discord takes; Slack takes more. */
export const longestAlt = 1000

/** A text of at most `longestAlt` characters: of more rows than have room, the first. */
export function altOf(start: string, rows: readonly string[], join: string, stop: string): string {
  let text = start
  for (const [index, row] of rows.entries()) {
    const longer = text + (index === 0 ? '' : join) + row
    if (longer.length + stop.length + 1 > longestAlt) return `${text.slice(0, longestAlt - 1)}…`
    text = longer
  }
  return text + stop
}

/** What a card takes: a chart or nothing at all. */
export const charted = (chart: Chart | undefined): { readonly chart?: Chart } => (chart === undefined ? {} : { chart })

/** Five digits are more than a picture shows. */
export const plotted = (value: number) => Number(value.toPrecision(5))
