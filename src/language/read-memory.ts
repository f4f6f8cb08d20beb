import { gpuById, gpus as knownGpus } from '../catalog/gpus.ts'
import { memoryVariants } from '../catalog/memory.ts'
import { isRam } from './gpu-draft.ts'
import { isSign, isWord, type Lexeme, type NumberLexeme, type Written } from './lexeme.ts'
import type { Question } from './question.ts'
import type { ReadGpus } from './read-gpus.ts'

export interface ReadMemory {
  readonly gpus: ReadGpus['gpus']
  readonly memoryGb: number | null
  readonly totalMemoryGb: number | null
  readonly systemRamGb: number | null
  readonly device: Question['device']
  /** Further sizes of a card, and, where one of them is of several cards, how many of each. */
  readonly more: number[]
  readonly moreCounts: number[]
  /** Amounts no machine has, as typed. */
  readonly unknown: string[]
}

/** No single card holds more; a Mac may. "700G" without a card is a sum. */
const largestCardGb = 300
const largestGb = 1_000_000

/** Gigabytes that no device claimed: of a card that is not named, of a whole machine, or RAM. */
export function readMemory(lexemes: readonly Lexeme[], read: ReadGpus, namesGpu: boolean, written: Written): ReadMemory {
  const device = namesGpu ? null : deviceOf(lexemes)
  let { gpus } = read
  let totalMemoryGb = read.totalMemoryGb
  let memoryGb: number | null = null
  let systemRamGb: number | null = null
  const more: { gb: number; cards: number }[] = []
  const unknown: string[] = []
  for (let at = 0; at < lexemes.length; at++) {
    const number = lexemes[at]
    if (
      !isUnclaimedMemory(number) &&
      !isBareRam(lexemes, at, number) &&
      !(gpus.length === 0 && isBareCards(lexemes, at, number)) &&
      !isBareUnified(lexemes, at, number)
    )
      continue
    const gb = number.scale === 't' ? number.raw * 1024 : number.amount
    if (!(gb > 0 && gb <= largestGb)) {
      if (number.scale !== 't') unknown.push(written(number))
      continue
    }
    if (isOfDisk(lexemes, at)) {
      number.used = true
      continue
    }
    if (isRam(lexemes, at) || (device === 'cpu' && !isVram(lexemes, at))) {
      number.used = true
      const unified = fill(gpus, gb)
      if (gpus.every(({ id }) => gpuById(id)?.class === 'apple') && unified !== gpus) gpus = unified
      else if (device === 'mac') memoryGb ??= gb
      else systemRamGb ??= gb
      continue
    }
    if (number.scale === 't' || (isObserved(lexemes, at) && !isOfCard(lexemes, at))) continue
    number.used = true
    const cards = cardsOf(lexemes, at)
    if (isTotal(lexemes, at) || (gpus.length === 0 && gb > largestCardGb && device !== 'mac')) totalMemoryGb ??= gb
    else if (gpus.length > 0 && isBesideCards(lexemes, at, gpus, gb)) systemRamGb ??= gb
    else if (gpus.length > 0) gpus = isRival(lexemes[at - 1]) ? withSibling(gpus, gb) : fill(gpus, gb)
    else if (memoryGb === null) {
      memoryGb = gb
      if (cards > 1) totalMemoryGb ??= cards * gb
    } else if (gb !== memoryGb) more.push({ gb, cards })
    else if (isSign(lexemes[at - 1], '+')) totalMemoryGb = (totalMemoryGb ?? memoryGb) + gb
  }
  return {
    gpus,
    memoryGb,
    totalMemoryGb,
    systemRamGb,
    device,
    more: more.map(({ gb }) => gb),
    moreCounts: more.some(({ cards }) => cards > 1) ? more.map(({ cards }) => cards) : [],
    unknown,
  }
}

