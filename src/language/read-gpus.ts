import { gpuById } from '../catalog/gpus.ts'
import { gpuOfMemory, memoryInName } from '../catalog/names.ts'
import { type Check, type Draft, isFree, isMemory, isRam, plausible } from './gpu-draft.ts'
import { type GpuLexeme, isSign, isWord, type Lexeme, type Written } from './lexeme.ts'
import type { AskedGpu, Problem } from './question.ts'
import { lookAfter } from './read-gpu-after.ts'

export interface ReadGpus {
  readonly gpus: AskedGpu[]
  readonly nodes: number | null
  readonly totalMemoryGb: number | null
  /** Further counts said of the one device. */
  readonly moreCounts: number[]
  readonly problems: Problem[]
}

/** A machine of more cards than this is a slip of the keyboard. */
export const mostCards = 100_000
/** Fewer than the smallest number that is also a card's name. */
export const mostNodes = 1000

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
  for (const draft of drafts) if (draft.count === null && isTwo(lexemes, draft.at, written)) draft.count = 2
  const ordered = [...drafts.filter((draft) => draft.preferred), ...drafts.filter((draft) => !draft.preferred)]
  const nodes = ordered.find((draft) => draft.nodes !== null)?.nodes ?? null
  const total = ordered.find((draft) => draft.total !== null)?.total ?? null
  const gpus = merge(ordered).map(laptopOf(lexemes))
  const [only] = gpus
  const [count, ...more] = only !== undefined && gpus.length === 1 ? countsApart(lexemes, check) : []
  if (only === undefined || count === undefined) return { gpus, nodes, totalMemoryGb: total, moreCounts: [], problems }
  // "H800 租一台 8 卡" counts the device; 2卡、4卡呢 asks for other ways to have it.
  const known = only.count !== null
  return {
    gpus: [{ ...only, count: only.count ?? count }],
    nodes,
    totalMemoryGb: total,
    moreCounts: known ? [count, ...more] : more,
    problems,
  }
}

/** Cards counted where no device stands beside them: "8 cards", 四卡呢. */
function countsApart(lexemes: readonly Lexeme[], check: Check): number[] {
  const counts: number[] = []
  for (const [at, lexeme] of lexemes.entries()) {
    if (isFree(lexeme) && lexeme.unit === 'cards') {
      lexeme.used = true
      const count = check(lexeme)
      if (count !== null) counts.push(count)
    } else if (lexeme.tag === 'count' && !lexeme.used) {
      const next = lexemes[at + 1]
      // 一台8卡: a machine of eight.
      if (next?.tag === 'number' && next.unit === 'cards') continue
      // 四卡 says what it counts; "four" only before "cards".
      if (lexeme.to - lexeme.from > 1 || (next?.tag === 'measure' && next.value === 'cards')) counts.push(lexeme.value)
    }
  }
  return [...new Set(counts)]
}

/** "if i throw in a second 3060", "is another 3090 worth it": beside the one that is there. */
function isTwo(lexemes: readonly Lexeme[], at: number, written: Written): boolean {
  const [before, after] = [lexemes[at - 1], lexemes[at + 1]]
  if (after?.tag === 'word' && pairs.has(written(after))) return true
  return (before?.tag === 'word' || (before?.tag === 'measure' && !before.claimed)) && seconds.has(written(before))
}

/** "a p40 pair". */
const pairs: ReadonlySet<string> = new Set(['pair', 'duo'])
const seconds: ReadonlySet<string> = new Set(['second', '2nd', 'another'])

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
  let together = false
  const hours = lexemes[i]
  if (isHours(lexemes[draft.at + 1]) && isFree(hours)) {
    hours.used = true
    return
  }
  if (isSign(lexemes[i], 'x', '-') || (isCounted(lexemes[i]) && lexemes[i - 1]?.tag === 'number')) i--
  const found = lexemes[i]
  if (found?.tag === 'count' && !found.used) {
    found.used = true
    draft.count = found.value
  } else if (isFree(found) && (!isSign(lexemes[at], '-') || lexemes[at]?.glued === true)) {
    found.used = true
    draft.count = isNodeOf(lexemes, i) ? null : check(found)
    together = found.glued
  } else {
    takeNodes(lexemes, at, draft)
    return
  }
  takeNodes(lexemes, i - 1, draft, together)
}

/** "184320 A100 GPU hours", "100 a100 hours": what is counted is hours. */
function isHours(lexeme: Lexeme | undefined): boolean {
  if (lexeme?.tag === 'measure') return lexeme.value === 'duration'
  // "gpu hours" speaks of training, as "training" does; only the first is two words.
  return lexeme?.tag === 'cue' && lexeme.value === 'train' && lexeme.to - lexeme.from > 1
}

/** "how many nodes of 8 H100s": eight to a node, however many of those. "A server with 2 3090s" is one. */
function isNodeOf(lexemes: readonly Lexeme[], at: number): boolean {
  if (!lexemes.some((lexeme) => lexeme.tag === 'word' && lexeme.value === 'how-many')) return false
  const nodes = isWord(lexemes[at - 1], 'of', 'with') ? lexemes[at - 2] : undefined
  return nodes?.tag === 'measure' && nodes.value === 'nodes' && !nodes.claimed
}

function isCounted(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'measure' && (lexeme.value === 'cards' || lexeme.value === 'sets')
}

/** Machines before a count of cards. `together`: 4机32卡, the cards written right behind the machines. */
function takeNodes(lexemes: readonly Lexeme[], at: number, draft: Draft, together = false): void {
  let i = at
  while (
    i > at - 4 &&
    (isSign(lexemes[i], 'x', ',', '(') ||
      isWord(lexemes[i], 'of', 'with', 'each', 'noise', 'per', 'machine') ||
      isNodes(lexemes[i]) ||
      isCounted(lexemes[i]))
  )
    i--
  const number = lexemes[i]
  const counted =
    number?.tag === 'count' && !number.used && (isWord(lexemes[i + 1], 'machine') || isNodes(lexemes[i + 1])) ? number.value : undefined
  const machines = counted ?? nodesOf(number)
  if (machines === undefined || (number?.tag !== 'count' && number?.tag !== 'number')) return
  number.used = true
  draft.nodes = machines
  // "two machines with a 3090 each".
  if (draft.count === null && isWord(lexemes[draft.at + 1], 'each')) draft.count = machines
  else if (draft.count !== null) draft.count = inAll(draft.count, machines, together)
}

/** Cards of all machines. */
function inAll(count: number, machines: number, together: boolean): number {
  // Nobody's machine has 32: so many are all of them.
  return together && count > mostPerNode && count % machines === 0 ? count : count * machines
}

/** Cards of the largest usual server. */
const mostPerNode = 8

function nodesOf(number: Lexeme | undefined): number | undefined {
  if (number?.tag !== 'number' || number.used || !(number.unit === 'nodes' || number.unit === 'sets')) return undefined
  return number.amount >= 1 && number.amount <= mostNodes ? number.amount : undefined
}

function isNodes(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'measure' && lexeme.value === 'nodes'
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
  if (!laptop) return (gpu) => gpu
  return (gpu) => {
    // The 3060 is sold in two sizes, its namesake in a third.
    const id = [gpu.id, gpu.id.replace(/-\d+gb$/, '')].map((name) => `${name}-laptop`).find((name) => gpuById(name) !== undefined)
    return id === undefined ? gpu : { ...gpu, id }
  }
}

function sameChip(lexeme: GpuLexeme, memoryGb: number): string {
  return gpuOfMemory(lexeme.key, lexeme.gpu, memoryGb).id
}
