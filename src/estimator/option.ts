import { gpusPerMachine } from '../catalog/hardware.ts'
import type { PriceBook } from '../catalog/types.ts'
import { decodeFit, decodePowerShare, servingSpread } from './calibration.ts'
import { slowSpeed } from './choose.ts'
import { cacheBytes, tokensThatFit } from './kv-cache.ts'
import { cacheRoom, ceilingOf, needOf, type Placement, place } from './place.ts'
import { GiB, gib, quantity, sum, type Why, within } from './quantity.ts'
import { fixedRequestSeconds, prefillSeconds, rooflineOfBatch, rooflineTokensPerSecond, stepSeconds, throughput } from './speed.ts'
import type { Caveat, Option, Quantity } from './types.ts'

/** Requests a server schedules at once by default: beyond it, users wait in line. */
const mostSequences = 1024
/** Where a model's limit is not known. */
const longestContext = 1_048_576

function memoryOf(placement: Placement, why: Why): Option['memory'] {
  const { plan, weights, cache, buffers, count, usable } = placement
  const perGpu = sum(
    [
      within(weights, plan.weightsSpread[0], plan.weightsSpread[1], plan.workload.spread ? 'rule' : 'exact'),
      within(cache, plan.cacheSpread[0], plan.cacheSpread[1], 'exact'),
      quantity(buffers.activations, buffers.activationsLow, buffers.activationsHigh, 'calibrated'),
      quantity(buffers.overhead, buffers.overheadLow, buffers.overheadHigh, 'calibrated'),
    ],
    why(
      () =>
        `weights ${gib(weights)} + KV cache ${gib(cache)} + buffers ${gib(buffers.activations)} + runtime ${gib(buffers.overhead)}, of ${gib(usable)} usable`,
    ),
  )
  return {
    perGpu,
    total: quantity(
      perGpu.value * count,
      perGpu.low * count,
      perGpu.high * count,
      perGpu.basis,
      why(() => `${count} × ${gib(perGpu.value)}`),
    ),
    usablePerGpu: usable,
    ceilingPerGpu: ceilingOf(placement),
  }
}

/** Speed of a kind "value within a spread", never above the bound. */
function capped(value: number, spread: readonly [number, number], bound: number, why: string | undefined): Quantity {
  return quantity(Math.min(value, bound), Math.min(value * spread[0], bound), Math.min(value * spread[1], bound), 'calibrated', why)
}

/** macOS lets its owner give the GPU more than the default share (`iogpu.wired_limit_mb`); the system wants the rest. */
const raisedShare = 0.9

function caveatsOf(placement: Placement, decode: number | undefined, priced: boolean): Caveat[] {
  const { gpu, support, plan } = placement
  const caveats: Caveat[] = []
  if (support === 'no') caveats.push('unsupported-format')
  if (plan.recipe.format.family === 'fp8' && support === 'weight-only') caveats.push('fp8-not-native')
  if (plan.recipe.format.family === 'fp4' && plan.family === 'server' && support === 'weight-only') caveats.push('fp4-not-native')
  if (decode !== undefined && decode < slowSpeed) caveats.push('slow')
  if (placement.count > gpusPerMachine(gpu)) caveats.push('multi-node')
  if (!priced) caveats.push('no-price')
  if (gpu.availability === 'modded') caveats.push('memory-mod')
  if (gpu.availability === 'export') caveats.push('export')
  if (gpu.availability === 'announced') caveats.push('announced')
  if (gpu.class === 'apple' && placement.verdict === 'no' && needOf(placement) <= raisedShare * placement.memoryGb * GiB)
    caveats.push('raise-limit')
  caveats.push('half-depth')
  return caveats
}

