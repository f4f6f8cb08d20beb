import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { buttonOf, expectWellBehaved, fakeWithCommands, startBot } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { readable } from '../../support/discord/readable.ts'

afterEach(closeAll)

const languages = {
  en: { locale: 'en-US', why: 'Why', mistakes: ['lama-70 int4 on a 4090', 'gpt-4o on my laptop', ''] },
  zh: { locale: 'zh-CN', why: '为什么', mistakes: ['8b 用 rtx 9999 推理', '99999999b', ''] },
} as const

describe('what Discord is sent', () => {
  it.each(['en', 'zh'] as const)('is as it was, of every command: %s', async (language) => {
    const { locale, why, mistakes } = languages[language]
    const fake = await fakeWithCommands()
    await startBot(fake)
    const shown: string[] = []
    const show = (asked: string, message: APIMessage) => shown.push(`═══ ${asked}\n\n${readable(message)}`)
    const wrong = mistakes.map((text) => fake.slash({ name: 'fit', options: text === '' ? {} : { text }, locale }))
    for (const acted of wrong) await acted.message()
    for (const { name, examples } of commands) {
      const text = examples.find((example) => example.language === language)?.text
      const message = await fake.slash({ name, options: text === undefined ? {} : { text }, locale }).message()
      show(`/${name} ${text ?? ''}`.trim(), message)
      if (name === 'fit') show(why, await fake.button(message, buttonOf(message, why)).message())
    }
    for (const [at, acted] of wrong.entries()) show(`/fit ${mistakes[at]}`.trim(), await acted.message())
    await expect(`${shown.join('\n\n')}\n`).toMatchFileSnapshot(`golden/embeds.${language}.txt`)
    expectWellBehaved(fake)
  })
})
