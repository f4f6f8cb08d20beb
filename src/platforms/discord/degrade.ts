/** How much of a card is shown. */
export interface Plan {
  readonly chart: boolean
  /** Of each table. */
  readonly rows: number
  /** UTF-16 units of a note as it is written in markdown. */
  readonly noteLength: number
  readonly notes: number
  readonly blocks: number
  /** UTF-16 units of the answer, and of what was assumed. */
  readonly textLength: number
}

/** The verdict and what was assumed: fits whatever the card is. */
export const barest: Plan = { chart: false, rows: 1, noteLength: 80, notes: 0, blocks: 0, textLength: 500 }

/**
 * From all of a card to its bare verdict, in the order in which a reader misses things least: the chart goes first, then rows, the length
 * of notes, blocks from the last, and the length of the text.
 */
export function plans(blocks: number): readonly Plan[] {
  const all: Plan = { chart: true, rows: 10, noteLength: 400, notes: 8, blocks, textLength: 2000 }
  const steps: readonly Partial<Plan>[] = [
    {},
    { chart: false },
    ...[8, 6, 4, 3, 2, 1].map((rows) => ({ rows })),
    { noteLength: 160 },
    { noteLength: 120, notes: 4 },
    { noteLength: 80, notes: 2 },
    { notes: 0 },
    ...Array.from({ length: blocks }, (_, at) => ({ blocks: blocks - 1 - at })),
    { textLength: 1000 },
    barest,
  ]
  let plan = all
  return steps.map((step) => {
    plan = { ...plan, ...step }
    return plan
  })
}
