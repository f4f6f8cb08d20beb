import { gpus } from '../catalog/gpus.ts'
import { totalBytes } from '../catalog/memory.ts'
import type { PriceBook } from '../catalog/types.ts'
import { buffersOf, serverStart } from './buffers.ts'
import { bundledCalibration, type Calibration } from './calibration.ts'
import { askedPlacements, catalogPlacements, enoughInstead } from './candidates.ts'
import { choose, sameHardware } from './choose.ts'
import { instead } from './instead.ts'
import { cacheBytes } from './kv-cache.ts'
import { optionOf } from './option.ts'
import type { Placement } from './place.ts'
import { type Plan, planOf } from './plan.ts'
import { explain, gib, quantity, silent, sum, type Why, within } from './quantity.ts'
import { everyGpu, shelfOf } from './shelf.ts'
import { smallestOf } from './smallest.ts'
import type { Estimate, Memory, Option, Workload } from './types.ts'
import { four } from './working.ts'

export interface EstimateOptions {
  /** Of speeds; absent: the one that comes with the program. */
  readonly calibration?: Calibration
  /** Every candidate, not only the asked-for and the chosen. */
  readonly all?: boolean
  /** Fill `why` of every Quantity. */
  readonly why?: boolean
  /** The asked-for candidates alone, and nothing instead of them: no look at the catalog, `smallest` is empty. For asking many questions at once. */
  readonly only?: 'asked'
}

/** The card a headline is drawn for: one mainstream accelerator with room enough, so that buffers are those of one card. */
const typicalCard = gpus.find((gpu) => gpu.id === 'rtx-a6000')

/** Memory of the whole job on one accelerator, by part; with the buffers of the one asked for. */
function memoryOf(plan: Plan, asked: Placement | undefined, why: Why): Memory {
  if (typicalCard === undefined) throw new Error('the catalog has lost rtx-a6000')
  const { weights, workload } = plan
  const card = asked?.gpu ?? typicalCard
  const buffers = buffersOf(plan.shape, plan.family, card, asked?.start ?? serverStart(card, totalBytes(card, card.memoryGb)), 1, 1)
  const sure = workload.spread === undefined ? 'exact' : 'rule'
  const parts = {
    weights: within(
      weights.total,
      plan.weightsSpread[0],
      plan.weightsSpread[1],
      sure,
      why(
        () =>
          `${four(weights.parameters / 1e9)} × 10⁹ × ${four((weights.total * 8) / weights.parameters)} bit / 8 = ${four(weights.total / 1e9)} GB = ${gib(weights.total)}`,
      ),
    ),
    kvCache: within(
      plan.cacheBytes,
      plan.cacheSpread[0],
      plan.cacheSpread[1],
      sure,
      why(
        () =>
          `${workload.concurrency} × ${workload.contextTokens} × ${four(plan.cacheBytes / workload.concurrency / workload.contextTokens / 1024)} KiB = ${gib(plan.cacheBytes)}`,
      ),
    ),
    activations: quantity(
      buffers.activations,
      buffers.activationsLow,
      buffers.activationsHigh,
      'calibrated',
      why(() => gib(buffers.activations)),
    ),
    overhead: quantity(
      buffers.overhead,
      buffers.overheadLow,
      buffers.overheadHigh,
      'calibrated',
      why(() => gib(buffers.overhead)),
    ),
  }
  const onGpu = sum([parts.weights, parts.kvCache, parts.activations, parts.overhead])
  return {
    ...parts,
    weightsInRam: weights.inRam,
    total: quantity(
      onGpu.value - weights.inRam,
      onGpu.low - weights.inRam,
      onGpu.high - weights.inRam,
      onGpu.basis,
      why(
        () =>
          `${gib(weights.total)} + ${gib(plan.cacheBytes)} + ${gib(buffers.activations)} + ${gib(buffers.overhead)}${weights.inRam > 0 ? ` − ${gib(weights.inRam)}` : ''} = ${gib(onGpu.value - weights.inRam)}`,
      ),
    ),
  }
}

