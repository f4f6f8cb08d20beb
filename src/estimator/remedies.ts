import { formatByName, kvFormatByName, type WeightFormat } from '../catalog/formats.ts'
import type { Runtime } from '../catalog/runtimes.ts'
import { alternativeModels } from './alternative-models.ts'
import { offloadOf } from './offload.ts'
import { longestThatFits } from './option-memory.ts'
import { speedsOf } from './option-speed.ts'
import { cacheRoom, ceilingOf, needOf, type Placement, place } from './place.ts'
import { type Plan, planOf } from './plan.ts'
import { quantity, silent } from './quantity.ts'
import { readingSpeed, streamTokensPerSecond } from './serving.ts'
import { rooflineTokensPerSecond } from './step.ts'
import type { Catch, Offload, Quantity, Recipe, Remedy } from './types.ts'

/** Smaller and smaller, as published for most models; those below three and a half bits a weight cost quality that shows. */
const desktopLadder = ['Q6_K', 'Q5_K_M', 'Q4_K_M', 'IQ4_XS', 'Q3_K_M', 'IQ3_XXS', 'IQ2_XXS'] as const
const serverLadder = ['fp8', 'awq-int4'] as const
const exllamaLadder = ['6bpw', '5bpw', '4.25bpw', '3.5bpw', '3bpw', '2.5bpw'] as const
const mlxLadder = ['mlx-6bit', 'mlx-4bit', 'mlx-3bit'] as const

/** Bits a weight, scales included, under which the loss shows in every answer (llama.cpp's perplexity tables: steep below Q3_K_M). */
const leastGoodBits = 3.5
/** From here on it is hardly told from the original. */
const leastExactBits = 4.2

const shortContext = 8192
/** Less is no conversation. */
const leastContext = 2048

const bitsOf = ({ weights }: Plan) => (weights.total * 8) / weights.parameters

function qualityOf(bits: number): readonly Catch[] {
  if (bits >= leastExactBits) return []
  return [bits >= leastGoodBits ? 'some-quality' : 'quality']
}

/** One way to change what was asked. */
interface Change {
  readonly format?: WeightFormat
  readonly runtime?: Runtime
  readonly kv?: Recipe['kv']
  readonly contextTokens?: number
  readonly count?: number
}

/** The asked placement with something changed. */
function changed({ plan, gpu, memoryGb, count }: Placement, change: Change): Placement {
  const { workload, recipe } = plan
  const contextTokens = change.contextTokens ?? workload.contextTokens
  const shorter = contextTokens < workload.contextTokens
  const kept = shorter
    ? {
        promptTokens: Math.max(1, Math.min(workload.promptTokens, contextTokens - workload.outputTokens)),
        depthTokens: Math.max(1, Math.min(workload.depthTokens, Math.round(contextTokens / 2))),
      }
    : {}
  const { format = recipe.format, runtime = recipe.runtime, kv = recipe.kv } = change
  const next = planOf({ ...workload, ...kept, contextTokens }, { format, runtime, kv }, plan.calibration)
  return place(next, gpu, memoryGb, change.count ?? count)
}

/** What one user gets of it. */
function speedOf(placement: Placement): Quantity | undefined {
  const { concurrency, model } = placement.plan.workload
  if (model.modality === 'embedding') return undefined
  const decode = speedsOf(placement, rooflineTokensPerSecond(placement), silent).decodeTokensPerSecond
  if (decode === undefined || concurrency === 1) return decode
  const share = streamTokensPerSecond(placement, concurrency) / decode.value
  return quantity(decode.value * share, decode.low * share, decode.high * share, decode.basis)
}

function remedy(kind: Remedy['kind'], placement: Placement, catches: readonly Catch[]): Remedy {
  const { plan, gpu, memoryGb, count, verdict } = placement
  const speed = speedOf(placement)
  const slow: readonly Catch[] = speed !== undefined && speed.value < readingSpeed ? ['slow'] : []
  return {
    kind,
    gpu,
    memoryGb,
    count,
    model: plan.workload.model,
    recipe: plan.recipe,
    contextTokens: plan.workload.contextTokens,
    verdict,
    bytes: needOf(placement) * count,
    ceilingBytes: ceilingOf(placement) * count,
    ...(speed !== undefined && { decodeTokensPerSecond: speed }),
    catches: [...catches, ...slow],
  }
}