/** Users that fit at the asked context. */
function concurrencyThatFits(placement: Placement, room: number): number {
  const { plan, split } = placement
  const { contextTokens, concurrency } = plan.workload
  const fits = (users: number) => cacheBytes(plan.cache, contextTokens, users, plan.recipe.kv, plan.family, split) <= room
  let low = 0
  let high = Math.max(mostSequences, concurrency)
  // Sliding windows share their spare cells, so that users cannot be had by division.
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Free after everything, the whole candidate. Where it falls short: the least that is missing, for a job may leave cards idle
 * that would only add a copy and buffers of their own.
 */
function headroomOf(placement: Placement): number {
  const { plan, gpu, memoryGb, count } = placement
  const free = (cacheRoom(placement) - placement.cache) * count
  return free >= 0 || count === 1 ? free : Math.max(free, headroomOf(place(plan, gpu, memoryGb, Math.floor(count / 2))))
}

type Speeds = Partial<Pick<Option, 'decodeTokensPerSecond' | 'totalTokensPerSecond' | 'prefillTokensPerSecond' | 'timeToFirstTokenSeconds'>>

function speedsOf(placement: Placement, roofline: number, why: Why): Speeds {
  const { plan, gpu } = placement
  const { concurrency, promptTokens, model } = plan.workload
  const prompt = prefillSeconds(placement, promptTokens)
  const prefill = within(
    promptTokens / prompt.seconds,
    prompt.spread[0],
    prompt.spread[1],
    'calibrated',
    why(() => `${promptTokens} tokens / ${prompt.seconds.toFixed(3)} s`),
  )
  if (model.modality === 'embedding') return { prefillTokensPerSecond: prefill }
  const fit = decodeFit(plan.family, gpu, plan.moe)
  const step = stepSeconds(placement, 1)
  const decode = capped(
    1 / step,
    fit.spread,
    roofline,
    why(
      () =>
        `1 / (${gib(gpu.bandwidthGBps * 1e9 * (1 / roofline))} per token / (${gpu.bandwidthGBps} GB/s × ${fit.efficiency}) + ${plan.layers} layers × ${(fit.perLayer * 1e6).toFixed(0)} µs); at most ${roofline.toFixed(0)}; efficiency from ${fit.rows} measurements`,
    ),
  )
  const fixed = fixedRequestSeconds(placement) + step
  return {
    decodeTokensPerSecond: decode,
    totalTokensPerSecond:
      concurrency === 1
        ? decode
        : capped(
            throughput(placement, concurrency),
            servingSpread,
            rooflineOfBatch(placement, concurrency),
            why(() => `${concurrency} requests in flight, prompts included`),
          ),
    prefillTokensPerSecond: prefill,
    timeToFirstTokenSeconds: quantity(
      prompt.seconds + fixed,
      prompt.seconds / prompt.spread[1] + fixed * 0.7,
      prompt.seconds / prompt.spread[0] + fixed * 2,
      'calibrated',
      why(() => `prompt ${prompt.seconds.toFixed(3)} s + ${fixed.toFixed(3)} s`),
    ),
  }
}

type Costs = Partial<
  Pick<Option, 'usdPerHour' | 'purchaseUsd' | 'watts' | 'usdPerMillionOutputTokens' | 'usdPerMillionOutputTokensAtFullLoad'>
>

/** Dollars per million output tokens of a machine that is always busy. */
const perMillion = (usdPerHour: number, tokensPerSecond: number) => (usdPerHour / (tokensPerSecond * 3600)) * 1e6

function costsOf(placement: Placement, decode: Quantity | undefined, users: number, prices: PriceBook, why: Why): Costs {
  const { gpu, count } = placement
  const costs: { -readonly [key in keyof Costs]: Costs[key] } = {}
  const rental = prices.rental(gpu.id)
  // Where several sizes are sold under one name, nobody says which of them a price was for.
  const purchase = gpu.memoryOptionsGb === undefined ? prices.purchase(gpu.id) : undefined
  if (gpu.tdpWatts !== undefined) {
    const [low, mid, high] = decodePowerShare
    const board = gpu.tdpWatts * count
    costs.watts = quantity(
      board * mid,
      board * low,
      board * high,
      'rule',
      why(() => `${count} × ${gpu.tdpWatts} W × ${mid}`),
    )
  }
  if (purchase !== undefined)
    costs.purchaseUsd = quantity(
      purchase.median * count,
      purchase.low * count,
      purchase.high * count,
      'measured',
      why(() => `${count} × ${purchase.median}, ${purchase.asOf}`),
    )
  if (rental === undefined) return costs
  const hour = quantity(
    rental.median * count,
    rental.low * count,
    rental.high * count,
    'measured',
    why(() => `${count} × $${rental.median.toFixed(2)}, median of ${rental.offers} providers, ${rental.asOf}`),
  )
  costs.usdPerHour = hour
  if (decode === undefined) return costs
  const load = throughput(placement, users)
  costs.usdPerMillionOutputTokens = quantity(
    perMillion(hour.value, decode.value),
    perMillion(hour.low, decode.high),
    perMillion(hour.high, decode.low),
    'calibrated',
    why(() => `$${hour.value.toFixed(2)}/h / (${decode.value.toFixed(1)} tok/s × 3600) × 10⁶, always busy with one user`),
  )
  costs.usdPerMillionOutputTokensAtFullLoad = quantity(
    perMillion(hour.value, load),
    perMillion(hour.low, load * servingSpread[1]),
    perMillion(hour.high, load * servingSpread[0]),
    'calibrated',
    why(() => `$${hour.value.toFixed(2)}/h / (${load.toFixed(0)} tok/s of ${users} users × 3600) × 10⁶`),
  )
  return costs
}

/** A placement with everything said about it. */
export function optionOf(placement: Placement, role: Option['role'], asked: boolean, prices: PriceBook, why: Why): Option {
  const { plan, gpu, count, memoryGb, layout, verdict } = placement
  const { concurrency, model, contextTokens } = plan.workload
  const room = cacheRoom(placement)
  const runs = placement.support !== 'no' && room >= 0
  const users = runs ? concurrencyThatFits(placement, room) : 0
  const limit = Math.max(model.maxContext ?? longestContext, contextTokens)
  const roofline = rooflineTokensPerSecond(placement)
  const speeds = verdict === 'no' ? {} : speedsOf(placement, roofline, why)
  const costs = costsOf(placement, speeds.decodeTokensPerSecond, users, prices, why)
  return {
    gpu,
    count,
    memoryGb,
    asked,
    role,
    recipe: plan.recipe,
    layout,
    verdict,
    caveats: caveatsOf(placement, speeds.decodeTokensPerSecond?.value, costs.usdPerHour !== undefined),
    memory: memoryOf(placement, why),
    headroomBytes: headroomOf(placement),
    maxContext: runs ? tokensThatFit(plan.cache, room, concurrency, plan.recipe.kv, plan.family, placement.split, limit) : 0,
    maxConcurrency: users,
    rooflineTokensPerSecond: roofline,
    ...speeds,
    ...costs,
  }
}
