import type { Option } from '../estimator/types.ts'
import { type ComparedRow, isHeld } from './compare-view.ts'
import { significant } from './numbers.ts'
import type { Translate } from './words/words.ts'

/** Closer than this is no win: the ranges are wider. */
const tie = 1.05

type Contest = 'speed' | 'full' | 'million' | 'joule'

/** Who is best at one thing, how good it is there, and how much better than the next. */
export interface Win {
  readonly contest: Contest
  /** Several: no difference worth the name. */
  readonly winners: readonly ComparedRow[]
  readonly value: number
  readonly ratio: number
  readonly next: ComparedRow | undefined
  readonly nextValue: number
  /** How many have the figure. */
  readonly contestants: number
}

type Held = ComparedRow & { readonly option: Option }

const contests: readonly { readonly contest: Contest; readonly least?: true; readonly of: (row: Held) => number | undefined }[] = [
  { contest: 'speed', of: ({ option }) => option.decodeTokensPerSecond?.value },
  { contest: 'full', of: ({ option }) => option.fullLoadTokensPerSecond?.value },
  { contest: 'million', least: true, of: ({ option }) => option.usdPerMillionOutputTokensAtFullLoad?.value },
  { contest: 'joule', of: ({ worth }) => worth.tokensPerJoule?.value },
]

/** Of the rows that hold the job; nothing where only one has the figure. */
export function winsOf(rows: readonly ComparedRow[]): readonly Win[] {
  const held = rows.filter(isHeld)
  return contests.flatMap(({ contest, least, of }): Win[] => {
    const rated = held.flatMap((row) => {
      const value = of(row)
      return value === undefined || !Number.isFinite(value) || value <= 0 ? [] : [{ row, value }]
    })
    rated.sort((a, b) => (least ? a.value - b.value : b.value - a.value))
    const [best] = rated
    if (best === undefined || rated.length < 2) return []
    const ratio = (value: number) => (least ? value / best.value : best.value / value)
    const winners = rated.filter(({ value }) => ratio(value) < tie)
    const next = rated.find(({ value }) => ratio(value) >= tie)
    return [
      {
        contest,
        winners: winners.map(({ row }) => row),
        value: best.value,
        ratio: next === undefined ? 1 : ratio(next.value),
        next: next?.row,
        nextValue: next?.value ?? best.value,
        contestants: rated.length,
      },
    ]
  })
}

/** `1.6`, `12`; below ten with one digit after the point. */
const times = (ratio: number) => (ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(ratio < 1.2 ? 2 : 1))

/** Who wins at what, each winner named once with all it wins. */
export function winsSentence(t: Translate, wins: readonly Win[]): string {
  const byWinner = new Map<string, { said: string[]; several: boolean }>()
  for (const win of wins) {
    const names = win.winners.map(({ spoken }) => spoken).join(t('compare.and'))
    const said = t(`compare.${outcomeOf(win)}.${win.contest}`, values(win))
    const several = win.winners.length > 1 || /^\d+ × /.test(win.winners[0]?.spoken ?? '')
    byWinner.set(names, { said: [...(byWinner.get(names)?.said ?? []), said], several })
  }
  const clauses = [...byWinner].map(([names, { said, several }]) =>
    t(several ? 'compare.winners' : 'compare.winner', { names, wins: said.join(t('compare.list')) }),
  )
  return clauses.join(t('compare.semicolon'))
}

/** Of two one is faster, of more one is fastest. */
function outcomeOf({ next, contestants }: Win): 'tie' | 'beats' | 'win' {
  if (next === undefined) return 'tie'
  return contestants === 2 ? 'beats' : 'win'
}

function values({ value, ratio, next, nextValue }: Win): Record<string, string> {
  return { value: significant(value), ratio: times(ratio), next: next?.spoken ?? '', nextValue: significant(nextValue) }
}

/** Who does not hold the job at all, as one clause; empty where all do. */
export function failing(t: Translate, rows: readonly ComparedRow[]): string {
  const names = rows.filter((row) => !isHeld(row)).map(({ spoken }) => spoken)
  return names.length === 0 ? '' : t('compare.failing', { names: names.join(t('compare.and')) })
}
