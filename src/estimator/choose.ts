import type { PriceBook } from '../catalog/types.ts'
import type { Placement } from './place.ts'
import { stepSeconds } from './speed.ts'
import type { Option } from './types.ts'

export interface Chosen {
  readonly placement: Placement
  readonly role: Option['role']
}

/** Below this a reader waits for words; never recommended, only named. Tokens/s of one stream. */
export const usableSpeed = 5
export const slowSpeed = 10

/** What people have on a desk, what they rent, what they ask about; a short list should be made of these (2026). */
const desk = ['rtx-3060-12gb', 'rtx-4060-ti-16gb', 'rtx-5070-ti', 'rtx-3090', 'rtx-4090', 'rtx-5090']
const workstation = ['rtx-a6000', 'l40s', 'rtx-6000-ada', 'rtx-pro-6000-blackwell']
const server = ['l4', 'a100-80gb-sxm', 'h100-sxm', 'h200-sxm', 'b200', 'mi300x', 'b300', 'mi355x']
const mac = ['apple-m4', 'apple-m4-pro', 'apple-m4-max', 'apple-m3-ultra']

/** Never proposed unless named: other people's laptops, boards, and what cannot be bought or rented in most places. */
function isProposed(placement: Placement): boolean {
  const { gpu, count } = placement
  if (gpu.availability !== undefined) return false
  if (gpu.class === 'laptop' || gpu.class === 'tpu' || gpu.class === 'npu') return false
  if (gpu.class === 'edge' || gpu.architecture === 'Gaudi') return false
  return count === 1 || gpu.class !== 'apple'
}

export const decodeSpeed = (placement: Placement) => 1 / stepSeconds(placement, 1)

const runs = (placement: Placement) => placement.verdict !== 'no'

interface Ranked {
  readonly placement: Placement
  readonly usdPerHour: number
  readonly speed: number
}

/** Of one list: the smallest count of the earliest GPU that fits comfortably, or tightly where none does. */
function smallest(found: readonly Ranked[], ids: readonly string[], most: number): Ranked | undefined {
  let best: Ranked | undefined
  let bestRank = Number.POSITIVE_INFINITY
  for (const candidate of found) {
    const place = ids.indexOf(candidate.placement.gpu.id)
    if (place < 0 || candidate.placement.count > most) continue
    const rank = (candidate.placement.verdict === 'fits' ? 0 : 1000) + candidate.placement.count * 100 + candidate.placement.memoryGb / 10 + place
    if (rank < bestRank) {
      best = candidate
      bestRank = rank
    }
  }
  return best
}

function least(found: readonly Ranked[], cost: (candidate: Ranked) => number): Ranked | undefined {
  let best: Ranked | undefined
  for (const candidate of found) if (best === undefined || cost(candidate) < cost(best)) best = candidate
  return best
}

/** The largest common single card that does not hold the job: the question most readers have next. */
function nearMiss(all: readonly Placement[]): Placement | undefined {
  let best: Placement | undefined
  for (const placement of all) {
    if (placement.count !== 1 || placement.verdict !== 'no' || !desk.includes(placement.gpu.id)) continue
    if (best === undefined || placement.memoryGb > best.memoryGb || (placement.memoryGb === best.memoryGb && placement.gpu.id === 'rtx-4090')) best = placement
  }
  return best
}

/**
 * The handful a reader needs: cheapest to rent that is usable, on a desk, a 48 GB card, a server card, a Mac, the fastest,
 * and the near miss that fails.
 */
export function choose(all: readonly Placement[], prices: PriceBook): Chosen[] {
  const found: Ranked[] = []
  for (const placement of all) {
    if (!runs(placement) || !isProposed(placement)) continue
    const speed = decodeSpeed(placement)
    if (speed < usableSpeed) continue
    const rental = prices.rental(placement.gpu.id)
    found.push({ placement, speed, usdPerHour: rental === undefined ? Number.POSITIVE_INFINITY : rental.median * placement.count })
  }
  const rented = found.filter((candidate) => Number.isFinite(candidate.usdPerHour) && candidate.speed >= slowSpeed)
  const comfortable = rented.filter((candidate) => candidate.placement.verdict === 'fits')
  const picks: [Option['role'], Ranked | undefined][] = [
    ['cheapest', least(comfortable.length > 0 ? comfortable : rented, (candidate) => candidate.usdPerHour)],
    ['desk', smallest(found, desk, 4)],
    ['workstation', smallest(found, workstation, 4)],
    ['server', smallest(found, ['a100-80gb-sxm'], 8)],
    ['server', smallest(found, ['h100-sxm', 'h200-sxm', 'b200'], 64)],
    ['mac', smallest(found, mac, 1)],
    ['fastest', least(comfortable.length > 0 ? comfortable : rented, (candidate) => -candidate.speed)],
  ]
  const chosen: Chosen[] = []
  for (const [role, pick] of picks) {
    if (pick !== undefined && !chosen.some(({ placement }) => sameHardware(placement, pick.placement))) chosen.push({ placement: pick.placement, role })
  }
  const miss = nearMiss(all)
  if (miss !== undefined) chosen.push({ placement: miss, role: 'near-miss' })
  return chosen
}

export function sameHardware(a: Placement, b: Placement): boolean {
  return a.gpu.id === b.gpu.id && a.count === b.count && a.memoryGb === b.memoryGb
}
