import { gpus } from '../catalog/gpus.ts'
import { gpusPerMachine, linkReach } from '../catalog/hardware.ts'
import type { Gpu, PriceBook } from '../catalog/types.ts'
import { isOnSale } from './on-sale.ts'
import type { Workload } from './types.ts'

/** What people have on a desk, what they rent, what they ask about; a short list is made of these (2026). */
export const desk24 = ['rtx-3060-12gb', 'rtx-4060-ti-16gb', 'rtx-3090']
export const deskFast = ['rtx-4090']
export const deskWide = ['rtx-5090']
export const workstation = ['rtx-a6000', 'l40s', 'rtx-6000-ada', 'rtx-pro-6000-blackwell']
export const ampereServer = ['a100-80gb-sxm']
export const newServer = ['h100-sxm', 'h200-sxm', 'b200']
export const amdServer = ['mi300x', 'mi355x']
/** Sold in China, where much of the rest is not. */
export const chinaServer = ['rtx-4090-d', 'h20', 'a800-80gb-sxm', 'ascend-910b']
export const mac = ['apple-m4-max', 'apple-m4-pro', 'apple-m4', 'apple-m3-ultra']
export const common: ReadonlySet<string> = new Set([
  ...desk24,
  ...deskFast,
  ...deskWide,
  ...workstation,
  ...ampereServer,
  ...newServer,
  ...amdServer,
  'l4',
  'b300',
])

/** Never proposed unless named: other people's laptops, boards, and what cannot be bought or rented in most places. */
export function isOffered(gpu: Gpu, market: Workload['market']): boolean {
  if (market === 'cn' && chinaServer.includes(gpu.id)) return true
  return isOnSale(gpu) && gpu.class !== 'laptop' && gpu.class !== 'tpu' && gpu.class !== 'npu' && gpu.class !== 'edge'
}

/** One provider's single offer says little about what a card costs. */
export const fewestOffers = 2

/** Several servers are joined by a network that is worth it only behind a fast link. */
export const isNetworked = (gpu: Gpu) => linkReach(gpu) > 2

/** What a reader would try and should not, where it does not hold the job: on a desk, and where it takes a server. */
export const tried = {
  desk: [
    { id: 'rtx-4090', count: 1 },
    { id: 'rtx-4060-ti-16gb', count: 1 },
    { id: 'rtx-3060-12gb', count: 1 },
  ],
  server: [
    { id: 'h100-sxm', count: 8 },
    { id: 'a100-80gb-sxm', count: 8 },
    { id: 'rtx-pro-6000-blackwell', count: 1 },
  ],
} as const
const isTried: ReadonlySet<string> = new Set([...tried.desk, ...tried.server].map(({ id }) => id))

/** A GPU to look at, and the most of it that could be advice. */
export interface Shelved {
  readonly gpu: Gpu
  readonly most: number
  /** Whether it is told by how little it misses. */
  readonly tried: boolean
}

/** Kinds a short list is made of. */
const named: ReadonlySet<string> = new Set([...common, ...mac])

/** Others show which sizes of card hold a job: one, and a pair. */
const mostOfOthers = 2

function shelved(gpu: Gpu, prices: PriceBook, market: Workload['market']): Shelved[] {
  if (!isOffered(gpu, market)) return []
  const isNamed = named.has(gpu.id) || (market === 'cn' && chinaServer.includes(gpu.id))
  if (gpu.class === 'apple') return isNamed ? [{ gpu, most: 1, tried: false }] : []
  if (!isNamed && (prices.rental(gpu.id)?.offers ?? 0) < fewestOffers) return [{ gpu, most: mostOfOthers, tried: false }]
  return [{ gpu, most: isNetworked(gpu) ? Number.POSITIVE_INFINITY : gpusPerMachine(gpu), tried: isTried.has(gpu.id) }]
}

const shelves = new WeakMap<PriceBook, Map<Workload['market'], readonly Shelved[]>>()

/** What may be proposed at all, by what is offered where: worked out once for each book. */
export function shelfOf(prices: PriceBook, market: Workload['market']): readonly Shelved[] {
  const byMarket = shelves.get(prices) ?? new Map<Workload['market'], readonly Shelved[]>()
  shelves.set(prices, byMarket)
  const shelf = byMarket.get(market) ?? gpus.flatMap((gpu) => shelved(gpu, prices, market))
  byMarket.set(market, shelf)
  return shelf
}

/** As many of a GPU as there may be. */
export const anyNumber = (gpu: Gpu): Shelved => ({ gpu, most: Number.POSITIVE_INFINITY, tried: true })

/** Every GPU there is. */
export const everyGpu: readonly Shelved[] = gpus.map(anyNumber)
