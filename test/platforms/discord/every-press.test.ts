import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { decodeState } from '../../../src/platforms/discord/custom-id.ts'
import {
  buttonOf,
  expectWellBehaved,
  fakeWithCommands,
  isEphemeral,
  longQuestion,
  partsOf,
  startBot,
  textOf,
  titleOf,
} from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { openMemory } from '../../support/memory-store.ts'

afterEach(closeAll)

const refused = 'That cannot be answered yet'
const expired = 'That has expired'
/** Everybody in these tests asks more than anybody types. */
const plenty = { questions: 10_000, seconds: 60 }
const limits = { person: plenty, place: plenty, all: plenty }

/** Something that can be pressed: a button, or an option of a list. */
interface Pressable {
  readonly customId: string
  readonly label: string
  readonly value?: string
}

/** What is chosen already cannot be chosen. */
const isAnother = (option: { readonly label: string; readonly value: string; readonly default?: boolean }) => option.default !== true

function pressables(message: APIMessage): readonly Pressable[] {
  return partsOf(message).flatMap(({ custom_id: customId = '', label = '', options }) =>
    options === undefined ? [{ customId, label }] : options.filter(isAnother).map(({ label, value }) => ({ customId, label, value })),
  )
}

const press = (fake: FakeDiscord, message: APIMessage, { customId, value }: Pressable, by = {}) =>
  value === undefined ? fake.button(message, customId, by) : fake.select(message, customId, [value], by)

/** Lists by what they change, buttons by what they do. */
function kindOf({ customId, value }: Pressable): string {
  const decoded = decodeState(customId)
  if (decoded.kind === 'select') return `list of ${decoded.group}`
  return decoded.kind === 'state' ? decoded.state.action : `${value === undefined ? 'button' : 'list'} of a token`
}

/** Questions whose answers have every kind of list and button between them. */
const asked = [
  ['fit', 'llama 3.1 70b q4_k_m 32k x4 on 2x rtx-4090'],
  ['fit', '70b int4 inference'],
  ['fit', 'a 9b model'],
  ['fit', 'deepseek v3 fp8 on 8x h200 x16'],
  ...commands.flatMap(({ name, examples }) => examples.slice(0, 1).map(({ text }) => [name, text] as const)),
] as const

async function running(store = openMemory().store()) {
  const fake = await fakeWithCommands()
  const bot = await startBot(fake, { store, limits })
  return { fake, ...bot }
}

describe('whatever stands under an answer', () => {
  it('is of every kind there is', async () => {
    const { fake } = await running()
    const kinds = new Set<string>()
    for (const [name, text] of asked) {
      const message = await fake.slash({ name, options: { text, private: true } }).message()
      for (const one of pressables(message)) kinds.add(kindOf(one))
    }
    for (const kind of ['list of context', 'list of gpu', 'list of model', 'list of quant', 'ask', 'share', 'versus', 'why'])
      expect(kinds).toContain(kind)
  })

  it.each(asked)('changes the message in place, also after a restart: /%s %s', async (name, text) => {
    const store = openMemory().store()
    const { fake, running: before } = await running(store)
    const first = await fake.slash({ name, options: { text } }).message()
    const messages: APIMessage[] = []
    for (const _ of pressables(first)) messages.push(await fake.slash({ name, options: { text } }).message())
    await before.stop()
    await startBot(fake, { store, limits })
    for (const [at, one] of pressables(first).entries()) {
      const message = messages[at] ?? first
      const pressed = press(fake, message, one)
      expect((await pressed.response()).type, one.label).toBe(7)
      const after = await pressed.message()
      expect(after.id).toBe(message.id)
      expect(textOf(after), one.label).not.toBe(textOf(message))
      expect([refused, expired], one.label).not.toContain(titleOf(after))
      expect(pressed.followups).toEqual([])
    }
    expectWellBehaved(fake)
  })

  it.each(asked)('gives somebody else a copy of their own: /%s %s', async (name, text) => {
    const { fake } = await running()
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    const message = await fake.slash({ name, options: { text, private: false } }).message()
    for (const one of pressables(message)) {
      const own = await press(fake, message, one, { user: ben }).message()
      expect(own.id, one.label).not.toBe(message.id)
      expect(isEphemeral(own), one.label).toBe(true)
    }
    expect(fake.said().map(textOf)).toEqual([textOf(message)])
    expectWellBehaved(fake)
  })
})

describe('the working', () => {
  it('has pages, each of which leads to the next, back to the one before, and back to the answer', async () => {
    const { fake } = await running()
    const message = await fake.slash({ name: 'fit', options: { text: '70b int4 inference' } }).message()
    const first = await fake.button(message, buttonOf(message, 'Why')).message()
    const second = await fake.button(first, buttonOf(first, 'Next')).message()
    expect(textOf(second)).not.toBe(textOf(first))
    expect(second.embeds[0]?.footer?.text).toMatch(/^page 2 of /)
    const again = await fake.button(second, buttonOf(second, 'Previous')).message()
    expect(textOf(again)).toBe(textOf(first))
    expect(textOf(await fake.button(again, buttonOf(again, 'Back')).message())).toBe(textOf(message))
    expect(fake.said()).toHaveLength(1)
    expectWellBehaved(fake)
  })
})

