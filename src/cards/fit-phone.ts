import type { Estimate } from '../estimator/types.ts'
import type { Language, Question } from '../language/question.ts'
import type { Card } from './card.ts'
import { gib } from './numbers.ts'

const phones = /\b(?:(?:smart|i)?phones?|android|ipads?|tablets?)\b|手机|平板/iu
/** What a phone's system and its other programs leave of its memory, at a guess: iOS and Android end a program that takes more. */
const freeShare = 0.5
/** So far the guess may be off, either way. */
const doubt = 0.2
const bytesPerGib = 1024 ** 3

/** A phone as it was said: its memory, GB, where that was. */
export interface Phone {
  readonly memoryGb: number | null
}

const words = {
  en: {
    fits: 'Of a phone’s {{gb}} GB about half is free for a model, {{free}} GiB: it needs {{need}}, and has room.',
    tight: 'Of a phone’s {{gb}} GB about half is free for a model, {{free}} GiB: it needs {{need}}, about all there is.',
    'too-big': 'Of a phone’s {{gb}} GB about half is free for a model, {{free}} GiB: it needs {{need}}, which is too much.',
    open: 'A phone leaves a model about half of its memory: it takes one with {{least}} GB.',
    taken: 'A phone: of {{gb}} GB about half is free for a model, {{free}} GB.',
    note: 'No phone was measured: speeds are those of a desktop’s processor.',
    space: ' ',
  },
  zh: {
    fits: '手机的 {{gb}} GB 内存大约只有一半能给模型用，即 {{free}} GiB：它需要 {{need}}，放得下。',
    tight: '手机的 {{gb}} GB 内存大约只有一半能给模型用，即 {{free}} GiB：它需要 {{need}}，几乎占满。',
    'too-big': '手机的 {{gb}} GB 内存大约只有一半能给模型用，即 {{free}} GiB：它需要 {{need}}，放不下。',
    open: '手机大约只有一半内存能给模型用：需要 {{least}} GB 内存的手机。',
    taken: '手机：{{gb}} GB 内存大约一半能给模型用，即 {{free}} GB。',
    note: '没有实测过手机：速度按台式机处理器算。',
    space: '',
  },
} as const satisfies Record<Language, Record<string, string>>

/** How a shorthand says it. */
export const phoneWord: Readonly<Record<Language, string>> = { en: 'phone', zh: '手机' }

/** The phone a question is about; undefined where it is about none, or names a card. */
export function phoneSaid(text: string, { gpus, memoryGb, systemRamGb }: Question): Phone | undefined {
  return gpus.length === 0 && phones.test(text) ? { memoryGb: memoryGb ?? systemRamGb } : undefined
}

/** The question to a machine without a GPU: what a phone has is neither a card's memory nor a desktop's RAM. */
export function withoutPhone(question: Question): Question {
  return { ...question, device: 'cpu', memoryGb: null, totalMemoryGb: null, systemRamGb: null }
}

/** Of a phone nobody described. GB. */
const usualGb = 8

/** What models run is asked of a phone: what it leaves them, as a machine's RAM. */
export function phoneRam(question: Question, { memoryGb }: Phone): Question {
  return { ...withoutPhone(question), systemRamGb: (memoryGb ?? usualGb) * freeShare }
}

/** What of a phone was taken, and what is not known of it. */
export function phoneNotes(language: Language, { memoryGb }: Phone): readonly string[] {
  const gb = memoryGb ?? usualGb
  const w = words[language]
  return [w.taken.replace('{{gb}}', String(gb)).replace('{{free}}', String(gb * freeShare)), w.note]
}

/** The card of the need in RAM, for a phone: whether it has so much, and that its speed is not known. Pure. */
export function onPhone(card: Card, { memoryGb }: Phone, { withoutGpu, memory }: Estimate): Card {
  const w = words[card.language]
  const need = withoutGpu?.ramBytes ?? memory.weights.value + memory.kvCache.value
  const note = { ...card, notes: [w.note, ...card.notes] }
  if (memoryGb === null) {
    const least = Math.ceil(need / freeShare / bytesPerGib)
    return { ...note, answer: w.open.replace('{{least}}', String(least)) + w.space + card.answer }
  }
  const free = memoryGb * freeShare * bytesPerGib
  const tone = need <= free * (1 - doubt) ? 'fits' : need <= free * (1 + doubt) ? 'tight' : 'too-big'
  const said = w[tone].replace('{{gb}}', String(memoryGb)).replace('{{free}}', gib(free)).replace('{{need}}', gib(need))
  return { ...note, tone, answer: said + w.space + card.answer }
}
