import { memoryVariants } from '../catalog/memory.ts'
import { gpuOfMemory, isSoldWith } from '../catalog/names.ts'
import { type Check, type Draft, isFree, isMemory, isMemoryCue, isRam, plausible } from './gpu-draft.ts'
import { type GpuLexeme, isSign, isWord, type Lexeme, type NumberLexeme } from './lexeme.ts'

/** What stands behind a device: its memory, `(40G)`, `-80`, "with 24 GB", and its count, `x8`, 两张. */
export function lookAfter(lexemes: readonly Lexeme[], draft: Draft, check: Check): void {
  let i = draft.at + 1
  const series = lexemes[i]
  if (draft.lexeme.gpu.class === 'tpu') i = takeSlice(lexemes, i, draft)
  else if (draft.lexeme.gpu.class === 'apple') i = takeUnified(lexemes, i, draft)
  else if (isBareSize(series, lexemes[i + 1], draft.lexeme)) i = takeBareSize(lexemes, i, draft)
  else if (isSizeApart(lexemes, i, draft)) i = takeBareSize(lexemes, i - 1, draft)
  let open = i
  while (isSign(lexemes[open], '(', '-', ':') || isWord(lexemes[open], 'with', 'of', 'maker') || isMemoryCue(lexemes[open])) open++
  const memory = lexemes[open]
  if (isMemory(memory) && open <= i + 3) i = takeMemory(lexemes, open, memory, draft) ?? i
  else if (isSign(lexemes[i], '(')) i = takeSet(lexemes, i, draft, check) ?? i
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
    (number.unit === 'cards' || number.unit === 'sets' || (isSign(next, 'x') && number.unit === ''))
  ) {
    number.used = true
    draft.count = check(number)
    const behind = lexemes[lexemes.indexOf(number) + 1]
    // "V100*4 16g": the memory of each, or of all.
    if (isMemory(behind) && draft.memoryGb === null) takeMemory(lexemes, lexemes.indexOf(behind), behind, draft)
  }
}

/** "DGX-A100 (8X40G)": so many of so much. */
function takeSet(lexemes: readonly Lexeme[], at: number, draft: Draft, check: Check): number | undefined {
  const [number, times, memory] = lexemes.slice(at + 1, at + 4)
  if (draft.count !== null || !isFree(number) || !isSign(times, 'x') || !isMemory(memory) || !plausible(draft.lexeme.gpu, memory.amount))
    return undefined
  number.used = true
  memory.used = true
  draft.count = check(number)
  draft.memoryGb = memory.amount
  return at + 4
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

/** "4060 ti 16": the same behind a space, and it counts nothing else; "4090 24/7" is no size. */
function isSizeApart(lexemes: readonly Lexeme[], at: number, { lexeme, memoryGb }: Draft): boolean {
  const number = lexemes[at]
  if (
    memoryGb !== null ||
    !isFree(number) ||
    number.unit !== '' ||
    isSign(lexemes[at + 1], '/', 'x', '.') ||
    lexemes[at + 1]?.tag === 'gpu'
  )
    return false
  return gpuOfMemory(lexeme.key, lexeme.gpu, number.raw).memoryGb === number.raw
}

/** Two cores to a chip, and a slice is named by its cores: cloud.google.com/tpu/docs/v3, v4, v5p. Others are named by their chips. */
const namedByCores: ReadonlySet<string> = new Set(['tpu-v3', 'tpu-v4', 'tpu-v5p'])

/** `v5e-8`: a slice of eight chips; `v3-8`: of four. "2x v3-8" are two slices. */
function takeSlice(lexemes: readonly Lexeme[], at: number, draft: Draft): number {
  const slice = lexemes[at + 1]
  if (!isSign(lexemes[at], '-') || lexemes[at]?.glued !== true || !isFree(slice) || !slice.glued) return at
  const chips = namedByCores.has(draft.lexeme.gpu.id) ? slice.raw / 2 : slice.raw
  const count = (draft.count ?? 1) * chips
  // No machine has half a chip, or more than anybody can be answered about.
  if (!Number.isInteger(count) || count < 1 || count > 100_000) return at
  slice.used = true
  draft.count = count
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
