import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { messageMenu } from '../../../src/platforms/discord/command-definitions.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import type { Store } from '../../../src/storage/store.ts'
import type { Acted } from '../../support/discord/acted.ts'
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
import { hurried, lateBot, promisedAndGone } from '../../support/discord/late-bot.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const edits = (fake: FakeDiscord) => fake.requests.filter(({ method }) => method === 'PATCH').length
const impatient = { ...hurried, again: 1 }

describe('what a process had promised when it was killed', () => {
  it('is answered by the next one, once, in the same message', async () => {
    const { fake, memory, asked } = await promisedAndGone()
    const [one, other] = await Promise.all([startBot(fake, { store: memory.store() }), startBot(fake, { store: memory.store() })])
    expect(textOf(await asked.message())).toContain('Llama')
    await eventually('nothing is left', async () => (await one.store.listRecords(recordKeys.allUnfinished('discord'))).length === 0)
    expect(edits(fake)).toBe(1)
    const told = [...one.lines, ...other.lines].filter(({ msg }) => msg === 'answered what an earlier process had put off')
    expect(told).toHaveLength(1)
    expect(JSON.stringify([one.lines, other.lines])).not.toContain(asked.live.token)
    expectWellBehaved(fake)
  })

  it('of many is answered by whichever comes next, each once, in its own message', async () => {
    const { fake, memory } = await lateBot({ fake: await fakeWithCommands({ granted: ['messageContent'] }) })
    const models = ['llama 3.1 8b', 'llama 3.1 70b', 'qwen2.5 14b', 'qwen2.5 32b', 'qwen2.5 72b', 'mistral 7b']
    const textFor = (model: string) => longQuestion.options.text.replace('llama 3.1 70b', model)
    const asked = models.map((model, at) => {
      const user = fake.world.user(`asker ${at}`)
      fake.world.join(fake.guild, user)
      if (at > 0) return fake.slash({ name: 'fit', options: { text: textFor(model), private: at % 2 === 0 }, user })
      return fake.menu(messageMenu, fake.message({ content: textFor(model) }), { user })
    })
    for (const each of asked) expect((await each.response()).type).toBe(5)
    const next = await Promise.all([1, 2, 3].map(() => startBot(fake, { store: memory.store() })))
    const answers = await Promise.all(asked.map((each) => each.message()))
    const spelled = (text: string) => text.toLowerCase().replace(/[^a-z0-9.]/g, '')
    for (const [at, model] of models.entries()) expect(spelled(titleOf(answers[at] as APIMessage))).toContain(spelled(model))
    expect(answers.map(isEphemeral)).toEqual([true, false, true, false, true, false])
    await eventually('nothing is left', async () => (await memory.store().listRecords(recordKeys.allUnfinished('discord'))).length === 0)
    expect(edits(fake)).toBe(models.length)
    const told = next.flatMap(({ lines }) => lines).filter(({ msg }) => msg === 'answered what an earlier process had put off')
    expect(new Set(told.map(({ interaction }) => interaction))).toEqual(new Set(asked.map(({ id }) => id)))
    expect(told).toHaveLength(models.length)
    expectWellBehaved(fake)
  })

  it('is left where nobody can answer it any more', async () => {
    const { fake, memory } = await promisedAndGone()
    fake.clock.advance(16 * 60_000)
    const next = await startBot(fake, { store: memory.store() })
    await eventually('it is forgotten', async () => (await next.store.listRecords(recordKeys.allUnfinished('discord'))).length === 0)
    expect(edits(fake)).toBe(0)
    expectWellBehaved(fake)
  })

  it('that an answer is stored for is nothing once it was given', async () => {
    const { memory, asked, release } = await promisedAndGone()
    release()
    expect(textOf(await asked.message())).toContain('Llama')
    const store = memory.store()
    await eventually('nothing is left', async () => (await store.listRecords(recordKeys.allUnfinished('discord'))).length === 0)
  })
})

