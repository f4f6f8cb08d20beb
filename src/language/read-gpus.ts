import { gpuById } from '../catalog/gpus.ts'
import { memoryVariants } from '../catalog/memory.ts'
import { gpuOfMemory, isSoldWith, memoryInName } from '../catalog/names.ts'
import type { Gpu } from '../catalog/types.ts'
import type { GpuLexeme, Lexeme, NumberLexeme, Written } from './lexeme.ts'
import type { AskedGpu, Problem } from './question.ts'

export interface ReadGpus {
  readonly gpus: AskedGpu[]
  readonly nodes: number | null
  readonly totalMemoryGb: number | null
  readonly problems: Problem[]
}

/** A machine of more cards than this is a slip of the keyboard. */
export const mostCards = 100_000
/** Fewer than the smallest number that is also a card's name. */
export const mostNodes = 1000

/** The count a number says, or null and a problem. */
type Check = (number: NumberLexeme) => number | null

interface Draft {
  readonly at: number
  readonly lexeme: GpuLexeme
  count: number | null
  memoryGb: number | null
  nodes: number | null
  total: number | null
  preferred: boolean
}

/** Devices with their counts and memory, written in any order: `2x3090`, `A100(40G)*8`, 双卡4090, `4 nodes x 8 h100`. */
export function readGpus(lexemes: readonly Lexeme[], written: Written): ReadGpus {
  const drafts: Draft[] = []
  for (let at = 0; at < lexemes.length; at++) {
    const lexeme = lexemes[at]
    if (lexeme?.tag !== 'gpu' || isDenied(lexemes, at)) continue
    drafts.push({
      at,
      lexeme,
      count: null,
      memoryGb: memoryInName(lexeme.key, lexeme.gpu) ?? null,
      nodes: null,
      total: null,
      preferred: isPreferred(lexemes, at),
    })
  }
  const problems: Problem[] = []
  const check: Check = (number) => {
    if (number.amount >= 1 && number.amount <= mostCards && Number.isInteger(number.amount)) return number.amount
    problems.push({ slot: 'count', text: written(number) })
    return null
  }
  // A count before a device is surer than one after it, so all of those are given first.
  for (const draft of drafts) lookBefore(lexemes, draft, check)
  for (const draft of drafts) lookAfter(lexemes, draft, check)
  const ordered = [...drafts.filter((draft) => draft.preferred), ...drafts.filter((draft) => !draft.preferred)]
  const nodes = ordered.find((draft) => draft.nodes !== null)?.nodes ?? null
  const total = ordered.find((draft) => draft.total !== null)?.total ?? null
  return { gpus: merge(ordered).map(laptopOf(lexemes)), nodes, totalMemoryGb: total, problems }
}

/** "i don't have H100". */
function isDenied(lexemes: readonly Lexeme[], at: number): boolean {
  let i = at - 1
  while (i >= 0 && i >= at - 2 && isWord(lexemes[i], 'with', 'noise')) i--
  return i < at - 1 && isWord(lexemes[i], 'not')
}

/** "what about a 5090", 换A100: the one that is asked about now. */
function isPreferred(lexemes: readonly Lexeme[], at: number): boolean {
  let i = at - 1
  while (i >= 0 && i >= at - 2 && (isWord(lexemes[i], 'noise', 'maker') || lexemes[i]?.tag === 'count')) i--
  return isWord(lexemes[i], 'instead')
}

function isWord(lexeme: Lexeme | undefined, ...values: readonly string[]): boolean {
  return lexeme?.tag === 'word' && values.includes(lexeme.value)
}

function isSign(lexeme: Lexeme | undefined, ...values: readonly string[]): boolean {
  return lexeme?.tag === 'sign' && values.includes(lexeme.value)
}

/** A number that counts nothing else: free to be a count of cards. */
function isFree(lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  return (
    lexeme?.tag === 'number' &&
    !lexeme.used &&
    !lexeme.active &&
    (lexeme.scale === '' || lexeme.han) &&
    (lexeme.unit === '' || lexeme.unit === 'cards')
  )
}

function isMemory(lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  return lexeme?.tag === 'number' && !lexeme.used && (lexeme.scale === 'gb' || lexeme.scale === 'tb')
}

function lookBefore(lexemes: readonly Lexeme[], draft: Draft, check: Check): void {
  let i = draft.at - 1
  // "2 mac studios m2 ultra": the machine, then its chip.
  while (
    isWord(lexemes[i], 'maker', 'measure-word') ||
    (draft.lexeme.gpu.class === 'apple' && lexemes[i]?.tag === 'device') ||
    (isWord(lexemes[i], 'noise') && i === draft.at - 1)
  )
    i--
  const mark = i
  if (isWord(lexemes[i], 'of')) i--
  const memory = lexemes[i]
  if (isMemory(memory) && plausible(draft.lexeme.gpu, memory.amount) && !isRam(lexemes, i)) {
    memory.used = true
    draft.memoryGb = memory.amount
    i--
    while (isWord(lexemes[i], 'maker', 'of') || isSign(lexemes[i], '(')) i--
  } else i = mark
  takeCount(lexemes, i, draft, check)
}

