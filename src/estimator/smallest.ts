import { isOnSale } from './on-sale.ts'
import { needOf, type Placement } from './place.ts'
import { readingSpeed, tokensPerUser } from './serving.ts'
import type { Recipe, Smallest } from './types.ts'

/** Cards of their own, that can be bought or rented in most places: what "a 24 GB card" means. */
function isDiscrete({ gpu }: Placement): boolean {
  return (
    isOnSale(gpu) &&
    gpu.usableFraction === undefined &&
    (gpu.class === 'consumer' || gpu.class === 'workstation' || gpu.class === 'datacenter')
  )
}

/** Pairs first, then fours; a few large cards before many small ones. */
const sizeOf = ({ count, memoryGb }: Placement) => (count === 1 ? memoryGb : count * 1e6 + memoryGb)

/** How many cards of a label there are, and how many of them hold what was meant. */
interface Label {
  cards: number
  holding: number
}

interface Best {
  single?: Placement
  several?: Placement
  tight?: Placement
  tightPair?: Placement
}

/** The least hardware that holds a job, over the whole catalog, by what was meant and by each fallback: one card, and a few smaller ones. */
export function smallestOf(catalog: readonly Placement[]): Smallest[] {
  const meant: Best = {}
  const instead = new Map<Recipe, Best>()
  const labels = new Map<number, Label>()
  for (const placement of catalog) {
    const { count, verdict, memoryGb } = placement
    // Most of the catalog, at a glance: too small a set, or a tight one of many.
    if ((count > 1 && verdict === 'no') || (count > 2 && verdict === 'tight') || !isDiscrete(placement)) continue
    const { recipe } = placement.plan
    if (count === 1) countLabel(labels, memoryGb, verdict === 'fits' && !recipe.fallback)
    if (verdict === 'no') continue
    const best = recipe.fallback ? (instead.get(recipe) ?? {}) : meant
    const slot = verdict === 'tight' ? (count === 1 ? 'tight' : 'tightPair') : count === 1 ? 'single' : 'several'
    const known = best[slot]
    if ((known !== undefined && sizeOf(known) <= sizeOf(placement)) || tokensPerUser(placement) < readingSpeed) continue
    best[slot] = placement
    if (recipe.fallback) instead.set(recipe, best)
  }
  return [meant, ...instead.values()].flatMap((best) => listed(best, labels))
}

function countLabel(labels: Map<number, Label>, memoryGb: number, holds: boolean): void {
  const label = labels.get(memoryGb) ?? { cards: 0, holding: 0 }
  label.cards++
  if (holds) label.holding++
  labels.set(memoryGb, label)
}

const isEvery = (label: Label | undefined) => label !== undefined && label.cards > 1 && label.cards === label.holding

/** Who needs this much on one card may think of two; GB on the labels. */
const worthAPair = { single: 24, each: 12 }

/** A pair of cards each of which is smaller than the other way's. */
function isSmallerPair(pair: Placement | undefined, than: Placement | undefined): boolean {
  return pair?.count === 2 && pair.memoryGb >= worthAPair.each && pair.memoryGb < (than?.memoryGb ?? Number.POSITIVE_INFINITY)
}

/** One card; a pair of smaller ones, or where no single one is enough as many as are; and what only just holds it on a smaller card. */
function listed({ single, several, tight, tightPair }: Best, labels: ReadonlyMap<number, Label>): Smallest[] {
  const isLarge = single === undefined || single.memoryGb >= worthAPair.single
  const set = isLarge && (single === undefined || isSmallerPair(several, single)) ? several : undefined
  const isTighter = tight !== undefined && tight.memoryGb < (single?.memoryGb ?? Number.POSITIVE_INFINITY)
  const isTighterPair = isLarge && isSmallerPair(tightPair, set ?? single) && isSmallerPair(tightPair, isTighter ? tight : single)
  return [single, set, isTighter ? tight : undefined, isTighterPair ? tightPair : undefined].flatMap((placement) =>
    placement === undefined
      ? []
      : [
          {
            recipe: placement.plan.recipe,
            count: placement.count,
            memoryGb: placement.memoryGb,
            verdict: placement.verdict === 'tight' ? 'tight' : 'fits',
            every: placement.count === 1 && isEvery(labels.get(placement.memoryGb)),
            bytes: needOf(placement) * placement.count,
          } satisfies Smallest,
        ],
  )
}
