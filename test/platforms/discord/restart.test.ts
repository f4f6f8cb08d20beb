import type { APIMessage } from 'discord.js'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { messageMenu } from '../../../src/platforms/discord/command-definitions.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import type { Acted } from '../../support/discord/acted.ts'
import {
  buttonOf,
  expectWellBehaved,
  fakeWithCommands,
  heldBack,
  hurried,
  isEphemeral,
  longQuestion,
  partsOf,
  startBot,
  textOf,
  titleOf,
  unhurried,
} from '../../support/discord/bot.ts'
import { closeAll, rest } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { openMemory } from '../../support/memory-store.ts'
import { describeWithRedis } from '../../support/redis.ts'
import { eventually, openPatiently, type RedisServer, startRedis } from '../../support/redis-server.ts'

afterEach(closeAll)

const edits = (fake: FakeDiscord) => fake.requests.filter(({ method }) => method === 'PATCH').length
const answersGiven = (fake: FakeDiscord) => fake.requests.filter(({ path }) => path.endsWith('/callback'))

/** A process that has promised an answer and will not give it any more. */
async function promisedAndGone() {
  const fake = await fakeWithCommands()
  const memory = openMemory()
  const { store, release } = heldBack(memory.store())
  await startBot(fake, { store, patience: hurried })
  onTestFinished(release)
  const asked = fake.slash(longQuestion)
  expect((await asked.response()).type).toBe(5)
  return { fake, memory, asked, release }
}

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
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const memory = openMemory()
    const { store, release } = heldBack(memory.store())
    await startBot(fake, { store, patience: hurried })
    onTestFinished(release)
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
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const memory = openMemory()
    const { store, hold, release } = heldBack(memory.store())
    await startBot(fake, { store, patience: hurried })
    onTestFinished(() => release())
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
    return { fake, message, promised, answer }
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

describe('what only a newer process knows', () => {
  it('is left to it, though older ones hear of it first', async () => {
    const fake = await fakeWithCommands()
    const memory = openMemory()
    const known = commands.filter(({ name }) => name !== 'explain')
    const older = { known, patience: { ...unhurried, newer: 1000 } }
    for (const process of [older, {}, older]) await startBot(fake, { ...process, store: memory.store() })
    await fake.gateway.ready(3)
    const answer = await fake.slash({ name: 'explain', options: { text: 'what is a kv cache?' } }).message()
    expect(titleOf(answer)).toBe('KV cache')
    expectWellBehaved(fake)
  })

  it('has expired where there is none', async () => {
    const fake = await fakeWithCommands()
    await startBot(fake, { known: commands.filter(({ name }) => name !== 'explain') })
    expect(titleOf(await fake.slash({ name: 'explain' }).message())).toBe('That has expired')
    expect(answersGiven(fake)).toHaveLength(1)
  })
})

describe('a stop', () => {
  it('gives the answers it has promised, and takes no further questions', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { store, release } = heldBack(openMemory().store())
    const { running, lines } = await startBot(fake, { store, patience: hurried })
    const asked = fake.slash(longQuestion)
    await asked.response()
    // What it promised is there when it has stopped, and not some time after.
    const stopped = running.stop().then(() => edits(fake))
    fake.slash({ name: 'fit', options: { text: '8b' } })
    release()
    expect(await stopped).toBe(1)
    expect(textOf(await asked.message())).toContain('Llama')
    expect(answersGiven(fake)).toHaveLength(1)
    expect([...fake.gateway.sessions]).toEqual([])
    expect(running.connected()).toBe(false)
    expectWellBehaved(fake)
    await fake.close()
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([])
  })

  it('waits for the replies it has begun', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running } = await startBot(fake)
    const held = fake.faults.hold({ method: 'POST', path: /^\/channels\// })
    const asked = fake.message({ content: `<@${fake.world.bot.id}> 70b int4` })
    await held.arrived
    let hasStopped = false
    const stopped = running.stop().then(() => {
      hasStopped = true
    })
    // Time enough to disconnect, were nothing waited for.
    const api = await rest(fake)
    for (let at = 0; at < 10; at++) await api.get('/users/@me')
    expect(hasStopped).toBe(false)
    held.release()
    await stopped
    expect(titleOf(await fake.replyTo(asked))).toContain('70B')
    expectWellBehaved(fake)
  })
})

