import type { Gpu, Model } from '../catalog/types.ts'
import type { Problem } from './question.ts'
import type { Cue, Measure, Word } from './words/meanings.ts'

/** How a number was scaled: `b` billions, `yi` 10^8, `wan` 10^4, `gb` and `tb` memory. */
export type Scale = '' | 'k' | 'm' | 'b' | 't' | 'yi' | 'wan' | 'gb' | 'tb'

interface Place {
  /** Atoms covered: `from` up to but not including `to`. */
  readonly from: number
  readonly to: number
  /** Nothing stands between this and the lexeme before. */
  readonly glued: boolean
}

export interface NumberLexeme extends Place {
  readonly tag: 'number'
  /** As written, without its scale. */
  readonly raw: number
  readonly scale: Scale
  /** With its scale; `gb` counts as 1, `tb` as 1,024. */
  readonly amount: number
  /** What it counts, once a word beside it says so. */
  unit: Measure | ''
  /** The word stood before the number. */
  labelled: boolean
  /** `a3b`: parameters used per token. */
  readonly active: boolean
  readonly han: boolean
  used: boolean
}

export interface GpuLexeme extends Place {
  readonly tag: 'gpu'
  readonly gpu: Gpu
  readonly key: string
}

export interface ModelLexeme extends Place {
  readonly tag: 'model'
  readonly model: Model
  readonly key: string
  /** Sizes written inside the name. */
  readonly sizeB: number | null
  readonly activeB: number | null
}

export type Lexeme =
  | NumberLexeme
  | GpuLexeme
  | ModelLexeme
  | (Place & { readonly tag: 'family'; readonly value: string })
  | (Place & { readonly tag: 'stranger'; readonly text: string; readonly sizeB: number; readonly activeB: number | null })
  | (Place & { readonly tag: 'problem'; readonly slot: Problem['slot']; readonly text: string; readonly sizeB?: number })
  | (Place & { readonly tag: 'format'; readonly value: string; used: boolean })
  | (Place & { readonly tag: 'measure'; readonly value: Measure; claimed: boolean })
  | (Place & { readonly tag: 'cue'; readonly value: Cue })
  | (Place & { readonly tag: 'word'; readonly value: Word })
  | (Place & { readonly tag: 'count'; readonly value: number; used: boolean })
  | (Place & { readonly tag: 'device'; readonly value: 'mac' | 'laptop' | 'cpu' })
  | (Place & { readonly tag: 'method'; readonly value: 'full' | 'lora' | 'qlora' })
  | (Place & { readonly tag: 'checkpointing'; readonly value: 'on' | 'off' })
  | (Place & {
      readonly tag: 'intent' | 'runtime' | 'optimizer' | 'concept' | 'off' | 'unknown' | 'unlisted' | 'sign'
      readonly value: string
    })

/** The text from the beginning of one lexeme to the end of another, as it was typed; of a negative number with its sign. */
export type Written = (from: Lexeme, to?: Lexeme) => string

/** What was read at an atom, and the place behind it. */
export interface Read {
  readonly lexeme: Lexeme
  readonly to: number
}

export function isWord(lexeme: Lexeme | undefined, ...values: readonly string[]): boolean {
  return lexeme?.tag === 'word' && values.includes(lexeme.value)
}

export function isSign(lexeme: Lexeme | undefined, ...values: readonly string[]): boolean {
  return lexeme?.tag === 'sign' && values.includes(lexeme.value)
}
