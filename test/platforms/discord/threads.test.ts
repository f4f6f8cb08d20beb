import { afterEach, describe, expect, it } from 'vitest'
import { buttonOf, expectWellBehaved, fakeWithCommands, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { permission } from '../../support/discord/permissions.ts'
import { openMemory } from '../../support/memory-store.ts'
import { buttonNamed, listeningBot, readableDiscord, textOf } from './listening-bot.ts'

afterEach(closeAll)

const question = 'can my 3060 12gb run qwen2.5 14b?'
const mayNot = (lines: readonly { msg: string }[]) => lines.filter(({ msg }) => msg.includes('may not write'))

describe('in a thread', () => {
  it('a mention is answered there, before and after the bot came', async () => {
    const fake = await readableDiscord()
    const old = fake.world.thread(fake.channel, 'old')
    const { mention } = await listeningBot({ fake })
    for (const channel of [old, fake.world.thread(fake.channel, 'new')]) {
      const answer = await fake.replyTo(fake.message({ channel, content: `${mention} ${question}` }))
      expect(answer.channel_id).toBe(channel.id)
      expect(titleOf(answer)).toContain('Qwen2.5-14B')
    }
    expect(fake.said()).toEqual([])
    expectWellBehaved(fake)
  })

  it('a question to nobody is answered where its channel is turned on, and "not now" holds there', async () => {
    const fake = await readableDiscord()
    const channel = fake.world.thread(fake.channel, 'which card')
    const { settled } = await listeningBot({ fake, channels: ['general'] })
    const answer = await fake.replyTo(fake.message({ channel, content: question }))
    await fake.button(answer, buttonOf(answer, 'Not now')).message()
    fake.message({ channel, content: question })
    await fake.replyTo(fake.message({ content: question }))
    await settled()
    expect(fake.said(channel)).toEqual([])
    expectWellBehaved(fake)
  })

  it('a question to nobody is left alone where its channel is not', async () => {
    const { fake, settled } = await listeningBot({ channels: ['elsewhere'] })
    const channel = fake.world.thread(fake.channel, 'elsewhere else')
    fake.message({ channel, content: question })
    await settled()
    expect(fake.said(channel)).toEqual([])
  })

  it('what was asked goes on, and is not mixed with what was asked in its channel', async () => {
    const { fake, mention } = await listeningBot()
    const channel = fake.world.thread(fake.channel, 'a talk')
    await fake.replyTo(fake.message({ channel, content: `${mention} llama 3.1 8b q8 on a 3060 12gb` }))
    await fake.replyTo(fake.message({ content: `${mention} mistral 7b q8 on a 3060 12gb` }))
    expect(titleOf(await fake.replyTo(fake.message({ channel, content: `${mention} and on a 3090?` })))).toContain('Llama-3.1-8B')
  })

  it('that was begun from an answer, what was asked there goes on, of a mention and of a command', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { mention } = await listeningBot({ fake })
    const answers = [
      await fake.replyTo(fake.message({ content: `${mention} llama 3.1 8b q8 on a 3060 12gb` })),
      await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b q8 on a 3060 12gb' } }).message(),
    ]
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    for (const from of answers) {
      const channel = fake.beginThread(from)
      expect(titleOf(await fake.replyTo(fake.message({ user: ben, channel, content: `${mention} and on a 3090?` })))).toMatch(
        /Llama-3\.1-8B.*3090/,
      )
    }
  })

  it('that was begun from an answer goes on after a busy hour, and in another process', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const memory = openMemory()
    const first = await listeningBot({ fake, store: memory.store() })
    const { mention } = first
    const answer = await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b q8 on a 3060 12gb' } }).message()
    const channel = fake.beginThread(answer)
    for (let at = 0; at < 8; at++) fake.message({ content: `so many people here: ${at}` })
    await fake.replyTo(fake.message({ content: `${mention} mistral 7b q8 on a 3060 12gb` }))
    const ask = async (name: string) => {
      const user = fake.world.user(name)
      fake.world.join(fake.guild, user)
      return titleOf(await fake.replyTo(fake.message({ user, channel, content: `${mention} and on a 3090?` })))
    }
    expect(await ask('ben')).toMatch(/Llama-3\.1-8B.*3090/)
    await first.stop()
    await listeningBot({ fake, store: memory.store() })
    expect(await ask('cem')).toMatch(/Llama-3\.1-8B.*3090/)
    expectWellBehaved(fake)
  })

  it('nothing is said without Send Messages in Threads, and the log says so once', async () => {
    const { fake, mention, lines, settled } = await listeningBot({ channels: ['general'] })
    fake.world.deny(fake.channel, permission.sendMessagesInThreads)
    const channel = fake.world.thread(fake.channel, 'closed')
    for (const content of [question, `${mention} ${question}`, `${mention} ${question}`]) fake.message({ channel, content })
    await fake.replyTo(fake.message({ content: `${mention} ${question}` }))
    await settled()
    expect(fake.said(channel)).toEqual([])
    expect(mayNot(lines)).toEqual([
      expect.objectContaining({ channel: channel.id, msg: expect.stringContaining('Send Messages in Threads') }),
    ])
    expectWellBehaved(fake)
  })

  it('it is enough to be allowed to write in threads', async () => {
    const { fake, mention } = await listeningBot()
    fake.world.deny(fake.channel, permission.sendMessages)
    const channel = fake.world.thread(fake.channel, 'open')
    await fake.replyTo(fake.message({ channel, content: `${mention} ${question}` }))
    expectWellBehaved(fake)
  })

  it('that is locked nothing is said, and in one that was archived again', async () => {
    const { fake, mention, settled, lines } = await listeningBot()
    const locked = fake.world.thread(fake.channel, 'locked', { isLocked: true })
    fake.message({ channel: locked, content: `${mention} ${question}` })
    const archived = fake.world.thread(fake.channel, 'archived', { isArchived: true })
    await fake.replyTo(fake.message({ channel: archived, content: `${mention} ${question}` }))
    await settled()
    expect(fake.said(locked)).toEqual([])
    expect(mayNot(lines)).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('that is locked or archived while the answer is made nothing breaks', async () => {
    const { fake, mention, settled, lines } = await listeningBot()
    const channel = fake.world.thread(fake.channel, 'a talk')
    const post = fake.faults.hold({ method: 'POST', path: `/channels/${channel.id}/` })
    fake.message({ channel, content: `${mention} ${question}` })
    await post.arrived
    fake.world.change(channel, { isLocked: true })
    post.release()
    await settled()
    expect(fake.said(channel)).toEqual([])
    expect(mayNot(lines)).toHaveLength(1)
  })

  it('Discord has told nothing of, a mention is answered', async () => {
    const { fake, mention } = await listeningBot()
    const channel = fake.world.thread(fake.channel, 'unheard of', { isArchived: true })
    channel.isArchived = false
    await fake.replyTo(fake.message({ channel, content: `${mention} ${question}` }))
    expectWellBehaved(fake)
  })
})

describe('in a channel of another kind', () => {
  it.each(['announcement', 'voice', 'stage'] as const)('%s: a mention is answered, and what is turned on too', async (kind) => {
    const fake = await readableDiscord()
    const channel = fake.world.channel(fake.guild, 'special', kind)
    const { mention } = await listeningBot({ fake, channels: [channel.id] })
    expect(titleOf(await fake.replyTo(fake.message({ channel, content: `${mention} ${question}` })))).toContain('Qwen2.5-14B')
    const unasked = await fake.replyTo(fake.message({ channel, content: question }))
    expect(buttonNamed(unasked, 'Not now')).toBeDefined()
    expectWellBehaved(fake)
  })

  it('forum: a post is answered in, and a forum can be turned on', async () => {
    const fake = await readableDiscord()
    const forum = fake.world.channel(fake.guild, 'help', 'forum')
    const { mention } = await listeningBot({ fake, channels: ['help'] })
    const channel = fake.world.thread(forum, 'my first card')
    expect(textOf(await fake.replyTo(fake.message({ channel, content: `${mention} ${question}` })))).toContain('12')
    await fake.replyTo(fake.message({ channel, content: question }))
    expectWellBehaved(fake)
  })
})
