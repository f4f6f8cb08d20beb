import type { Language } from '../../language/question.ts'
import type { Block } from '../card.ts'
import type { Lab } from './lab.ts'

export type Bilingual<T = string> = Readonly<Record<Language, T>>

/**
 * One thing that can be explained, both languages side by side. The texts hold no figures of their own: `{{name}}` is a value that
 * `values` works out when the entry is asked for.
 */
export interface Entry {
  /** As in the shorthand "explain kv-cache". */
  readonly id: string
  /** What the language room calls the topic, where its name is not the id: the first entry of a topic is what it means by it. */
  readonly concept?: string
  /** Its title first, then everything else it is called. Nobody else's. */
  readonly names: Bilingual<readonly string[]>
  /** Plain questions it answers; their words find it as well. */
  readonly asked: Bilingual<readonly string[]>
  /** What it is and why it matters, in two or three sentences. */
  readonly says: Bilingual
  /** The worked example, in one or two. */
  readonly example: Bilingual
  readonly values: (lab: Lab) => Readonly<Record<string, string>>
  /** A table where sentences are not enough. */
  readonly block?: (lab: Lab, language: Language) => Block
  /** What it makes one want to try; absent: what a model needs. */
  readonly hint?: 'training' | 'price'
  /** What to read next: ids. */
  readonly related: readonly string[]
}