/** The count that ends at `at`, going left; and the nodes before it. */
function takeCount(lexemes: readonly Lexeme[], at: number, draft: Draft, check: Check): void {
  let i = at
  if (isSign(lexemes[i], 'x', '-') || (isCards(lexemes[i]) && lexemes[i - 1]?.tag === 'number')) i--
  const found = lexemes[i]
  if (found?.tag === 'count' && !found.used) {
    found.used = true
    draft.count = found.value
  } else if (isFree(found) && (!isSign(lexemes[at], '-') || lexemes[at]?.glued === true)) {
    found.used = true
    draft.count = isNodeOf(lexemes, i) ? null : check(found)
  } else {
    takeNodes(lexemes, at, draft)
    return
  }
  takeNodes(lexemes, i - 1, draft)
}

/** "how many nodes of 8 H100s": eight to a node, however many of those. */
function isNodeOf(lexemes: readonly Lexeme[], at: number): boolean {
  const nodes = isWord(lexemes[at - 1], 'of', 'with') ? lexemes[at - 2] : undefined
  return nodes?.tag === 'measure' && nodes.value === 'nodes' && !nodes.claimed
}

function isCards(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'measure' && lexeme.value === 'cards'
}

function takeNodes(lexemes: readonly Lexeme[], at: number, draft: Draft): void {
  let i = at
  while (
    i > at - 4 &&
    (isSign(lexemes[i], 'x', ',', '(') || isWord(lexemes[i], 'of', 'with', 'each', 'noise', 'per', 'machine') || isNodes(lexemes[i]))
  )
    i--
  const number = lexemes[i]
  if (number?.tag === 'count' && !number.used && isWord(lexemes[i + 1], 'machine')) {
    number.used = true
    draft.nodes = number.value
    if (draft.count !== null) draft.count *= number.value
    return
  }
  if (number?.tag !== 'number' || number.unit !== 'nodes' || number.used || !(number.amount >= 1 && number.amount <= mostNodes)) return
  number.used = true
  draft.nodes = number.amount
  if (draft.count !== null) draft.count *= number.amount
}

function isNodes(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'measure' && lexeme.value === 'nodes'
}

function lookAfter(lexemes: readonly Lexeme[], draft: Draft, check: Check): void {
  let i = draft.at + 1
  const series = lexemes[i]
  if (draft.lexeme.gpu.class === 'tpu') i = takeSlice(lexemes, i, draft)
  else if (draft.lexeme.gpu.class === 'apple') i = takeUnified(lexemes, i, draft)
  else if (isBareSize(series, lexemes[i + 1], draft.lexeme)) i = takeBareSize(lexemes, i, draft)
  let open = i
  while (isSign(lexemes[open], '(', '-', ':') || isWord(lexemes[open], 'with', 'of', 'maker') || isMemoryCue(lexemes[open])) open++
  const memory = lexemes[open]
  if (isMemory(memory) && open <= i + 3) i = takeMemory(lexemes, open, memory, draft) ?? i
  while (isSign(lexemes[i], ')') || isMemoryCue(lexemes[i]) || isWord(lexemes[i], 'maker', 'each')) i++
  if (draft.count !== null) return
  const next = lexemes[i]
  const number = isSign(next, 'x') ? lexemes[i + 1] : next
  if (next?.tag === 'count' && !next.used && (next.value === 1 || lexemes[i + 1]?.tag !== 'gpu')) {
    next.used = true
    draft.count = next.value
  } else if (
    number?.tag === 'number' &&
    !number.used &&
    number.scale === '' &&
    (isSign(next, 'x') ? number.unit === '' || number.unit === 'cards' : number.unit === 'cards')
  ) {
    number.used = true
    draft.count = check(number)
  }
}

function isMemoryCue(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'cue' && lexeme.value === 'memory'
}

/** "A100-80": a size without its unit, only one the chip is sold in. */
function isBareSize(sign: Lexeme | undefined, number: Lexeme | undefined, gpu: GpuLexeme): boolean {
  return (
    isSign(sign, '-') &&
    sign?.glued === true &&
    number?.tag === 'number' &&
    number.glued &&
    number.scale === '' &&
    number.unit === '' &&
    gpuOfMemory(gpu.key, gpu.gpu, number.raw).memoryGb === number.raw
  )
}

