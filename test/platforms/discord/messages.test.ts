import { afterEach, describe, expect, it } from 'vitest'
import { partsOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { permission } from '../../support/discord/permissions.ts'
import { openMemory } from '../../support/memory-store.ts'
import { listeningBot, textOf } from './listening-bot.ts'

afterEach(closeAll)

describe('a message that is for the bot', () => {
  it('is answered as a reply that wakes nobody', async () => {
    const { fake, mention } = await listeningBot()
    const asked = fake.message({ content: `${mention} can I run llama 3.1 70b q4_k_m on 2x3090?` })
    const answer = await fake.replyTo(asked)
    expect(titleOf(answer)).toContain('Llama-3.1-70B')
    expect(fake.pinging).toEqual([])
    expect(fake.refusals).toEqual([])
  })

  it('is answered without the privilege to read all messages', async () => {
    const { fake, mention } = await listeningBot({ fake: await start() })
    expect(titleOf(await fake.replyTo(fake.message({ content: `70b int4 on a 4090 ${mention}` })))).toContain('70B')
  })

  it('is answered in the language it is asked in', async () => {
    const { fake, mention } = await listeningBot()
    expect(textOf(await fake.replyTo(fake.message({ content: `${mention} 4090能跑32b int4吗` })))).toMatch(/显存|放得下|能/)
  })

  it('that says nothing is told what can be asked, in short', async () => {
    const { fake, mention } = await listeningBot()
    const help = await fake.replyTo(fake.message({ content: mention }))
    expect(textOf(help)).toContain('fit')
    expect(partsOf(help).length).toBeGreaterThan(2)
    expect(textOf(help).length).toBeLessThan(1500)
  })

  it('and says nothing in reply to somebody asks what they said', async () => {
    const { fake, mention } = await listeningBot()
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    const said = fake.message({ user: ben, content: 'does mistral 7b fit on a 3060 12gb' })
    expect(titleOf(await fake.replyTo(fake.message({ content: mention, reference: said })))).toContain('Mistral-7B')
  })

  it('says what was wrong with what cannot be answered', async () => {
    const { fake, mention } = await listeningBot()
    expect(textOf(await fake.replyTo(fake.message({ content: `${mention} can I run a 7b on an rtx 9999?` })))).toContain('9999')
  })

  it('is any in a direct message', async () => {
    const { fake } = await listeningBot({ fake: await start() })
    const asked = fake.message({ channel: fake.world.dm(fake.user), content: '7b fp16' })
    expect(titleOf(await fake.replyTo(asked))).toContain('7B')
  })

  it('is a reply to one of its answers, and thanks are no question', async () => {
    const { fake, mention, settled } = await listeningBot()
    const first = await fake.replyTo(fake.message({ content: `${mention} llama 3.1 8b q8 on a 3060 12gb` }))
    fake.message({ content: 'thanks!', reference: first })
    const next = await fake.replyTo(fake.message({ content: 'and with 32k?', reference: first }))
    expect(textOf(next)).toContain('32k')
    expect(await settled()).toHaveLength(2)
  })

  it.each(['in a direct message', 'with a mention'])('is none where somebody is content with an answer, %s', async (where) => {
    const { fake, mention, settled } = await listeningBot()
    const dm = where === 'in a direct message'
    const channel = dm ? fake.world.dm(fake.user) : fake.channel
    const write = (content: string) => fake.message({ channel, content: dm ? content : `${mention} ${content}` })
    await fake.replyTo(write('thanks'))
    await fake.replyTo(write('llama 3.1 8b q8 on a 3060 12gb'))
    for (const content of ['thanks!', 'ok cool 👍', '好的，谢谢']) write(content)
    for (const content of ['hello', 'tell me about it', 'and frobnicate?']) await fake.replyTo(write(content))
    await settled()
    expect(fake.said(channel)).toHaveLength(5)
  })

  it('may name its role, which many pick in place of its name', async () => {
    const { fake } = await listeningBot()
    const [role] = fake.guild.members.get(fake.world.bot.id)?.roles ?? []
    expect(titleOf(await fake.replyTo(fake.message({ content: `<@&${role}> 70b int4 on a 4090` })))).toContain('70B')
  })

  it('is what somebody forwards to it', async () => {
    const { fake } = await listeningBot()
    const forwarded = fake.message({ content: 'does mistral 7b fit on a 3060 12gb' })
    expect(titleOf(await fake.replyTo(fake.message({ channel: fake.world.dm(fake.user), forwarded })))).toContain('Mistral-7B')
  })

  it('shows nothing but a file is told what can be asked', async () => {
    const { fake, mention } = await listeningBot()
    for (const asked of [
      fake.message({ content: mention, file: 'log.txt' }),
      fake.message({ channel: fake.world.dm(fake.user), file: 'log.txt' }),
    ])
      expect(partsOf(await fake.replyTo(asked)).length).toBeGreaterThan(2)
  })

  it('is answered while the storage is away', async () => {
    const memory = openMemory()
    const { fake, mention } = await listeningBot({ store: memory.store() })
    memory.leave()
    expect(titleOf(await fake.replyTo(fake.message({ content: `${mention} 13b q4 on a 3060` })))).toContain('13B')
  })
})

describe('a message that is for nobody here', () => {
  const question = 'can my 3060 12gb run qwen2.5 14b?'
  const other = (fake: FakeDiscord) => {
    const user = fake.world.user('other-bot', { bot: true })
    fake.world.join(fake.guild, user)
    return user
  }

  it.each<[string, (fake: FakeDiscord) => Parameters<FakeDiscord['message']>[0]]>([
    ['of a program', (fake) => ({ user: other(fake) })],
    ['of a webhook', () => ({ as: { webhook_id: '123456789012345678' } })],
    ['that is published from elsewhere', () => ({ as: { webhook_id: '123456789012345678', flags: 2 } })],
    ['by Discord: a thread was begun and is named so', () => ({ as: { type: 18 } })],
    ['by Discord: somebody joined', () => ({ as: { type: 7 } })],
    ['by Discord: a message was pinned', () => ({ as: { type: 6 } })],
    ['by Discord: where a thread began', () => ({ as: { type: 21 } })],
  ])('%s is left alone, a mention and a question to nobody', async (_, made) => {
    const { fake, mention, settled } = await listeningBot({ channels: ['general'] })
    for (const content of [`${mention} ${question}`, question]) fake.message({ ...made(fake), content })
    expect(await settled()).toEqual([])
  })

  it('of its own is left alone', async () => {
    const { fake, mention, settled } = await listeningBot({ channels: ['general'] })
    for (const content of [`${mention} ${question}`, question]) fake.message({ user: fake.world.bot, content })
    // What it said itself is all there is.
    expect((await settled()).map(({ content }) => content)).toEqual([`${mention} ${question}`, question])
  })

  it('that is a file, a reply to somebody else, or names a role is left alone', async () => {
    const { fake, settled } = await listeningBot({ channels: ['general'] })
    fake.message({ file: 'can-i-run-llama-70b.png' })
    fake.message({ forwarded: fake.message({ content: question, as: { webhook_id: '123456789012345678' } }) })
    fake.message({ content: question, reference: fake.message({ content: 'just got here' }) })
    fake.message({ content: `<@&${fake.guild.id}> ${question}` })
    expect(await settled()).toEqual([])
  })

  it('that is published to other servers changes nothing', async () => {
    const { fake, mention, settled } = await listeningBot()
    const channel = fake.world.channel(fake.guild, 'news', 'announcement')
    const asked = fake.message({ channel, content: `${mention} ${question}` })
    await fake.replyTo(asked)
    fake.gateway.dispatchMessage('MESSAGE_UPDATE', { ...asked, flags: 1 }, channel)
    await settled()
    expect(fake.said(channel).map(({ edited_timestamp }) => edited_timestamp)).toEqual([null])
  })
})

describe('where the bot may not do all', () => {
  it('nothing is said without the right to, and the log says so once', async () => {
    const { fake, mention, lines, settled } = await listeningBot()
    fake.world.deny(fake.channel, permission.sendMessages)
    for (let at = 0; at < 3; at++) fake.message({ content: `${mention} 7b fp16` })
    expect(await settled()).toEqual([])
    expect(lines.filter(({ msg }) => msg.includes('may not write'))).toHaveLength(1)
    expect(fake.refusals).toEqual([])
  })

  it('nothing breaks where the channel is closed to it while the answer is made', async () => {
    const { fake, mention, lines, settled } = await listeningBot()
    for (const denied of [permission.viewChannel, permission.sendMessages]) {
      const channel = fake.world.channel(fake.guild, 'closing')
      const post = fake.faults.hold({ method: 'POST', path: `/channels/${channel.id}/` })
      fake.message({ channel, content: `${mention} 7b fp16` })
      await post.arrived
      fake.world.deny(channel, denied)
      post.release()
    }
    await settled()
    expect(fake.refusals.map(({ code }) => code)).toEqual([50001, 50013])
    expect(lines.filter(({ msg }) => msg.includes('may not write'))).toHaveLength(2)
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('the answer is text where embeds are not allowed', async () => {
    const { fake, mention } = await listeningBot()
    fake.world.deny(fake.channel, permission.embedLinks)
    const answer = await fake.replyTo(fake.message({ content: `${mention} llama 3.1 70b q4_k_m on 2x3090` }))
    expect(answer.embeds).toEqual([])
    expect(answer.content).toContain('**')
    expect(answer.content).toContain('Llama-3.1-70B')
    expect(answer.content.length).toBeLessThanOrEqual(2000)
    expect(answer.content.split('```').length % 2).toBe(1)
  })

  it('it is no reply where history cannot be read', async () => {
    const { fake, mention } = await listeningBot()
    fake.world.deny(fake.channel, permission.readMessageHistory)
    fake.message({ content: `${mention} 7b fp16` })
    const answer = await fake.nextSaid()
    expect(answer.message_reference).toBeUndefined()
    expect(fake.refusals).toEqual([])
  })

  it('a chart is left out where files are not allowed', async () => {
    const { fake, mention } = await listeningBot()
    const question = `${mention} compare rtx 3090 and rtx 4090 for llama 3.1 8b q8`
    expect((await fake.replyTo(fake.message({ content: question }))).attachments).toHaveLength(1)
    fake.world.deny(fake.channel, permission.attachFiles)
    expect((await fake.replyTo(fake.message({ content: question }))).attachments).toEqual([])
    expect(fake.refusals).toEqual([])
  })
})