describe('a comparison', () => {
  const spoken = {
    en: { locale: 'en-US', compare: 'Compare', back: 'Back' },
    zh: { locale: 'zh-CN', compare: '比较', back: '返回' },
  } as const
  const opened = [
    ['en', 'fit', '70b int4 inference'],
    ['zh', 'fit', 'deepseek v3 fp8 on 8x h200 x16'],
    // What its buttons ask has no room in their ids.
    ['en', longQuestion.name, longQuestion.options.text],
    ['zh', longQuestion.name, longQuestion.options.text],
    ['en', 'gpu', 'rtx 4090'],
    ['zh', 'gpu', 'h100'],
  ] as const

  it.each(opened)('leads back to what it was opened from, in place, also after a restart: %s /%s %s', async (language, name, text) => {
    const { locale, compare, back } = spoken[language]
    const store = openMemory().store()
    const { fake, running: before } = await running(store)
    const message = await fake.slash({ name, options: { text }, locale }).message()
    const compared = await fake.button(message, buttonOf(message, compare)).message()
    expect(textOf(compared)).not.toBe(textOf(message))
    await before.stop()
    await startBot(fake, { store, limits })
    const pressed = fake.button(compared, buttonOf(compared, back))
    expect((await pressed.response()).type).toBe(7)
    const again = await pressed.message()
    expect(again.id).toBe(message.id)
    expect(again.embeds).toEqual(message.embeds)
    expect(again.components).toEqual(message.components)
    expect(fake.said()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('somebody else opened leads them back in their own copy', async () => {
    const { fake } = await running()
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    const message = await fake.slash({ name: 'fit', options: { text: '70b int4 inference' } }).message()
    const compared = await fake.button(message, buttonOf(message, 'Compare'), { user: ben }).message()
    expect(isEphemeral(compared)).toBe(true)
    const back = await fake.button(compared, buttonOf(compared, 'Back'), { user: ben }).message()
    expect(back.id).toBe(compared.id)
    expect(textOf(back)).toBe(textOf(message))
    expect(fake.said().map(textOf)).toEqual([textOf(message)])
    expectWellBehaved(fake)
  })

  it('that was shared, asked for itself or changed since leads nowhere back', async () => {
    const { fake } = await running()
    const labels = (message: APIMessage) => partsOf(message).map(({ label }) => label)
    const message = await fake.slash({ name: 'fit', options: { text: '70b int4 inference', private: true } }).message()
    const compared = await fake.button(message, buttonOf(message, 'Compare')).message()
    expect(labels(compared)).toContain('Back')
    const shared = await fake.button(compared, buttonOf(compared, 'Share')).message()
    expect(textOf(shared)).toBe(textOf(compared))
    expect(labels(shared)).not.toContain('Back')
    expect(labels(await fake.slash({ name: 'compare', options: { text: '70b int4 inference' } }).message())).not.toContain('Back')
    const another = pressables(compared).find((one) => kindOf(one) === 'ask')
    if (another === undefined) throw new Error('nothing to ask')
    expect(labels(await press(fake, compared, another).message())).not.toContain('Back')
    expectWellBehaved(fake)
  })

  it('is opened by the button of an older message too', async () => {
    const { fake } = await running()
    const message = await fake.slash({ name: 'fit', options: { text: '70b int4 inference' } }).message()
    const components = [{ type: 1, components: [{ type: 2, style: 2, label: 'Compare', custom_id: 'h1:compare:compare:70b int4' }] }]
    fake.messages.get(message.id).message.components = components as NonNullable<APIMessage['components']>
    const compared = await fake.button(message, 'h1:compare:compare:70b int4').message()
    expect([refused, expired]).not.toContain(titleOf(compared))
    expect(textOf(compared)).not.toBe(textOf(message))
    expectWellBehaved(fake)
  })
})

describe('what could be meant', () => {
  it('is asked by its button, in the place of what was not understood', async () => {
    const { fake } = await running()
    const message = await fake.slash({ name: 'fit', options: { text: 'llama 3.1 70b on rtx 4900' } }).message()
    const suggestions = pressables(message)
    expect(suggestions.length).toBeGreaterThan(0)
    for (const one of suggestions) {
      const anew = await fake.slash({ name: 'fit', options: { text: 'llama 3.1 70b on rtx 4900' } }).message()
      const mended = await press(fake, anew, one).message((after) => titleOf(after) !== refused)
      expect(mended.id).toBe(anew.id)
      expect(textOf(mended), one.label).toContain('70B')
    }
    expectWellBehaved(fake)
  })
})
