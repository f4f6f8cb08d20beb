import { afterEach, describe, expect, it } from 'vitest'
import { parse } from '../../../src/language/parse.ts'
import { createConversations } from '../../../src/platforms/conversation.ts'
import { cacheKeys } from '../../../src/storage/keys.ts'
import type { Store } from '../../../src/storage/store.ts'
import { expectWellBehaved, longQuestion, titleOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import { openMemory } from '../../support/memory-store.ts'
import { describeWithRedis } from '../../support/redis.ts'
import { openPatiently, startRedis } from '../../support/redis-server.ts'
import { listeningBot, readableDiscord, textOf } from './listening-bot.ts'

afterEach(closeAll)

const first = 'can llama 3.1 8b q8 run on a 3060 12gb?'

describe('what continues a question', () => {
  it.each([
    ['in English', 'and on a 3090?', /3090/],
    ['in Chinese', '那 3090 呢', /3090/],
  ])('keeps the rest after a mention, %s', async (_, next, card) => {
    const { fake, mention } = await listeningBot()
    await fake.replyTo(fake.message({ content: `${mention} ${first}` }))
    const answer = await fake.replyTo(fake.message({ content: `${mention} ${next}` }))
    expect(titleOf(answer)).toContain('Llama-3.1-8B')
    expect(titleOf(answer)).toMatch(card)
  })

  it('keeps it in a direct message', async () => {
    const { fake } = await listeningBot({ fake: await start() })
    const channel = fake.world.dm(fake.user)
    await fake.replyTo(fake.message({ channel, content: first }))
    expect(titleOf(await fake.replyTo(fake.message({ channel, content: 'and on a 3090?' })))).toContain('Llama-3.1-8B')
  })

  it('keeps it in a channel that is turned on, unasked, and small talk in between is left alone', async () => {
    const fake = await readableDiscord()
    const { settled } = await listeningBot({ fake, channels: [fake.channel.id] })
    await fake.replyTo(fake.message({ content: first }))
    fake.message({ content: 'nice, a 3090 would be better of course' })
    fake.message({ content: 'two of them would be nice' })
    const answer = await fake.replyTo(fake.message({ content: 'and on two of them?' }))
    expect(titleOf(answer)).toContain('2 × RTX 3060')
    expect(await settled()).toHaveLength(2)
  })

  it('is not heard in a channel that is not turned on', async () => {
    const { fake, mention, settled } = await listeningBot()
    await fake.replyTo(fake.message({ content: `${mention} ${first}` }))
    fake.message({ content: 'and on a 3090?' })
    expect(await settled()).toHaveLength(1)
  })

  it('may be somebody else’s, who replies to the answer', async () => {
    const { fake, mention } = await listeningBot()
    const answer = await fake.replyTo(fake.message({ content: `${mention} ${first}` }))
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    const next = await fake.replyTo(fake.message({ user: ben, content: 'and with 32k?', reference: answer }))
    expect(titleOf(next)).toContain('Llama-3.1-8B')
    const own = fake.message({ user: ben, content: `${mention} and on a 4090?` })
    expect(textOf(await fake.replyTo(own))).toContain('32k')
  })

  it('is not somebody else’s who does not', async () => {
    const { fake, mention } = await listeningBot()
    await fake.replyTo(fake.message({ content: `${mention} ${first}` }))
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    const answer = await fake.replyTo(fake.message({ user: ben, content: `${mention} and on a 3090?` }))
    expect(textOf(answer)).not.toContain('Llama-3.1-8B')
  })

  /** An answer of more than a quarter of an hour ago: what is kept no longer is gone. */
  async function forgotten(asked: string) {
    const kept = openMemory().store()
    const store: Store = {
      ...kept,
      put: async (key, value, ttlSeconds) => (ttlSeconds > 900 ? kept.put(key, value, ttlSeconds) : undefined),
    }
    const { fake, mention } = await listeningBot({ store })
    const old = await fake.replyTo(fake.message({ content: `${mention} ${asked}` }))
    return { fake, mention, old }
  }

  it('is forgotten after a quarter of an hour', async () => {
    const { fake, mention } = await forgotten(first)
    expect(textOf(await fake.replyTo(fake.message({ content: `${mention} and with 64k?` })))).not.toContain('Llama-3.1-8B')
  })

  it.each([
    ['in English', first, 'and on a 3090?', /Llama-3\.1-8B.*3090/],
    ['in Chinese', '3060 12g 能跑 llama 3.1 8b q8 吗', '3090', /3090.*Llama-3\.1-8B|Llama-3\.1-8B.*3090/],
    ['of many words', `${longQuestion.options.text}`, 'and on 4x 3090?', /3090.*Llama-3\.1-70B/],
    ['of a GPU', 'mi300x specs', 'and the h100?', /H100/],
  ])('is read from an old answer by who replies to it, %s', async (_, asked, next, title) => {
    const { fake, old } = await forgotten(asked)
    const answer = await fake.replyTo(fake.message({ content: next, reference: old }))
    expect(titleOf(answer)).toMatch(title)
    expect(/\p{Script=Han}/u.test(textOf(answer))).toBe(/\p{Script=Han}/u.test(asked))
    expectWellBehaved(fake)
  })

  it('is asked anew in reply to an old answer that does not say it', async () => {
    const { fake, old } = await forgotten('what is a kv cache?')
    const next = fake.message({ content: 'and mistral 7b with 32k?', reference: old })
    expect(titleOf(await fake.replyTo(next))).toContain('Mistral-7B')
    expectWellBehaved(fake)
  })

  it('is known after a restart', async () => {
    const memory = openMemory()
    const before = await listeningBot({ store: memory.store() })
    await before.fake.replyTo(before.fake.message({ content: `${before.mention} ${first}` }))
    await before.stop()
    const { fake, mention } = await listeningBot({ fake: before.fake, store: memory.store() })
    expect(titleOf(await fake.replyTo(fake.message({ content: `${mention} and on a 3090?` })))).toContain('Llama-3.1-8B')
  })
})

describe('what a conversation remembers', () => {
  const question = parse('llama 3.1 70b q4_k_m 32k x4 on 2x rtx-4090 vllm, qlora, budget $500', { now: new Date(0), zone: 'UTC' })
  const ana = { channelId: '1', userId: 'ana' }

  it('comes back as it was', async () => {
    const conversations = createConversations('discord', openMemory().store())
    await conversations.remember(ana, question, '7')
    expect(await conversations.recall(ana)).toEqual(question)
    expect(await conversations.recallAnswer('7')).toEqual(question)
    expect(await conversations.recall({ channelId: '2', userId: 'ana' })).toBeUndefined()
  })

  it('needs no message of ours, and is not forgotten over what was no question', async () => {
    const conversations = createConversations('discord', openMemory().store())
    await conversations.remember(ana, question)
    await conversations.remember(ana, { ...question, intent: 'none' }, '8')
    expect(await conversations.recall(ana)).toEqual(question)
    expect(await conversations.recallAnswer('8')).toBeUndefined()
  })

  it('is nothing where another version has put what this one cannot read', async () => {
    const store = openMemory().store()
    await store.put(cacheKeys.conversation('discord', '1', 'ana'), { intent: 'dance' }, 60)
    expect(await createConversations('discord', store).recall(ana)).toBeUndefined()
  })

  it('is kept for a quarter of an hour', async () => {
    const kept: number[] = []
    const store: Store = { ...openMemory().store(), put: async (_, __, ttlSeconds) => void kept.push(ttlSeconds) }
    await createConversations('discord', store).remember(ana, question, '7')
    expect(kept).toEqual([900, 900])
  })
})

describeWithRedis('two processes on one Redis', () => {
  it('answer a message once, and either knows what the other was asked', async () => {
    const redis = await startRedis()
    const stores = [await openPatiently(redis.url), await openPatiently(redis.url)] as const
    try {
      const one = await listeningBot({ store: stores[0] })
      const other = await listeningBot({ fake: one.fake, store: stores[1] })
      const { fake, mention } = one
      for (let at = 0; at < 10; at++) await fake.replyTo(fake.message({ content: `${mention} ${first}` }))
      await one.stop()
      expect(fake.said()).toHaveLength(10)
      expect(titleOf(await fake.replyTo(fake.message({ content: `${mention} and on a 3090?` })))).toContain('Llama-3.1-8B')
      await other.stop()
      expect(fake.said()).toHaveLength(11)
    } finally {
      for (const store of stores) await store.close()
      await redis.remove()
    }
  })
})
