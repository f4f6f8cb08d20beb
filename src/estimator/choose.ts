import { gpusPerMachine } from '../catalog/hardware.ts'
import type { PriceBook } from '../catalog/types.ts'
import { hasTarget, isEnough } from './load.ts'
import type { Placement } from './place.ts'
import { isOversized, waitsTooLong } from './sense.ts'
import { readingSpeed, slowSpeed, tokensPerUser } from './serving.ts'
import {
  amdServer,
  ampereServer,
  chinaServer,
  common,
  desk24,
  deskFast,
  deskWide,
  fewestOffers,
  isNetworked,
  isOffered,
  mac,
  newServer,
  tried,
  workstation,
} from './shelf.ts'
import type { Option, Workload } from './types.ts'

export interface Chosen {
  readonly placement: Placement
  readonly role: Option['role']
}

function isProposed({ gpu, count }: Placement, market: Workload['market']): boolean {
  if (market === 'cn' && chinaServer.includes(gpu.id)) return true
  if (!isOffered(gpu, market)) return false
  if (count > gpusPerMachine(gpu) && !isNetworked(gpu)) return false
  return count === 1 || gpu.class !== 'apple'
}

const runs = (placement: Placement) => placement.verdict !== 'no'

/** Holds the job, and gives what was asked for where anything was. */
const does = (placement: Placement) => runs(placement) && (!hasTarget(placement.plan.workload) || isEnough(placement))

interface Ranked {
  readonly placement: Placement
  readonly usdPerHour: number
  /** Providers that rent it out. */
  readonly offers: number
  readonly speed: number
}

/** A tight fit counts as much memory as this many times its own: two tight cards come before four roomy ones, one roomy before two tight. */
const tightPenalty = 1.6

const mostServerCards = 64

/** A server runs the weights that were meant, on more cards if need be; only failing that a fallback. */
function smallestServer(found: readonly Ranked[], ids: readonly string[]): Ranked | undefined {
  const meant = found.filter(({ placement }) => !placement.plan.recipe.fallback)
  return smallest(meant, ids, mostServerCards) ?? smallest(found, ids, mostServerCards)
}