const runs = ({ verdict }: Placement) => verdict !== 'no'

/** The formats below the asked one, with the runtime that reads them; a desktop's for a server's job where few enough ask at once. */
function laddersOf({ plan }: Placement): readonly (readonly [format: WeightFormat, runtime: Runtime])[] {
  const { recipe, family, workload } = plan
  // Published in four bits, its experts stay so in every file.
  if (workload.model.dtype === 'mxfp4') return []
  const desktop: Runtime = recipe.runtime === 'ollama' ? 'ollama' : 'llama.cpp'
  const steps: readonly (readonly [names: readonly string[], runtime: Runtime])[] =
    family === 'server'
      ? [[serverLadder, recipe.runtime], ...(workload.concurrency === 1 ? ([[desktopLadder, desktop]] as const) : [])]
      : [
          [
            family === 'mlx' ? mlxLadder : family === 'exllama' ? exllamaLadder : desktopLadder,
            family === 'eager' ? desktop : recipe.runtime,
          ],
        ]
  return steps.flatMap(([names, runtime]) =>
    names.flatMap((name): (readonly [WeightFormat, Runtime])[] => {
      const format = formatByName(name)
      return format === undefined || format.nominalBits >= recipe.format.nominalBits ? [] : [[format, runtime]]
    }),
  )
}

/** Half the cache at hardly any loss, then a quarter. */
function smallerCaches({ family, recipe }: Plan): readonly Recipe['kv'][] {
  if (recipe.kv.bytes < 2 || family === 'mlx' || family === 'eager') return []
  return (family === 'server' ? ['fp8'] : ['q8_0', 'q4_0']).flatMap((name) => kvFormatByName(name) ?? [])
}

/** The first and least of the smaller caches that is enough. */
function byCache(placement: Placement): Remedy | undefined {
  for (const kv of smallerCaches(placement.plan)) {
    const tried = changed(placement, { kv })
    if (runs(tried)) return remedy('kv', tried, kv.name === 'q4_0' ? ['quality'] : [])
  }
  return undefined
}

/** The largest smaller format that fits as asked, if need be with half the cache; then, where the context is long, with a short one. */
function byFormat(placement: Placement, kind: 'format' | 'cards', count: number, isGood: boolean): Remedy | undefined {
  const { recipe, workload } = placement.plan
  const half = smallerCaches(placement.plan)[0]
  const isLong = workload.contextTokens > shortContext && kind === 'format'
  for (const contextTokens of isLong ? [workload.contextTokens, shortContext] : [workload.contextTokens])
    for (const [format, runtime] of laddersOf(placement))
      for (const kv of half === undefined || runtime !== recipe.runtime ? [recipe.kv] : [recipe.kv, half]) {
        const tried = changed(placement, { count, contextTokens, format, runtime, kv })
        const good = bitsOf(tried.plan) >= leastGoodBits
        if (good !== isGood) break
        if (!runs(tried)) continue
        const catches: readonly Catch[] = [
          ...(kind === 'cards' ? (['buy'] as const) : []),
          ...qualityOf(bitsOf(tried.plan)),
          ...(contextTokens < workload.contextTokens ? (['shorter'] as const) : []),
        ]
        return remedy(kind, tried, catches)
      }
  return undefined
}

function byContext(placement: Placement): readonly Remedy[] {
  const room = cacheRoom(placement)
  const longest = room > 0 ? longestThatFits(placement, room) : 0
  const contextTokens = Math.floor(longest / 1024) * 1024
  if (contextTokens < leastContext || contextTokens >= placement.plan.workload.contextTokens) return []
  const tried = changed(placement, { contextTokens })
  return runs(tried) ? [remedy('context', tried, ['shorter'])] : []
}

const moreCounts = [2, 3, 4, 6, 8]
const most = 8