/** `v5e-8`: a slice of eight chips. */
function takeSlice(lexemes: readonly Lexeme[], at: number, draft: Draft): number {
  const chips = lexemes[at + 1]
  if (!isSign(lexemes[at], '-') || lexemes[at]?.glued !== true || !isFree(chips) || !chips.glued) return at
  chips.used = true
  draft.count ??= chips.raw
  return at + 2
}

/** "m3 ultra 256": memory without its unit, only a size the chip is sold with. */
function takeUnified(lexemes: readonly Lexeme[], at: number, draft: Draft): number {
  const i = isSign(lexemes[at], '-', '/') ? at + 1 : at
  const number = lexemes[i]
  if (!isFree(number) || number.unit !== '' || !memoryVariants(draft.lexeme.gpu).includes(number.raw)) return at
  number.used = true
  draft.memoryGb = number.raw
  return i + 1
}

function takeBareSize(lexemes: readonly Lexeme[], at: number, draft: Draft): number {
  const number = lexemes[at + 1]
  if (number?.tag === 'number') {
    number.used = true
    draft.memoryGb = number.raw
  }
  return at + 2
}

/** Memory after a device: its own, or the sum of several, or the RAM beside it. The place after it, or undefined where it is not the device's. */
function takeMemory(lexemes: readonly Lexeme[], at: number, memory: NumberLexeme, draft: Draft): number | undefined {
  const unified = draft.lexeme.gpu.class === 'apple' || draft.lexeme.gpu.class === 'edge'
  if (isRam(lexemes, at) && !unified) return undefined
  const cards = draft.count ?? 1
  // "2x 2080ti 22g" names a card that is sold so; "2x 3090 48gb" and 两个4090显存48G add up.
  const named = at === draft.at + 1 && isSoldWith(draft.lexeme.gpu, memory.amount)
  const sum = cards > 1 && memory.amount === cards * draft.lexeme.gpu.memoryGb && !named
  const total = isWord(lexemes[at + 1], 'total') || sum
  if (total) {
    memory.used = true
    draft.total = memory.amount
    return at + 1
  }
  if (!plausible(draft.lexeme.gpu, memory.amount)) return undefined
  memory.used = true
  draft.memoryGb = memory.amount
  return at + 1
}

/** "64GB DDR4", 内存440G. */
export function isRam(lexemes: readonly Lexeme[], at: number): boolean {
  const after = isWord(lexemes[at + 1], 'of') ? at + 2 : at + 1
  if (isWord(lexemes[after], 'ram')) return true
  if (isMemoryCue(lexemes[after])) return false
  return isWord(lexemes[at - 1], 'ram') && !isMemoryBeforeRam(lexemes, at - 2)
}

function isMemoryBeforeRam(lexemes: readonly Lexeme[], at: number): boolean {
  const lexeme = lexemes[at]
  return lexeme?.tag === 'number' && (lexeme.scale === 'gb' || lexeme.scale === 'tb')
}

/** Sizes a card of the kind may have: read off a monitor, cut down, or doubled by a workshop. */
function plausible(gpu: Gpu, memoryGb: number): boolean {
  if (!(memoryGb >= 1)) return false
  if (gpu.class === 'apple' || gpu.class === 'edge') return memoryGb <= 1024
  return memoryGb >= gpu.memoryGb * 0.3 && memoryGb <= gpu.memoryGb * 2.1
}

/** One entry per device; a second mention fills what the first left open. */
function merge(drafts: readonly Draft[]): AskedGpu[] {
  const byId = new Map<string, AskedGpu>()
  for (const { lexeme, count, memoryGb } of drafts) {
    const gpu = memoryGb === null ? lexeme.gpu : gpuOfMemory(lexeme.key, lexeme.gpu, memoryGb)
    const before =
      byId.get(gpu.id) ??
      [...byId.values()].find((other) => memoryGb === null && other.memoryGb !== null && other.id === sameChip(lexeme, other.memoryGb))
    if (before === undefined) byId.set(gpu.id, { id: gpu.id, count, memoryGb })
    else byId.set(before.id, { id: before.id, count: before.count ?? count, memoryGb: before.memoryGb ?? memoryGb })
  }
  return [...byId.values()]
}

/** "my laptop 4070": the chip of that name that goes into laptops. */
function laptopOf(lexemes: readonly Lexeme[]): (gpu: AskedGpu) => AskedGpu {
  const laptop = lexemes.some((lexeme) => lexeme.tag === 'device' && lexeme.value === 'laptop')
  return (gpu) => (laptop && gpuById(`${gpu.id}-laptop`) !== undefined ? { ...gpu, id: `${gpu.id}-laptop` } : gpu)
}

function sameChip(lexeme: GpuLexeme, memoryGb: number): string {
  return gpuOfMemory(lexeme.key, lexeme.gpu, memoryGb).id
}
