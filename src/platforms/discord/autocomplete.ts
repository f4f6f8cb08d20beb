import type { Command } from '../../../commands/command.ts'
import { suggest } from '../../catalog/find-suggest.ts'
import { clipText, plain } from './escape.ts'
import { limits } from './limits.ts'

export interface Choice {
  readonly name: string
  readonly value: string
}

const count = /^\d{1,3}\s?[x×*]\s?/i

/**
 * What is offered while an option is typed: 25 at most, the famous before anything is typed. From memory, under a millisecond. "2x 40" keeps
 * its number. Names are the same in every language.
 */
export function autocomplete(command: Command, option: string, typed: string): readonly Choice[] {
  const kind = command.options.find(({ name }) => name === option)?.kind
  if (kind?.of !== 'name') return []
  const text = typed.slice(0, limits.optionText).trimStart()
  const many = kind.suggest === 'gpu' ? (count.exec(text)?.[0] ?? '') : ''
  const lead = many === '' ? '' : `${Number.parseInt(many, 10)}x `
  return suggest(text.slice(many.length), kind.suggest)
    .slice(0, limits.options)
    .map(({ name, value }) => ({ name: clipText(plain(lead + name), limits.optionText), value: lead + value }))
    .filter(({ value }) => value.length <= limits.optionText)
}
