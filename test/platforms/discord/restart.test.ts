import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { recordKeys } from '../../../src/storage/keys.ts'
import { openRedis } from '../../../src/storage/redis.ts'
import {
  buttonOf,
  expectWellBehaved,
  fakeWithCommands,
  heldBack,
  hurried,
  longQuestion,
  startBot,
  textOf,
  titleOf,
} from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { openMemory } from '../../support/memory-store.ts'
import { describeWithRedis } from '../../support/redis.ts'
import { eventually, type RedisServer, startRedis } from '../../support/redis-server.ts'

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

describe('a stop', () => {
  it('gives the answers it has promised, and takes no further questions', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { store, release } = heldBack(openMemory().store())
    const { running } = await startBot(fake, { store, patience: hurried })
    const asked = fake.slash(longQuestion)
    await asked.response()
    const stopped = running.stop()
    fake.slash({ name: 'fit', options: { text: '8b' } })
    release()
    await stopped
    expect(textOf(await asked.message())).toContain('Llama')
    expect(answersGiven(fake)).toHaveLength(1)
    expect([...fake.gateway.sessions]).toEqual([])
    expect(running.connected()).toBe(false)
    expectWellBehaved(fake)
  })
})

describeWithRedis('two processes on one Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.remove())

  async function onRedis(fake: FakeDiscord) {
    const store = await openRedis(redis.url)
    onTestFinished(() => store.close())
    return await startBot(fake, { store })
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