/** The first recipe's memory, its intervals stretched over the others'. */
function headline(memories: readonly Memory[]): Memory {
  const first = memories[0]
  if (first === undefined) throw new Error('a workload has at least one recipe')
  const stretch = (pick: (memory: Memory) => Memory['total']) => {
    const own = pick(first)
    let { low, high } = own
    for (const memory of memories) {
      low = Math.min(low, pick(memory).low)
      high = Math.max(high, pick(memory).high)
    }
    return { ...own, low, high }
  }
  return {
    weights: stretch((memory) => memory.weights),
    kvCache: stretch((memory) => memory.kvCache),
    activations: stretch((memory) => memory.activations),
    overhead: stretch((memory) => memory.overhead),
    weightsInRam: first.weightsInRam,
    total: stretch((memory) => memory.total),
  }
}

const rank = { fits: 0, tight: 1, no: 2 } as const

/** Asked-for first and as asked, then by verdict, then cheapest hour, then speed. */
function order(options: Option[]): Option[] {
  const price = (option: Option) => option.usdPerHour?.value ?? Number.POSITIVE_INFINITY
  return options.sort((a, b) => {
    if (a.asked || b.asked) return Number(b.asked) - Number(a.asked)
    if (rank[a.verdict] !== rank[b.verdict]) return rank[a.verdict] - rank[b.verdict]
    const byPrice = price(a) - price(b)
    if (byPrice !== 0 && !Number.isNaN(byPrice)) return byPrice
    return (b.decodeTokensPerSecond?.value ?? 0) - (a.decodeTokensPerSecond?.value ?? 0) || a.count - b.count
  })
}

/**
 * Sizes a workload, tries it on the whole catalog and keeps the candidates worth showing.
 * Pure; about half a millisecond for the catalog of 248 accelerators.
 */
export function estimate(
  workload: Workload,
  prices: PriceBook,
  { all = false, why: wanted = false, calibration = bundledCalibration, only }: EstimateOptions = {},
): Estimate {
  const why = wanted ? explain : silent
  const plans: [Plan, ...Plan[]] = [
    planOf(workload, workload.recipes[0], calibration),
    ...workload.recipes.slice(1).map((recipe) => planOf(workload, recipe, calibration)),
  ]
  const asked = workload.asked.flatMap((card) => askedPlacements(plans, card))
  const catalog = only === 'asked' ? [] : catalogPlacements(plans, all ? everyGpu : shelfOf(prices, workload.market), all)
  const chosen = choose(catalog, prices, workload.market)
  const shown: { placement: Placement; role: Option['role']; asked: boolean }[] = asked.map((placement) => ({
    placement,
    role: 'asked',
    asked: true,
  }))
  const isShown = (placement: Placement) => shown.some((other) => sameHardware(other.placement, placement))
  for (const card of only === 'asked' ? [] : workload.asked) {
    const placement = enoughInstead(plans, card)
    if (placement !== undefined && !isShown(placement)) shown.push({ placement, role: 'enough', asked: false })
  }
  for (const { placement, role } of chosen) if (!isShown(placement)) shown.push({ placement, role, asked: false })
  if (all) for (const placement of catalog) if (!isShown(placement)) shown.push({ placement, role: 'other', asked: false })

  // The headline speaks of the recipes meant by the question, the asked card's own first; of that alone where it took a fallback.
  const decided = asked.find(({ gpu, verdict }) => gpu.class === 'datacenter' && verdict !== 'no') ?? asked[0]
  const others = plans.filter((plan) => plan !== decided?.plan && !plan.recipe.fallback)
  const meant = decided === undefined ? others : decided.plan.recipe.fallback ? [decided.plan] : [decided.plan, ...others]
  const first = meant[0] ?? plans[0]
  const { offloads, ...rest } = instead(workload, plans, only === 'asked' ? [] : asked, why)
  const byRecipe = meant.map((plan) => ({ recipe: plan.recipe, memory: memoryOf(plan, decided, why) }))
  const perUser = (tokens: number) => cacheBytes(first.cache, tokens, 1, first.recipe.kv, first.family)
  return {
    workload,
    memory: headline(byRecipe.map(({ memory }) => memory)),
    byRecipe,
    bytesPer8kTokens: perUser(workload.contextTokens + 8192) - perUser(workload.contextTokens),
    bytesPerUser: perUser(workload.contextTokens),
    smallest: smallestOf(catalog),
    options: order(
      shown.map(({ placement, role, asked }) => {
        const offload = offloads.get(placement)
        const option = optionOf(placement, role, asked, prices, why)
        return offload === undefined ? option : { ...option, offload }
      }),
    ),
    ...rest,
    prices: { asOf: prices.asOf, source: prices.source },
  }
}
