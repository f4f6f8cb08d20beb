import type { Command } from '../../../commands/command.ts'
import { type Suggestion, type SuggestKind, suggest } from '../../catalog/find-suggest.ts'
import { formatByName } from '../../catalog/formats.ts'
import { gpuById } from '../../catalog/gpus.ts'
import { modelById } from '../../catalog/models.ts'
import { parse } from '../../language/parse.ts'
import { clipText, plain } from './escape.ts'
import { limits } from './limits.ts'

export interface Choice {
  readonly name: string
  readonly value: string
}

/** "2x 40", "8 h100": not the 40 of "40 gb". */
const count = /^(?:\d{1,3}\s?[x×*]\s?|\d{1,2}\s+(?=[a-z]{1,4}\d))/i
const mac = /^(?:mac(?:book|s)?(?:\s?(?:pro|air|mini|studio))?|苹果)\s*/i
const bits = /^([2-8])\s?-?(?:bits?|位)$/i

/**
 * What is offered while an option is typed: 25 at most, the famous before anything is typed. From memory, under a millisecond. "2x 40" keeps
 * its number. Names are the same in every language. Where no name begins like it, it is read as a question is: "双卡4090".
 */
export function autocomplete(command: Command, option: string, typed: string): readonly Choice[] {
  const kind = command.options.find(({ name }) => name === option)?.kind
  if (kind?.of !== 'name') return []
  const text = typed.slice(0, limits.optionText).trimStart()
  const many = kind.suggest === 'gpu' ? (count.exec(text)?.[0] ?? '') : ''
  const lead = many === '' ? '' : `${Number.parseInt(many, 10)}x `
  const named = suggest(spelled(text.slice(many.length), kind.suggest), kind.suggest).map(({ name, value }) => ({
    name: lead + name,
    value: lead + value,
  }))
  const found = [...ofBits(text, kind.suggest), ...(named.length > 0 ? named : read(text, kind.suggest))]
  return [...new Map(found.map((one) => [one.value, one])).values()]
    .slice(0, limits.options)
    .map(({ name, value }) => ({ name: clipText(plain(name), limits.optionText), value }))
    .filter(({ value }) => value.length <= limits.optionText)
}

/** People name the machine, the catalog its chip. */
function spelled(text: string, kind: SuggestKind): string {
  return kind === 'gpu' ? text.replace(mac, 'apple ') : text
}

/** "4bit" is no format, but what people want several of. */
function ofBits(text: string, kind: SuggestKind): readonly Suggestion[] {
  const wanted = kind === 'format' ? bits.exec(text.trim())?.[1] : undefined
  if (wanted === undefined) return []
  return suggest('', 'format').filter(({ value }) => Math.floor(formatByName(value)?.nominalBits ?? 0) === Number(wanted))
}

function read(text: string, kind: SuggestKind): readonly Suggestion[] {
  if (text.trim() === '' || kind === 'format') return []
  const { gpus, model } = parse(text, { now: new Date(0), zone: 'UTC' })
  const row = model === null ? undefined : modelById(model)
  if (kind === 'model') return row === undefined ? [] : [{ name: row.id.slice(row.id.indexOf('/') + 1), value: row.id }]
  return gpus.flatMap(({ id, count: many }) => {
    const gpu = gpuById(id)
    const lead = many === null || many === 1 ? '' : `${many}x `
    return gpu === undefined ? [] : [{ name: lead + gpu.name, value: lead + id }]
  })
}
