import type { Language } from '../language/question.ts'
import type { Chart } from './chart.ts'

export type Tone = 'fits' | 'tight' | 'too-big' | 'info' | 'error'

/** Parts of a whole, drawn as bars. `share` is 0…1 of `total`. */
export interface BarsBlock {
  readonly kind: 'bars'
  readonly title: string
  readonly rows: readonly { readonly label: string; readonly value: string; readonly share: number; readonly note: string }[]
  readonly total: { readonly label: string; readonly value: string; readonly note: string }
}

/** `keep`: 1 is dropped last. A narrow place drops the columns with the largest numbers first. */
export interface Column {
  readonly label: string
  readonly align: 'left' | 'right'
  readonly keep: number
  /** Says in words what the mark before the row says: left out where room is short. */
  readonly byMark?: true
}

export interface TableBlock {
  readonly kind: 'table'
  readonly title: string
  readonly columns: readonly Column[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly tone: Tone }[]
  /** Rows left out; a renderer that drops more adds to it. */
  readonly more: number
}

export interface FactsBlock {
  readonly kind: 'facts'
  readonly title: string
  readonly rows: readonly { readonly label: string; readonly value: string }[]
}

/** Explanations, one line each: the working of the numbers. */
export interface LinesBlock {
  readonly kind: 'lines'
  readonly title: string
  readonly lines: readonly string[]
}

/** To be copied into a POSIX shell: each `text` is one line, shown whole and broken nowhere but between its arguments. */
export interface CommandsBlock {
  readonly kind: 'commands'
  readonly title: string
  readonly rows: readonly { readonly label: string; readonly text: string }[]
}

export type Block = BarsBlock | TableBlock | FactsBlock | LinesBlock | CommandsBlock

/** A tap that changes one thing: label for the button, and the whole question it asks, as canonical shorthand. */
export interface Refinement {
  readonly group: 'quant' | 'context' | 'users' | 'gpu' | 'model' | 'other'
  readonly label: string
  readonly command: string
  readonly shorthand: string
}

/** One thing of the question and all it can be changed to, what the card shows among it: a list, where a place has lists. */
export interface Choice {
  readonly group: 'quant' | 'context' | 'gpu'
  readonly options: readonly ChoiceOption[]
}

export interface ChoiceOption extends Omit<Refinement, 'group'> {
  /** What it comes to, in a few words; empty where that is not known. */
  readonly detail: string
  /** What the card shows. */
  readonly isCurrent: boolean
}

/**
 * The lists of a card, worked out when they are asked for: most places have none, and spelling their questions takes a tenth of an
 * answer's time. They are no part of the card's JSON.
 */
export class Choices {
  readonly #make: () => readonly Choice[]

  constructor(make: () => readonly Choice[]) {
    this.#make = make
  }

  all(): readonly Choice[] {
    return this.#make()
  }

  toJSON(): undefined {
    return undefined
  }
}

/** What a reply says, in the asker's language, with no platform in it. In reading order. */
export interface Card {
  readonly language: Language
  readonly title: string
  readonly tone: Tone
  /** One or two sentences; a reader who stops here is not misled. */
  readonly answer: string
  /** One line of every default taken. */
  readonly assumed: readonly string[]
  readonly blocks: readonly Block[]
  /** The same numbers as a picture, where one says more than the tables. */
  readonly chart?: Chart
  readonly notes: readonly string[]
  readonly refinements: readonly Refinement[]
  readonly choices?: Choices
  /** Where the numbers are from, with the price date. */
  readonly sources: readonly string[]
  /** One thing to try next. */
  readonly hint: string
}