/** As many more of the same card as hold it as asked; where that is more than twice as many, also twice with a smaller format, unless one is enough for that. */
function byCards(placement: Placement, isSmallerEnough: boolean): readonly Remedy[] {
  const { gpu, count, plan } = placement
  if (gpu.class === 'apple' || gpu.class === 'laptop' || gpu.usableFraction !== undefined || count >= most) return []
  const found: Remedy[] = []
  for (const more of moreCounts) {
    // Tensors are shared by two, four and eight.
    if (more <= count || (plan.family === 'server' && more % 3 === 0)) continue
    const tried = changed(placement, { count: more })
    if (!runs(tried)) continue
    found.push(remedy('cards', tried, ['buy']))
    break
  }
  const [asMeant] = found
  if (asMeant !== undefined && asMeant.count <= 2 * count) return found
  const twice = 2 * count <= most && !isSmallerEnough ? byFormat(placement, 'cards', 2 * count, true) : undefined
  return twice === undefined ? found : [twice, ...found]
}

/** A minute before the first word is an errand, not a conversation. */
const patience = 60

function byRam(placement: Placement, offload: Offload | undefined): readonly Remedy[] {
  if (offload === undefined) return []
  return offload.fitsRam ? [ramRemedy(placement, offload)] : withOtherRam(placement, offload)
}

function ramRemedy(placement: Placement, offload: Offload): Remedy {
  const { gpu, memoryGb, count, plan } = placement
  return {
    kind: 'offload',
    gpu,
    memoryGb,
    count,
    model: plan.workload.model,
    recipe: offload.recipe,
    contextTokens: plan.workload.contextTokens,
    verdict: 'tight',
    bytes: offload.gpuBytes + offload.bufferBytes,
    ceilingBytes: ceilingOf(placement) * count,
    ramBytes: offload.ramBytes,
    ramGb: offload.ramGb,
    decodeTokensPerSecond: offload.decodeTokensPerSecond,
    catches: [
      ...(offload.decodeTokensPerSecond.value < readingSpeed ? (['slow'] as const) : []),
      ...(offload.fullPromptSeconds.value > patience ? (['slow-prompt'] as const) : []),
    ],
  }
}

/** The RAM that was said is too little: the largest file of fewer bits it is enough for, and as much RAM as the asked one takes. */
function withOtherRam({ plan, gpu, memoryGb, count }: Placement, { recipe }: Offload): readonly Remedy[] {
  const { workload, calibration } = plan
  const { systemRamGb: _, ...withAnyRam } = workload
  const tried = (job: typeof withAnyRam, format: WeightFormat): Remedy | undefined => {
    const placement = place(planOf(job, { ...recipe, format }, calibration), gpu, memoryGb, count)
    const offload = offloadOf(placement, silent)
    if (!offload?.fitsRam) return undefined
    const found = ramRemedy(placement, offload)
    return { ...found, catches: [...qualityOf(bitsOf(placement.plan)), ...found.catches.filter((one) => one === 'slow')] }
  }
  const smaller = desktopLadder
    .flatMap((name) => formatByName(name) ?? [])
    .filter(({ nominalBits }) => workload.model.dtype !== 'mxfp4' && nominalBits < recipe.format.nominalBits)
  let fewerBits: Remedy | undefined
  for (const format of smaller) {
    fewerBits = tried(workload, format)
    if (fewerBits !== undefined) break
  }
  return [fewerBits, tried(withAnyRam, recipe.format)].filter((found) => found !== undefined)
}

function otherCatches({ workload, moe }: Plan, asked: Plan): readonly Catch[] {
  const isSmaller = workload.model.parametersB < 0.8 * asked.workload.model.parametersB
  return [isSmaller ? 'smaller-model' : 'other-model', ...(moe ? (['mixture'] as const) : [])]
}

/** What would work on hardware that does not hold what was asked, the least painful first. */
export function remediesOf(placement: Placement, offload: Offload | undefined): readonly Remedy[] {
  if (placement.support === 'no' || placement.plan.workload.model.modality === 'embedding') return []
  const good = byFormat(placement, 'format', placement.count, true)
  const poor = good === undefined ? byFormat(placement, 'format', placement.count, false) : undefined
  const cache = byCache(placement)
  const isHarmless = cache?.catches.length === 0
  return [
    isHarmless ? cache : undefined,
    good,
    ...byContext(placement),
    ...alternativeModels(placement).map((found) => remedy('model', found, otherCatches(found.plan, placement.plan))),
    ...byRam(placement, offload),
    isHarmless ? undefined : cache,
    poor,
    ...byCards(placement, good !== undefined),
  ].filter((found) => found !== undefined)
}
