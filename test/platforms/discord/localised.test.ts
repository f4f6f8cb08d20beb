import { describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { discordCommands } from '../../../src/platforms/discord/command-definitions.ts'

type Localised = Readonly<Partial<Record<string, string | null>>>

/** What somebody who sets commands up reads of each: [where it stands, in English, in the languages Discord shows it in]. */
const said = discordCommands(commands).flatMap((one) => {
  const { name, name_localizations: names } = one
  const all: [string, string, Localised | null | undefined][] = [[`/${name}`, name, names]]
  if (one.type === 1) {
    all.push([`/${name} description`, one.description, one.description_localizations])
    for (const option of one.options ?? [])
      all.push(
        [`/${name} ${option.name}`, option.name, option.name_localizations],
        [`/${name} ${option.name} description`, option.description, option.description_localizations],
      )
  }
  return all
})

describe('what is registered is said in Chinese as well', () => {
  it.each(said)('%s', (_, english, localised) => {
    for (const locale of ['zh-CN', 'zh-TW']) expect(localised?.[locale] ?? '').toMatch(/\p{Script=Han}/u)
    expect(english).not.toMatch(/\p{Script=Han}/u)
    expect(english.endsWith('…')).toBe(false)
  })

  it('under a name of its own for each command', () => {
    for (const locale of ['zh-CN', 'zh-TW'] as const) {
      const names = discordCommands(commands).map((one) => one.name_localizations?.[locale])
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('under a name of its own for each option of a command', () => {
    for (const one of discordCommands(commands)) {
      const names = one.type === 1 ? (one.options ?? []).map(({ name_localizations: local }) => local?.['zh-CN']) : []
      expect(new Set(names).size).toBe(names.length)
    }
  })
})