/** "2x 3090 + 128gb", "64 gigs + 3080 ti": added to cards that have no such memory, in a size RAM is sold in. */
function isBesideCards(lexemes: readonly Lexeme[], at: number, gpus: ReadGpus['gpus'], gb: number): boolean {
  if (!ramSizes.has(gb) || isVram(lexemes, at)) return false
  // "i5, 32GB, RTX 4060 8GB": the card has said its own.
  const listed = isSign(lexemes[at - 1], ',') && gpus.every(({ memoryGb }) => memoryGb !== null)
  if (!listed && !isSign(lexemes[at - 1], '+', '&') && !isSign(lexemes[at + 1], '+', '&') && !isWord(lexemes[at - 1], 'and')) return false
  return gpus.every(({ id, count }) => {
    const gpu = gpuById(id)
    return gpu !== undefined && gpu.class !== 'apple' && memoryVariants(gpu).every((size) => gb !== size && gb !== size * (count ?? 1))
  })
}

/** GB. */
const ramSizes: ReadonlySet<number> = new Set([16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048])

/** "mac studio 512", "macbook pro (64)": a size Macs are sold with, unless it may be their inches. */
function isBareUnified(lexemes: readonly Lexeme[], at: number, lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  const before = lexemes[isSign(lexemes[at - 1], '(', '-', '/') ? at - 2 : at - 1]
  return before?.tag === 'device' && before.value === 'mac' && isBare(lexeme) && lexeme.raw > mostInches && unifiedSizes.has(lexeme.raw)
}

/** Of an iMac. */
const mostInches = 27
const unifiedSizes: ReadonlySet<number> = new Set(knownGpus.filter((gpu) => gpu.class === 'apple').flatMap(memoryVariants))

function isBare(lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  return lexeme?.tag === 'number' && !lexeme.used && lexeme.scale === '' && lexeme.unit === ''
}

/** "70b on 2x24": cards by their memory alone. */
function isBareCards(lexemes: readonly Lexeme[], at: number, lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  if (!isBare(lexeme) || !cardSizes.has(lexeme.raw)) return false
  const [count, times] = [lexemes[at - 2], lexemes[at - 1]]
  return isSign(times, 'x') && times?.glued === true && count?.tag === 'number' && !count.used && count.scale === '' && count.raw <= 16
}

/** GB, and no number of anything else that comes in twos. */
const cardSizes: ReadonlySet<number> = new Set([11, 12, 16, 20, 22, 24, 32, 40, 48, 80, 96])

/** "8 gigs of vram and 16 ram": what it is of says its unit. */
function isBareRam(lexemes: readonly Lexeme[], at: number, lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  if (!isBare(lexeme)) return false
  return isWord(lexemes[at + 1], 'ram') && (ramSizes.has(lexeme.amount) || lexeme.amount === 8)
}

function isUnclaimedMemory(lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  return (
    lexeme?.tag === 'number' &&
    !lexeme.used &&
    (lexeme.scale === 'gb' || lexeme.scale === 'tb' || (lexeme.scale === 't' && lexeme.unit === ''))
  )
}

function deviceOf(lexemes: readonly Lexeme[]): Question['device'] {
  let device: Question['device'] = null
  for (const lexeme of lexemes) {
    if (lexeme.tag !== 'device') continue
    // "CPU / GPU / RAM?" asks about all; a laptop with a Mac in the name is a Mac, and one without a GPU is its CPU.
    if (device === null || (device === 'laptop' && lexeme.value === 'cpu')) device = lexeme.value
    else if (lexeme.value !== 'cpu' && !(lexeme.value === 'laptop' && device === 'cpu')) device = lexeme.value
  }
  return device
}

function isVram(lexemes: readonly Lexeme[], at: number): boolean {
  const next = lexemes[at + 1]
  return next?.tag === 'cue' && next.value === 'memory'
}

/** "is using 19gb", 占了72G, "~32 GB": seen, not owned. */
function isObserved(lexemes: readonly Lexeme[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 2); i--) {
    const lexeme = lexemes[i]
    if (lexeme?.tag === 'word' && (lexeme.value === 'used' || (lexeme.value === 'about' && i === at - 1 && !isVram(lexemes, at))))
      return true
    if (lexeme?.tag === 'sign' && (lexeme.value === '~' || lexeme.value === '>' || (lexeme.value === '/' && lexeme.glued)))
      return isObserved(lexemes, i) || lexeme.value !== '/'
    if (lexeme?.tag !== 'word' && lexeme?.tag !== 'number') return false
  }
  return false
}

