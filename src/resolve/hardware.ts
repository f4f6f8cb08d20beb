import { gpuById, gpus } from '../catalog/gpus.ts'
import { memoryVariants } from '../catalog/memory.ts'
import type { Gpu } from '../catalog/types.ts'
import { UserError } from '../errors.ts'
import type { AskedCard, Assumption } from '../estimator/types.ts'
import type { AskedGpu, Question } from '../language/question.ts'

/** More than this is not a machine anybody asks a bot about. */
const mostGpus = 8192

/** A size that differs from the label by less than this is the same card, read off a monitor ("23G" of an A10). */
const sameCard = 0.12

/** The size of a card as said, as sold, or the largest sold. */
function memoryOf(gpu: Gpu, said: number | null): number {
  const sold = memoryVariants(gpu)
  if (said === null) return sold[sold.length - 1] ?? gpu.memoryGb
  const nearest = sold.reduce((best, size) => (Math.abs(size - said) < Math.abs(best - said) ? size : best), sold[0] ?? gpu.memoryGb)
  return Math.abs(nearest - said) <= sameCard * nearest ? nearest : said
}

function checkCount(count: number): void {
  if (!(count >= 1 && count <= mostGpus)) throw new UserError('count-out-of-range', { said: String(count), limit: `1–${mostGpus}` })
}

function named(asked: AskedGpu): { card: AskedCard; assumptions: Assumption[] } {
  const gpu = gpuById(asked.id)
  if (gpu === undefined) throw new UserError('unknown-gpu', { said: asked.id })
  if (asked.count !== null) checkCount(asked.count)
  const memoryGb = memoryOf(gpu, asked.memoryGb)
  const several = memoryVariants(gpu).length > 1
  const assumptions: Assumption[] = []
  if (asked.memoryGb === null && several) assumptions.push({ slot: 'memory', value: memoryGb, because: 'largest-sold' })
  return { card: { gpu, memoryGb, count: asked.count }, assumptions }
}

/** Cards that come to mind at a size when only the size is said: common on desks first, then in servers. */
const commonCards = [
  'rtx-4090',
  'rtx-3090',
  'rtx-5090',
  'rtx-3060-12gb',
  'rtx-4060-ti-16gb',
  'rtx-4080',
  'rtx-5070-ti',
  'rtx-4060',
  'rtx-a6000',
  'l40s',
  'rtx-pro-6000-blackwell',
  'rtx-pro-5000-blackwell-72gb',
  'a100-80gb-sxm',
  'h100-sxm',
  'a100-40gb-sxm',
  'h200-sxm',
  'b200',
  'mi300x',
  'rtx-3080-10gb',
  'gtx-1080-ti',
  'gtx-1060-6gb',
  'rtx-a4500',
  'v100-32gb-sxm2',
  'apple-m4',
  'apple-m4-pro',
  'apple-m4-max',
  'apple-m3-ultra',
] as const

const mostStandIns = 2

/** What was said of the machine around a card that is not named. */
type Machine = Pick<Question, 'device' | 'systemRamGb'>

/** Cards of a size, two of them: enough to see how the speed differs. */
function ofSize(memoryGb: number, count: number | null, machine: Machine): AskedCard[] {
  const cards: AskedCard[] = []
  for (const id of commonCards) {
    const gpu = gpuById(id)
    if (gpu !== undefined && isIn(machine, gpu) && memoryVariants(gpu).includes(memoryGb)) cards.push({ gpu, memoryGb, count })
    if (cards.length === mostStandIns) break
  }
  if (cards.length > 0) return cards
  const rare = gpus.filter((gpu) => isIn(machine, gpu) && gpu.availability === undefined && memoryVariants(gpu).includes(memoryGb))
  return rare.slice(-mostStandIns).map((gpu) => ({ gpu, memoryGb, count }))
}

/** What somebody may own who says only a size, and perhaps what kind of machine it is in. */
function isIn({ device, systemRamGb }: Machine, { class: kind }: Gpu): boolean {
  // RAM of its own is no Mac's, whose memory is one.
  if (kind === 'apple' && systemRamGb !== null) return false
  if (device === 'mac') return kind === 'apple'
  if (device === 'laptop') return kind === 'laptop' || kind === 'apple'
  return kind === 'consumer' || kind === 'workstation' || kind === 'datacenter' || kind === 'apple'
}

/** Sets of common cards people build, for a size that is none's. */
const commonSets = [1, 2, 4, 8] as const

