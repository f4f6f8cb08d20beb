import type { Score } from './score.ts'

/** 0.123 → `12 %`; nothing measured: a dash. */
export const percent = (share: number, digits = 0) => (Number.isFinite(share) ? `${(share * 100).toFixed(digits)} %` : '–')

const columns: readonly (readonly [head: string, cell: (score: Score) => string])[] = [
  ['figure', ({ metric }) => metric],
  ['rows', ({ rows }) => String(rows)],
  ['answered', ({ rows, answered }) => percent(answered / rows, 1)],
  ['median', ({ median }) => percent(median, 1)],
  ['by model × GPU', ({ medianByGroup }) => percent(medianByGroup, 1)],
  ['p90', ({ p90 }) => percent(p90, 1)],
  ['within 25 %', ({ within25 }) => percent(within25)],
  ['Spearman', (score) => (Number.isFinite(score.spearman) ? score.spearman.toFixed(3) : '–')],
  ['in range', ({ inRange }) => percent(inRange)],
  ['too low by > 10 %', ({ tooLow }) => percent(tooLow)],
]

/** A table that reads as text and as Markdown. */
export function table(rows: readonly Score[]): string {
  const cells = [columns.map(([head]) => head), ...rows.map((row) => columns.map(([, cell]) => cell(row)))]
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)))
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, index) => (index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  const [head = [], ...body] = cells
  return [line(head), rule, ...body.map(line)].join('\n')
}
