import type { Gpu } from '../catalog/types.ts'
import { type GpuLexeme, isWord, type Lexeme, type NumberLexeme } from './lexeme.ts'

/** The count a number says, or null and a problem. */
export type Check = (number: NumberLexeme) => number | null

/** A device as it is being read. */
export interface Draft {
  readonly at: number
  readonly lexeme: GpuLexeme
  count: number | null
  memoryGb: number | null
  nodes: number | null
  total: number | null
  preferred: boolean
}

/** A number that counts nothing else: free to be a count of cards. */
export function isFree(lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  return (
    lexeme?.tag === 'number' &&
    !lexeme.used &&
    !lexeme.active &&
    (lexeme.scale === '' || lexeme.han) &&
    (lexeme.unit === '' || lexeme.unit === 'cards' || lexeme.unit === 'sets')
  )
}

export function isMemory(lexeme: Lexeme | undefined): lexeme is NumberLexeme {
  return lexeme?.tag === 'number' && !lexeme.used && (lexeme.scale === 'gb' || lexeme.scale === 'tb')
}

/** Sizes a card of the kind may have: read off a monitor, cut down, or doubled by a workshop. */
export function plausible(gpu: Gpu, memoryGb: number): boolean {
  if (!(memoryGb >= 1)) return false
  if (gpu.class === 'apple' || gpu.class === 'edge') return memoryGb <= 1024
  return memoryGb >= gpu.memoryGb * 0.3 && memoryGb <= gpu.memoryGb * 2.1
}

export function isMemoryCue(lexeme: Lexeme | undefined): boolean {
  return lexeme?.tag === 'cue' && lexeme.value === 'memory'
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