/** The cards, as few as it takes, whose memory is nearest to a size that no common card has; taken with the memory that was said. */
function nearSize(memoryGb: number, count: number | null, device: Question['device']): AskedCard[] {
  let best: { gpu: Gpu; cards: number; off: number } | undefined
  for (const id of commonCards) {
    const gpu = gpuById(id)
    if (gpu === undefined || (gpu.class === 'apple') !== (device === 'mac')) continue
    for (const cards of gpu.class === 'datacenter' ? commonSets : [1]) {
      const off = Math.abs(Math.log((gpu.memoryGb * cards) / memoryGb))
      if (best === undefined || off < best.off) best = { gpu, cards, off }
    }
  }
  if (best === undefined) return []
  return [{ gpu: best.gpu, memoryGb: memoryGb / best.cards, count: count === null ? null : count * best.cards }]
}

/** Somebody's laptop or Mac, of which nothing more was said: a middling one and the best there is. */
const standIns: Readonly<Record<'laptop' | 'mac', readonly (readonly [id: string, memoryGb: number])[]>> = {
  laptop: [
    ['rtx-4070-laptop', 8],
    ['rtx-5090-laptop', 24],
    ['apple-m4-max', 64],
  ],
  mac: [
    ['apple-m4', 16],
    ['apple-m4-pro', 48],
    ['apple-m4-max', 128],
    ['apple-m3-ultra', 512],
  ],
}

function ofDevice(device: 'laptop' | 'mac'): AskedCard[] {
  return standIns[device].flatMap(([id, memoryGb]) => {
    const gpu = gpuById(id)
    return gpu === undefined ? [] : [{ gpu, memoryGb, count: 1 }]
  })
}

/** A total is split over the usual counts: "48GB total" is one card of 48 or two of 24. */
function ofTotal(totalGb: number, machine: Machine): AskedCard[] {
  const cards: AskedCard[] = []
  for (const count of [1, 2, 4, 8]) cards.push(...ofSize(totalGb / count, count, machine).slice(0, 1))
  return cards.length > 0 ? cards.slice(0, mostStandIns + 1) : nearSize(totalGb, 1, machine.device)
}

/** GB of memory somebody may own: the smallest chip with a driver, or a hall of servers. */
const leastMemoryGb = 0.1
const mostMemoryGb = 200_000

function checkMemory(gb: number | null): void {
  if (gb !== null && !(gb >= leastMemoryGb && gb <= mostMemoryGb))
    throw new UserError('memory-out-of-range', { said: `${gb} GB`, limit: `${leastMemoryGb}–${mostMemoryGb} GB` })
}

/** The cards a question names, or stand-ins of the memory it names. Throws UserError for counts nobody has. */
export function resolveHardware(question: Question): { cards: AskedCard[]; assumptions: Assumption[] } {
  const { memoryGb, totalMemoryGb, gpus: asked, alternatives } = question
  const otherSizes = (alternatives.memoryGb ?? []).map(Number)
  for (const gb of [memoryGb, totalMemoryGb, ...asked.map((gpu) => gpu.memoryGb), ...otherSizes]) checkMemory(gb)
  if (question.gpus.length > 0) {
    const found = question.gpus.map(named)
    return { cards: found.map(({ card }) => card), assumptions: found.flatMap(({ assumptions }) => assumptions) }
  }
  if (memoryGb !== null) {
    const count = totalMemoryGb === null ? 1 : Math.max(1, Math.round(totalMemoryGb / memoryGb))
    const others = otherSizes.map((gb, at) => ({ gb, count: Number(alternatives.memoryCounts?.[at] ?? 1) }))
    // Of several sizes one card each: they are to be told apart.
    const most = others.length > 0 ? 1 : mostStandIns
    const cards = [{ gb: memoryGb, count }, ...others].flatMap((size) => {
      checkCount(size.count)
      const same = ofSize(size.gb, size.count, question)
      return same.length > 0 ? same.slice(0, most) : nearSize(size.gb, size.count, question.device)
    })
    return { cards, assumptions: cards.map(({ gpu }) => ({ slot: 'gpu', value: gpu.name, because: 'has-that-memory' })) }
  }
  if (question.totalMemoryGb !== null) {
    const cards = ofTotal(question.totalMemoryGb, question)
    return {
      cards,
      assumptions: cards.map(({ gpu, count }) => ({ slot: 'gpu', value: `${count} × ${gpu.name}`, because: 'has-that-memory' })),
    }
  }
  if (question.device === 'laptop' || question.device === 'mac') {
    const cards = ofDevice(question.device)
    return {
      cards,
      assumptions: cards.map(({ gpu, memoryGb }) => ({
        slot: 'gpu',
        value: `${gpu.name} ${memoryGb} GB`,
        because: `for-a-${question.device}`,
      })),
    }
  }
  return { cards: [], assumptions: [] }
}