describeWithRedis('two processes on one Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.remove())

  async function onRedis(fake: FakeDiscord, options: Parameters<typeof startBot>[1] = {}) {
    const store = await openPatiently(redis.url)
    onTestFinished(() => store.close())
    return await startBot(fake, { ...options, store })
  }

  it('answer each event once', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    await onRedis(fake)
    await onRedis(fake)
    await fake.gateway.ready(2)
    const asked = Array.from({ length: 10 }, (_, index) => fake.slash({ name: 'fit', options: { text: `${index + 1}b int4` } }))
    for (const each of asked) expect(titleOf(await each.message())).not.toBe('')
    const [message] = fake.said()
    if (message === undefined) throw new Error('nothing was said')
    await fake.button(message, buttonOf(message, 'Why')).message()
    expect(answersGiven(fake)).toHaveLength(11)
    expectWellBehaved(fake)
  })

  it('answer each message once, and go on with what the other one was asked', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const one = await onRedis(fake)
    const other = await onRedis(fake)
    await fake.gateway.ready(2)
    const mention = `<@${fake.world.bot.id}>`
    const channel = fake.world.dm(fake.user)
    await fake.replyTo(fake.message({ content: `${mention} can llama 3.1 8b q8 run on a 3060 12gb?` }))
    await fake.replyTo(fake.message({ content: 'can llama 3.1 8b q8 run on a 3060 12gb?', channel }))
    await one.running.stop()
    expect(titleOf(await fake.replyTo(fake.message({ content: `${mention} and on a 3090?` })))).toMatch(/Llama-3\.1-8B.*3090/)
    expect(titleOf(await fake.replyTo(fake.message({ content: 'and on a 3090?', channel })))).toMatch(/Llama-3\.1-8B.*3090/)
    await other.running.stop()
    expect(fake.said()).toHaveLength(2)
    expect(fake.said(channel)).toHaveLength(2)
    expectWellBehaved(fake)
  })

  it('count what somebody asks together', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const limit = { questions: 2, seconds: 60 }
    const plenty = { questions: 1000, seconds: 60 }
    const limits = { person: limit, place: plenty, all: plenty }
    await onRedis(fake, { limits })
    await onRedis(fake, { limits })
    await fake.gateway.ready(2)
    const ask = () => fake.slash({ name: 'fit', options: { text: '70b int4' } }).message()
    const answers = [await ask(), await ask(), await ask()]
    expect(answers.map(isEphemeral)).toEqual([false, false, true])
  })

  it('complete what is typed both, from memory, and the second is refused without a word', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const [one, other] = [await onRedis(fake), await onRedis(fake)]
    await fake.gateway.ready(2)
    const typing = fake.autocomplete({ name: 'fit', options: { model: 'qwen' }, focused: 'model' })
    expect(await typing.choices()).not.toEqual([])
    await Promise.race([one.next('another process has answered'), other.next('another process has answered')])
    expect(fake.refusals.map(({ code }) => code)).toEqual([40060])
    expect([...one.lines, ...other.lines].filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
  })

  it('press one another’s buttons', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const one = await onRedis(fake)
    const message = await fake.slash({ ...longQuestion, options: { ...longQuestion.options, private: true } }).message()
    await one.running.stop()
    await onRedis(fake)
    const shared = await fake.button(message, buttonOf(message, 'Share')).message()
    expect(textOf(shared)).toBe(textOf(message))
    expectWellBehaved(fake)
  })
})
