import type { Language } from '../../language/question.ts'
import type { Block, Card, Refinement } from '../card.ts'
import { translate } from '../words/words.ts'
import { entryById, groups } from './entries/all.ts'
import type { Entry } from './entry.ts'
import type { Lab } from './lab.ts'

/** A text with its values. What has none stays as it is, so that a test can see it. */
function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries(values))
  return text
    .split('{{')
    .map((piece, at) => {
      const end = piece.indexOf('}}')
      if (at === 0 || end < 0) return piece
      return (known.get(piece.slice(0, end)) ?? `{{${piece.slice(0, end)}}}`) + piece.slice(end + 2)
    })
    .join('')
}

const plainWord = /^[a-z-]+(?= |$)/

/** An entry's name in a language, as a title begins; a name with a spelling of its own keeps it: vLLM, llama.cpp. */
export function titleOf(entry: Entry, language: Language): string {
  const name = entry.names[language][0] ?? entry.id
  return plainWord.test(name) ? name.slice(0, 1).toUpperCase() + name.slice(1) : name
}

/** The shorthand that asks for an entry, in the reader's language. */
export const shorthandOf = (id: string, language: Language) => `${language === 'zh' ? '解释' : 'explain'} ${id}`

const mostRelated = 4

export function entryTaps(ids: readonly string[], language: Language): readonly Refinement[] {
  return ids.slice(0, mostRelated).flatMap((id) => {
    const entry = entryById(id)
    return entry === undefined
      ? []
      : [{ group: 'other' as const, label: titleOf(entry, language), command: 'explain', shorthand: shorthandOf(id, language) }]
  })
}

/** One entry, its example worked out now. */
export function entryCard(entry: Entry, lab: Lab, language: Language): Card {
  const words = translate(language)
  const values = entry.values(lab)
  const example: Block = { kind: 'lines', title: words('explain.example'), lines: [fillIn(entry.example[language], values)] }
  return {
    language,
    tone: 'info',
    title: titleOf(entry, language),
    answer: fillIn(entry.says[language], values),
    assumed: [],
    blocks: entry.block === undefined ? [example] : [example, entry.block(lab, language)],
    notes: [],
    refinements: entryTaps(entry.related, language),
    sources: [words('explain.source')],
    hint: words(`explain.hint.${entry.hint ?? 'fit'}`),
  }
}

/** What can be explained, by subject. `said`: what was asked and is not among it; empty where the list was asked for. */
export function topicsCard(said: string, language: Language): Card {
  const words = translate(language)
  const rows = groups.map(({ name, entries }) => ({
    label: name[language],
    value: entries.map((entry) => entry.names[language][0] ?? entry.id).join(language === 'zh' ? '、' : ', '),
  }))
  return {
    language,
    tone: 'info',
    title: words(said === '' ? 'explain.topics.title' : 'explain.topics.unknown', { said: said.slice(0, 60) }),
    answer: words('explain.topics.answer'),
    assumed: [],
    blocks: [{ kind: 'facts', title: '', rows }],
    notes: [],
    refinements: entryTaps(['weights', 'kv-cache', 'quantization', 'size-bands'], language),
    sources: [],
    hint: words('explain.hint.topics'),
  }
}
