import { afterAll, afterEach, beforeAll, expect, it, onTestFinished } from 'vitest'
import {
  buttonOf,
  expectWellBehaved,
  fakeWithCommands,
  isEphemeral,
  longQuestion,
  startBot,
  textOf,
  titleOf,
} from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { describeWithRedis } from '../../support/redis.ts'
import { openPatiently, type RedisServer, startRedis } from '../../support/redis-server.ts'

afterEach(closeAll)

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
    expect(fake.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(11)
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
