import { afterEach, describe, expect, it } from 'vitest'
import { expectWellBehaved, fakeWithCommands, startBot, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { openMemory } from '../../support/memory-store.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const readable = (options = {}) => fakeWithCommands({ granted: ['messageContent'], ...options })
const mention = (fake: FakeDiscord) => `<@${fake.world.bot.id}>`
const asked = (fake: FakeDiscord, text = '7b fp16') => ({ content: `${mention(fake)} ${text}` })

describe('before every server is there', () => {
  it('commands are answered at once, and messages once it goes on without it, each once, in their order', async () => {
    const fake = await readable()
    const late = fake.world.guild('Out of order')
    late.isOut = true
    const { running } = await startBot(fake)
    expect(running.connected()).toBe(false)
    const dm = fake.world.dm(fake.user)
    const sizes = [7, 8, 13, 32]
    const channels = [fake.channel, dm, fake.channel, dm]
    const messages = sizes.map((size, at) => fake.message({ ...asked(fake, `${size}b fp16`), channel: channels[at] ?? dm }))
    const own = await fake.slash({ name: 'help' }).message()
    expect(running.connected()).toBe(false)
    const answers = await Promise.all(messages.map((message) => fake.replyTo(message)))
    expect(answers.map(titleOf)).toEqual(sizes.map((size) => expect.stringContaining(`${size}B`)))
    expect(fake.said()).toEqual([own, answers[0], answers[2]])
    expect(fake.said(dm)).toEqual([answers[1], answers[3]])
    expectWellBehaved(fake)
  })

  it('a server is answered in when it is back', async () => {
    const fake = await readable()
    const late = fake.world.guild('Out of order')
    late.isOut = true
    const { running } = await startBot(fake)
    await eventually('connected', running.connected)
    fake.world.returns(late)
    const channel = fake.world.channel(late, 'general')
    expect(titleOf(await fake.replyTo(fake.message({ ...asked(fake), channel })))).toContain('7B')
    expectWellBehaved(fake)
  })
})

describe('the gateway', () => {
  it('that lets nobody in any more today is tried again until it does', async () => {
    const fake = await readable()
    fake.sharding.sessionsLeft = 0
    const { running, next } = await startBot(fake)
    expect(await next('Discord is not reached, trying again')).toMatchObject({ level: 'warn', reason: expect.stringContaining('sessions') })
    expect(fake.gateway.counts.identifies).toBe(0)
    fake.sharding.sessionsLeft = 1
    await eventually('connected', running.connected)
    expect(titleOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
  })

  it('that wants more shards than there are has them', async () => {
    const fake = await readable()
    const { running } = await startBot(fake)
    await eventually('connected', running.connected)
    fake.sharding.shards = 2
    fake.gateway.disconnect(4011)
    const shards = () => [...fake.gateway.sessions.values()].filter(({ socket }) => socket).map(({ shard }) => shard.join(' of '))
    await eventually('two shards', () => running.connected() && shards().sort().join() === '0 of 2,1 of 2')
    for (const channel of [fake.channel, fake.world.dm(fake.user)])
      expect(titleOf(await fake.replyTo(fake.message({ ...asked(fake), channel })))).toContain('7B')
  })

  it('that has fallen silent is left, and what was asked meanwhile is answered once', async () => {
    const fake = await readable({ heartbeatMs: 50 })
    await startBot(fake)
    const { connections } = fake.gateway.counts
    fake.gateway.isDeaf = true
    await eventually('another connection', () => fake.gateway.counts.connections > connections)
    fake.gateway.isDeaf = false
    const message = fake.message(asked(fake))
    expect(titleOf(await fake.replyTo(message))).toContain('7B')
    expect(titleOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
    expect(fake.said()).toHaveLength(2)
    expectWellBehaved(fake)
  })
})

describe('while an answer is made', () => {
  const post = { method: 'POST', path: /^\/channels\// }

  it('the bot is put out of the server: one line says that it may not write, and others are answered', async () => {
    const fake = await readable()
    const { lines, next } = await startBot(fake)
    const elsewhere = fake.world.guild('Elsewhere')
    const channel = fake.world.channel(elsewhere, 'general')
    const held = fake.faults.hold(post)
    fake.message({ ...asked(fake), channel })
    await held.arrived
    fake.world.leave(elsewhere)
    held.release()
    expect(
      await next('the bot may not write in a channel: give it View Channel and Send Messages there, in threads Send Messages in Threads'),
    ).toMatchObject({
      level: 'warn',
      channel: channel.id,
    })
    expect(titleOf(await fake.replyTo(fake.message(asked(fake))))).toContain('7B')
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(fake.pinging).toEqual([])
  })

  it('somebody closes their direct messages: one line says so, and others are answered', async () => {
    const fake = await readable()
    const { lines, next } = await startBot(fake)
    const channel = fake.world.dm(fake.user)
    fake.world.closed.add(fake.user.id)
    fake.message({ channel, content: '7b fp16' })
    expect(await next('a message did not reach Discord')).toMatchObject({ level: 'warn', channel: channel.id, code: 50007 })
    expect(titleOf(await fake.replyTo(fake.message(asked(fake))))).toContain('7B')
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(fake.pinging).toEqual([])
  })
})

describe('a conversation the bot was never told of', () => {
  it('opens with what somebody writes there, though the bot spoke first', async () => {
    const fake = await readable()
    const memory = openMemory()
    const { running } = await startBot(fake, { store: memory.store() })
    const channel = fake.world.dm(fake.user)
    await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b q8 on a 3060 12gb' }, channel }).message()
    expect(titleOf(await fake.replyTo(fake.message({ channel, content: 'and on a 3090?' })))).toMatch(/Llama-3\.1-8B.*3090/)
    await running.stop()
    await startBot(fake, { store: memory.store() })
    const next = fake.message({ channel, content: 'and on a 4090?' })
    expect(titleOf(await fake.replyTo(next))).toMatch(/Llama-3\.1-8B.*4090/)
    fake.clock.advance(1000)
    fake.editMessage(next, 'and on a 5090?')
    expect(titleOf(await fake.replyTo(next, (one) => titleOf(one).includes('5090')))).toContain('Llama-3.1-8B')
    expect(fake.said(channel)).toHaveLength(3)
    expectWellBehaved(fake)
  })

  it('is one for each person, whoever the bot has spoken to', async () => {
    const fake = await readable()
    await startBot(fake)
    for (const name of ['ben', 'cem']) {
      const user = fake.world.user(name)
      const channel = fake.world.dm(user)
      await fake.slash({ name: 'help', user, channel }).message()
      expect(textOf(await fake.replyTo(fake.message({ user, channel, content: '7b fp16' })))).toContain('7B')
      expect(fake.said(channel)).toHaveLength(2)
    }
    expectWellBehaved(fake)
  })
})
