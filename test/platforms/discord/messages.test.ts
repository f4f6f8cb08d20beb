import { afterEach, describe, expect, it } from 'vitest'
import { usualLimits } from '../../../src/platforms/discord/use-limits.ts'
import { partsOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
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

  it('of a program, a webhook or itself is not', async () => {
    const { fake, mention, settled } = await listeningBot()
    const other = fake.world.user('other-bot', { bot: true })
    fake.world.join(fake.guild, other)
    fake.message({ user: other, content: `${mention} 70b int4 on a 4090?` })
    fake.message({ as: { webhook_id: '123456789012345678' }, content: `${mention} 70b int4 on a 4090?` })
    fake.message({ user: fake.world.bot, content: `${mention} 70b int4 on a 4090?` })
    // What it said itself is all there is.
    expect(await settled()).toEqual([expect.objectContaining({ content: `${mention} 70b int4 on a 4090?` })])
  })

  it('is answered by one of two processes', async () => {
    const memory = openMemory()
    const one = await listeningBot({ store: memory.store() })
    const other = await listeningBot({ fake: one.fake, store: memory.store() })
    const asked = one.fake.message({ content: `${one.mention} 13b q4 on a 3060` })
    await one.fake.replyTo(asked)
    await one.settled()
    await other.stop()
    expect(one.fake.said()).toHaveLength(1)
  })

  it('is answered while the storage is away', async () => {
    const memory = openMemory()
    const { fake, mention } = await listeningBot({ store: memory.store() })
    memory.leave()
    expect(titleOf(await fake.replyTo(fake.message({ content: `${mention} 13b q4 on a 3060` })))).toContain('13B')
  })

  it('is told once that there were too many', async () => {
    const limits = { ...usualLimits, person: { questions: 1, seconds: 60 } }
    const { fake, mention, settled } = await listeningBot({ limits, now: () => 1_790_000_000_000 })
    for (let at = 0; at < 4; at++) fake.message({ content: `${mention} 7b fp16` })
    const said = await settled()
    expect(said.map(({ content }) => content).sort()).toEqual(['', expect.stringMatching(/again in \d+ s/)])
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