describe('whatever it had promised', () => {
  /** One answer that stands, everything stored for it; then `act` is promised one by a process that is gone. */
  async function goneAfter(options: Readonly<Record<string, string | boolean>>, act: (fake: FakeDiscord, message: APIMessage) => Acted) {
    const { fake, memory, hold, release } = await lateBot({ fake: await fakeWithCommands({ granted: ['messageContent'] }) })
    const asked = fake.slash({ name: 'fit', options: { ...longQuestion.options, ...options } })
    await asked.response()
    release()
    const message = await asked.message()
    hold()
    const acted = act(fake, message)
    const promised = await acted.response()
    const next = await startBot(fake, { store: memory.store() })
    const answer = await acted.message((one) => one.id !== message.id || textOf(one) !== textOf(message))
    await eventually('nothing is left', async () => (await next.store.listRecords(recordKeys.allUnfinished('discord'))).length === 0)
    expectWellBehaved(fake)
    return { fake, message, promised, answer, release }
  }

  it.each([
    ['a list', (fake: FakeDiscord, message: APIMessage) => pressFirstList(fake, message)],
    ['the working', (fake: FakeDiscord, message: APIMessage) => fake.button(message, buttonOf(message, 'Why'))],
    ['a comparison', (fake: FakeDiscord, message: APIMessage) => fake.button(message, buttonOf(message, 'Compare'))],
  ])('for %s stands in the message that was pressed', async (_, act) => {
    const { fake, message, promised, answer } = await goneAfter({}, act)
    expect(promised.type).toBe(6)
    expect(answer.id).toBe(message.id)
    expect(fake.said()).toHaveLength(1)
  })

  it('for a comparison leads back to what it was opened from', async () => {
    const { fake, message, answer, release } = await goneAfter({}, (one, before) => one.button(before, buttonOf(before, 'Compare')))
    release()
    expect(textOf(await fake.button(answer, buttonOf(answer, 'Back')).message())).toBe(textOf(message))
  })

  it('to who shares stands beside the private one, for everybody', async () => {
    const { message, promised, answer } = await goneAfter({ private: true }, (fake, one) => fake.button(one, buttonOf(one, 'Share')))
    expect(promised).toEqual({ type: 5, data: {} })
    expect(textOf(answer)).toBe(textOf(message))
    expect(isEphemeral(answer)).toBe(false)
  })

  it('to who pressed somebody else’s stays their own', async () => {
    const { fake, message, promised, answer } = await goneAfter({}, (fake, one) => {
      const user = fake.world.user('ben')
      fake.world.join(fake.guild, user)
      return fake.button(one, buttonOf(one, 'Why'), { user })
    })
    expect(promised).toEqual({ type: 5, data: { flags: 64 } })
    expect(isEphemeral(answer)).toBe(true)
    expect(fake.said().map(textOf)).toEqual([textOf(message)])
  })

  it('to who asked from a message’s menu is theirs', async () => {
    const { answer } = await goneAfter({}, (fake) => fake.menu(messageMenu, fake.message({ content: longQuestion.options.text })))
    expect(textOf(answer)).toContain('Llama')
    expect(isEphemeral(answer)).toBe(true)
  })
})

/** Chooses the first option of the first list that is not chosen already. */
function pressFirstList(fake: FakeDiscord, message: APIMessage): Acted {
  const list = partsOf(message).find(({ options }) => options !== undefined)
  const other = list?.options?.find((option: { readonly value: string; readonly default?: boolean }) => option.default !== true)
  return fake.select(message, list?.custom_id ?? '', [other?.value ?? ''])
}

/** A store whose claims of what was put off are over at once, as they are after some seconds. */
const leased = (store: Store): Store => ({
  ...store,
  claim: async (key, seconds) => key.startsWith('finishing:') || (await store.claim(key, seconds)),
})

describe('where not all goes well, what it had promised', () => {
  it('is tried again where Discord fails when it is given', async () => {
    const { fake, memory, asked } = await promisedAndGone({ patience: impatient })
    fake.faults.fail({ status: 503, method: 'PATCH', times: 4 })
    await startBot(fake, { store: leased(memory.store()), patience: impatient })
    expect(textOf(await asked.message())).toContain('Llama')
  })

  it('is given once the storage is back that was away at the start', async () => {
    const { fake, memory, asked } = await promisedAndGone({ patience: impatient })
    memory.leave()
    await startBot(fake, { store: memory.store(), patience: impatient })
    expect(textOf(await fake.slash({ name: 'help' }).message())).not.toBe('')
    memory.back()
    expect(textOf(await asked.message())).toContain('Llama')
  })

  it('by a later version is left to it', async () => {
    const { fake, memory } = await promisedAndGone({ patience: impatient })
    const store = memory.store()
    const [left] = await store.listRecords(recordKeys.allUnfinished('discord'))
    if (left === undefined) throw new Error('nothing was kept')
    await store.putRecord(left.key, { ...(left.value as object), as: 'in a way of a later version' })
    await startBot(fake, { store: memory.store(), patience: impatient })
    expect(textOf(await fake.slash({ name: 'help' }).message())).not.toBe('')
    expect(await store.listRecords(recordKeys.allUnfinished('discord'))).toHaveLength(1)
    fake.clock.advance(16 * 60_000)
    await startBot(fake, { store: memory.store(), patience: impatient })
    await eventually('it is forgotten', async () => (await store.listRecords(recordKeys.allUnfinished('discord'))).length === 0)
  })
})