/** "512gb ssd". */
function isOfDisk(lexemes: readonly Lexeme[], at: number): boolean {
  const next = lexemes[at + 1]
  return next?.tag === 'word' && next.value === 'disk'
}

/** "eats all 24gb of my card": as much as it has. */
function isOfCard(lexemes: readonly Lexeme[], at: number): boolean {
  const [of, my, card] = lexemes.slice(at + 1, at + 4)
  return of?.tag === 'word' && of.value === 'of' && my?.tag === 'word' && card?.tag === 'measure' && card.value === 'cards'
}

function isTotal(lexemes: readonly Lexeme[], at: number): boolean {
  for (const i of [at - 1, at + 1, at + 2]) {
    const lexeme = lexemes[i]
    if (lexeme?.tag === 'word' && lexeme.value === 'total') return i < at || !isCards(lexemes[i + 1])
    if (i === at + 1 && lexeme?.tag !== 'word' && lexeme?.tag !== 'cue') return false
  }
  return false
}

/** "3x24 GB", "two 24gb cards", 4张卡单卡11G. */
function cardsOf(lexemes: readonly Lexeme[], at: number): number {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const lexeme = lexemes[i]
    if (lexeme?.tag === 'number') {
      const times = lexemes[i + 1]?.tag === 'sign'
      const free = !lexeme.used && lexeme.scale === '' && (lexeme.unit === 'cards' || (lexeme.unit === '' && times && i === at - 2))
      if (!free || !(lexeme.raw >= 1 && lexeme.raw <= 1000)) return cardsAfter(lexemes, at)
      lexeme.used = true
      return lexeme.raw
    }
    if (lexeme?.tag === 'count' && lexeme.value > 1) return lexeme.value
    if (lexeme?.tag === 'cue' || lexeme?.tag === 'model' || (lexeme?.tag === 'sign' && lexeme.value !== 'x')) return cardsAfter(lexemes, at)
  }
  return cardsAfter(lexemes, at)
}

function isCards(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'number' && lexeme.unit === 'cards'
}

/** "80gb 2 cards", "24g*2", 80G显存两张. */
function cardsAfter(lexemes: readonly Lexeme[], at: number): number {
  const memory = lexemes[at + 1]
  let from = memory?.tag === 'cue' && memory.value === 'memory' ? at + 2 : at + 1
  const joint = lexemes[from]
  // 每张48G，共8张.
  if (joint?.tag === 'word' && joint.value === 'total' && isCards(lexemes[from + 1])) from++
  const first = lexemes[from]
  if (first?.tag === 'count' && !first.used && first.value > 1) {
    first.used = true
    return first.value
  }
  const times = first?.tag === 'sign' && first.value === 'x'
  const number = times ? lexemes[from + 1] : first
  if (number?.tag !== 'number' || number.used || number.scale !== '' || !(number.raw >= 1 && number.raw <= 1000)) return 1
  if (number.unit !== 'cards' && !(times && first.glued && number.glued && number.unit === '')) return 1
  number.used = true
  return number.raw
}

/** "A100 … 80G": said apart from the device; only a size its kind has. */
function fill(gpus: ReadGpus['gpus'], gb: number): ReadGpus['gpus'] {
  const [first, ...rest] = gpus
  const gpu = first === undefined ? undefined : gpuById(first.id)
  if (first === undefined || gpu === undefined || first.memoryGb !== null || !memoryVariants(gpu).includes(gb)) return gpus
  return [{ ...first, memoryGb: gb }, ...rest]
}

/** "a100 40gb or 80gb": another size of the same card, beside it. */
function withSibling(gpus: ReadGpus['gpus'], gb: number): ReadGpus['gpus'] {
  const last = gpus.at(-1)
  const sibling = last === undefined ? undefined : gpuById(last.id.replace(/-\d{1,4}gb/, `-${gb}gb`))
  if (last === undefined || sibling === undefined || sibling.id === last.id) return fill(gpus, gb)
  return [...gpus, { ...last, id: sibling.id, memoryGb: gb }]
}

function isRival(before: Lexeme | undefined): boolean {
  if (before?.tag === 'word') return before.value === 'and'
  return before?.tag === 'cue' && (before.value === 'or' || before.value === 'versus')
}
