/** A measured figure beside what was answered; `predicted` undefined where there was no answer. */
export interface Outcome {
  readonly metric: string
  /** Model and GPU: tables with many rows of one pair must not dominate. */
  readonly group: string
  readonly question: string
  readonly measured: number
  readonly predicted?: { readonly value: number; readonly low: number; readonly high: number }
}

export interface Score {
  readonly metric: string
  readonly rows: number
  readonly answered: number
  /** Median of |predicted / measured − 1|, every row alike. */
  readonly median: number
  /** The same, every pair of model and GPU alike. */
  readonly medianByGroup: number
  readonly p90: number
  readonly within25: number
  readonly spearman: number
  readonly inRange: number
  /** Share predicted too low by over a tenth. */
  readonly tooLow: number
}

/** Smallest value below which a share of the weight lies. */
export function weightedQuantile(values: readonly { readonly value: number; readonly weight: number }[], share: number): number {
  const sorted = [...values].sort((a, b) => a.value - b.value)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  let seen = 0
  for (const { value, weight } of sorted) {
    seen += weight
    if (seen >= share * total - 1e-12) return value
  }
  return Number.NaN
}

/** Of rows that count alike; between two of them in proportion, so that a median of two is their mean. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const [below = Number.NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return below + (above - below) * (place % 1)
}

/** Ranks from 1, ties sharing the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranked = new Array<number>(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && values[order[end + 1] ?? 0] === values[order[start] ?? 0]) end++
    for (let place = start; place <= end; place++) ranked[order[place] ?? 0] = (start + end) / 2 + 1
    start = end + 1
  }
  return ranked
}

/** Rank correlation, −1…1. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)]
  const mean = (a.length + 1) / 2
  let both = 0
  let first = 0
  let second = 0
  for (let index = 0; index < a.length; index++) {
    const dx = (x[index] ?? mean) - mean
    const dy = (y[index] ?? mean) - mean
    both += dx * dy
    first += dx * dx
    second += dy * dy
  }
  return both / Math.sqrt(first * second)
}

export const error = ({ measured, predicted }: Outcome) => (predicted === undefined ? Number.NaN : Math.abs(predicted.value / measured - 1))

export function scoreOf(metric: string, outcomes: readonly Outcome[]): Score {
  const answered = outcomes.filter(({ predicted }) => predicted !== undefined)
  const sizes = new Map<string, number>()
  for (const { group } of answered) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const share = (holds: (outcome: Outcome) => boolean) => answered.filter(holds).length / answered.length
  return {
    metric,
    rows: outcomes.length,
    answered: answered.length,
    median: quantile(answered.map(error), 0.5),
    medianByGroup: weightedQuantile(
      answered.map((outcome) => ({ value: error(outcome), weight: 1 / (sizes.get(outcome.group) ?? 1) })),
      0.5,
    ),
    p90: quantile(answered.map(error), 0.9),
    within25: share((outcome) => error(outcome) <= 0.25),
    spearman: spearman(
      answered.map(({ measured }) => measured),
      answered.map(({ predicted }) => predicted?.value ?? 0),
    ),
    inRange: share(({ measured, predicted }) => predicted !== undefined && measured >= predicted.low && measured <= predicted.high),
    tooLow: share(({ measured, predicted }) => predicted !== undefined && predicted.value < 0.9 * measured),
  }
}

/** One score a metric, in the order the metrics first appear. */
export function scores(outcomes: readonly Outcome[]): Score[] {
  const byMetric = new Map<string, Outcome[]>()
  for (const outcome of outcomes) byMetric.set(outcome.metric, [...(byMetric.get(outcome.metric) ?? []), outcome])
  return [...byMetric].map(([metric, of]) => scoreOf(metric, of))
}