/** Of one list: the machine with the least memory that holds the job, earlier names first. */
function smallest(found: readonly Ranked[], ids: readonly string[], most: number): Ranked | undefined {
  let best: Ranked | undefined
  let bestRank = Number.POSITIVE_INFINITY
  for (const candidate of found) {
    const { gpu, count, memoryGb, verdict } = candidate.placement
    const place = ids.indexOf(gpu.id)
    if (place < 0 || count > most) continue
    const rank = count * memoryGb * (verdict === 'fits' ? 1 : tightPenalty) + place / 10
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

/** The fewest cards of each kind that hold the job: more of them are faster, but that is another question. */
function fewest(found: readonly Ranked[]): Ranked[] {
  const first = new Map<string, Ranked>()
  for (const candidate of found) {
    const key = candidate.placement.gpu.id
    const known = first.get(key)
    if (known === undefined || candidate.placement.count < known.placement.count) first.set(key, candidate)
  }
  return [...first.values()]
}

/** What a reader would try and should not. */
function nearMiss(all: readonly Placement[], needsServer: boolean): Placement | undefined {
  for (const { id, count } of needsServer ? tried.server : tried.desk) {
    const placement = all.find((one) => one.count === count && one.gpu.id === id && !runs(one))
    if (placement !== undefined) return placement
  }
  return undefined
}

/** Eight desktop cards in one machine are a project, not a purchase. */
const isBuilt = ({ placement }: Ranked) => placement.count <= 4 || placement.gpu.class !== 'consumer'

/** A card of which the job uses a tenth is fast, and no advice. */
const isUsed = ({ weights, cache, budget }: Placement) => weights + cache >= 0.1 * budget.usable

/** Servers are sized for the weights that were meant: a smaller file on them is advice only where nothing else runs at all. */
function withoutNeedlessFallbacks(all: readonly Placement[]): readonly Placement[] {
  const native = new Set<string>()
  for (const placement of all) if (does(placement) && !placement.plan.recipe.fallback) native.add(placement.gpu.id)
  return all.filter(({ gpu, plan }) => gpu.class !== 'datacenter' || !plan.recipe.fallback || !native.has(gpu.id))
}

/** What a reader can read along with and fits a rack; of that what gives what was asked for, where anything does. */
function sensible(holding: readonly Ranked[]): readonly Ranked[] {
  const sound = holding.filter(({ placement, speed }) => speed >= readingSpeed && !isOversized(placement))
  const enough = sound.filter(({ placement }) => does(placement))
  return enough.length > 0 ? enough : sound
}

/**
 * The handful a reader needs: cheapest to rent that is usable, on a desk, a 48 GB card, a server card, a Mac, the fastest,
 * and the near miss that fails.
 */
export function choose(all: readonly Placement[], prices: PriceBook, market: Workload['market']): Chosen[] {
  const holding = withoutNeedlessFallbacks(all).filter((placement) => runs(placement) && isProposed(placement, market))
  const found = sensible(holding.map((placement) => ranked(placement, prices)))
  // A wait of minutes is rare, and costs more to work out than the rest: it is looked at in what would be proposed.
  let picks = picksOf(found, market)
  if (picks.some(({ placement }) => waitsTooLong(placement))) {
    const prompt = found.filter(({ placement }) => !waitsTooLong(placement))
    if (prompt.length > 0) picks = picksOf(prompt, market)
  }
  const miss = nearMiss(all, needsServer(found))
  return miss === undefined ? picks : [...picks, { placement: miss, role: 'near-miss' }]
}

const desks = new Set([...desk24, ...deskFast, ...deskWide])

/** No desk holds it. */
const needsServer = (found: readonly Ranked[]) => !found.some(({ placement: { gpu, count } }) => desks.has(gpu.id) && count <= 4)

function ranked(placement: Placement, prices: PriceBook): Ranked {
  const rental = prices.rental(placement.gpu.id)
  const usdPerHour = (rental?.median ?? Number.POSITIVE_INFINITY) * placement.count
  return { placement, speed: tokensPerUser(placement), usdPerHour, offers: rental?.offers ?? 0 }
}

/** One for each role, without repeats. */
function picksOf(found: readonly Ranked[], market: Workload['market']): Chosen[] {
  const rented = found.filter(({ speed, offers }) => speed >= slowSpeed && offers >= fewestOffers)
  const comfortable = rented.filter((candidate) => candidate.placement.verdict === 'fits')
  const affordable = comfortable.length > 0 ? comfortable : rented
  const pleasant = found.filter(({ speed }) => speed >= slowSpeed)
  // A desk that is pleasant to read from comes before a smaller one that is not.
  const desk = (ids: readonly string[], most: number) => smallest(pleasant, ids, most) ?? smallest(found, ids, most)
  const onDesk = desk(desk24, 4)
  const onFastDesk = desk(deskFast, 4) ?? desk(deskWide, 4)
  const picks: [Option['role'], Ranked | undefined][] = [
    [
      'cheapest',
      least(affordable.filter(isBuilt), (candidate) => candidate.usdPerHour) ?? least(affordable, (candidate) => candidate.usdPerHour),
    ],
    ['desk', onDesk],
    ['desk', onFastDesk],
    ['workstation', desk(workstation, 4)],
    ['server', smallestServer(found, ampereServer)],
    ['server', smallestServer(found, newServer)],
    ['server', needsServer(found) ? smallestServer(found, amdServer) : undefined],
    ['server', market === 'cn' ? smallest(found, chinaServer, 8) : undefined],
    ['mac', desk(mac, 1)],
    [
      'fastest',
      least(
        fewest(affordable.filter(({ placement }) => common.has(placement.gpu.id) && isUsed(placement))),
        (candidate) => -candidate.speed,
      ),
    ],
  ]
  const chosen: Chosen[] = []
  for (const [role, pick] of picks) {
    if (pick !== undefined && !chosen.some(({ placement }) => sameHardware(placement, pick.placement)))
      chosen.push({ placement: pick.placement, role })
  }
  return chosen
}

export function sameHardware(a: Placement, b: Placement): boolean {
  return a.gpu.id === b.gpu.id && a.count === b.count && a.memoryGb === b.memoryGb
}
