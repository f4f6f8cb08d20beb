import { afterEach, describe, expect, it } from 'vitest'
import { buttonOf, expectWellBehaved, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { openMemory } from '../../support/memory-store.ts'
import { buttonNamed, listeningBot, textOf } from './listening-bot.ts'

afterEach(closeAll)

const question = 'can my 3060 12gb run qwen2.5 14b?'
const posting = { method: 'POST', path: /^\/channels\/\d+\/messages$/ }

describe('an edited question', () => {
  it('changes its answer', async () => {
    const { fake, mention, settled } = await listeningBot()
    const asked = fake.message({ content: `${mention} llama 3.1 8b q8 on a 3060 12gb` })
    const answer = await fake.replyTo(asked)
    fake.editMessage(asked, `${mention} llama 3.1 70b q8 on a 3060 12gb`)
    const changed = await fake.replyTo(asked, (reply) => titleOf(reply).includes('70B'))
    expect(changed.id).toBe(answer.id)
    expect(await settled()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('changes its answer though it was still on its way, and as often as it is edited', async () => {
    const { fake, mention, settled } = await listeningBot()
    const post = fake.faults.hold(posting)
    const asked = fake.message({ content: `${mention} 7b fp16` })
    await post.arrived
    fake.editMessage(asked, `${mention} 13b fp16`)
    fake.clock.advance(1000)
    fake.editMessage(asked, `${mention} 34b fp16`)
    post.release()
    await fake.replyTo(asked, (reply) => titleOf(reply).includes('34B'))
    expect((await settled()).map(titleOf)).toEqual([expect.stringContaining('34B')])
    expectWellBehaved(fake)
  })

  it('changes its answer though much was said since', async () => {
    const { fake, mention } = await listeningBot()
    const asked = fake.message({ content: `${mention} 7b fp16` })
    await fake.replyTo(asked)
    for (let index = 0; index < 8; index++) fake.message({ content: `so they say, ${index}` })
    fake.editMessage(asked, `${mention} 34b fp16`)
    await fake.replyTo(asked, (reply) => titleOf(reply).includes('34B'))
    expectWellBehaved(fake)
  })

  it('is what a follow-up goes on with, and goes on itself with what was said before it', async () => {
    const { fake, mention } = await listeningBot()
    await fake.replyTo(fake.message({ content: `${mention} llama 3.1 8b q8 on a 3060 12gb` }))
    const next = fake.message({ content: `${mention} and on a 3090?` })
    await fake.replyTo(next)
    fake.editMessage(next, `${mention} and on a 4090?`)
    expect(titleOf(await fake.replyTo(next, (reply) => titleOf(reply).includes('4090')))).toContain('Llama-3.1-8B')
    expect(textOf(await fake.replyTo(fake.message({ content: `${mention} and with 32k?` })))).toMatch(/4090[\s\S]*32k/)
  })

  it('of a channel is left as it was answered, until it is put to the bot', async () => {
    const { fake, mention, settled } = await listeningBot({ channels: ['general'] })
    const asked = fake.message({ content: question })
    const first = await fake.replyTo(asked)
    fake.editMessage(asked, 'can my 3060 12gb run mistral 7b?')
    fake.editMessage(asked, `${mention} can my 3060 12gb run llama 3.1 8b?`)
    const changed = await fake.replyTo(asked, (reply) => titleOf(reply) !== titleOf(first))
    expect(titleOf(changed)).toContain('Llama-3.1-8B')
    expect(buttonNamed(changed, 'Not now')).toBeUndefined()
    expect(await settled()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('changes nothing where its words are the same, where it was not answered, and for others', async () => {
    const { fake, mention, settled } = await listeningBot()
    const asked = fake.message({ content: `${mention} 7b fp16` })
    await fake.replyTo(asked)
    fake.editMessage(asked, `${mention}  7b fp16`)
    fake.editMessage(fake.message({ content: 'hi all' }), `${mention} 13b fp16`)
    const said = await settled()
    expect(said).toHaveLength(1)
    expect(said[0]?.edited_timestamp).toBeNull()
  })

  it('keeps its answer where it cannot be changed any more', async () => {
    const { fake, mention, settled, lines } = await listeningBot()
    const asked = fake.message({ content: `${mention} 7b fp16` })
    const answer = await fake.replyTo(asked)
    fake.deleteMessage(answer)
    fake.editMessage(asked, `${mention} 13b fp16`)
    expect(await settled()).toEqual([])
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('a deleted question', () => {
  it('keeps its answer where the bot was asked', async () => {
    const { fake, mention, settled } = await listeningBot()
    const asked = fake.message({ content: `${mention} 7b fp16` })
    await fake.replyTo(asked)
    fake.deleteMessage(asked)
    expect(await settled()).toHaveLength(1)
  })

  it('has its answer beside nothing where it was still on its way, and nobody is woken', async () => {
    const { fake, mention, settled, lines } = await listeningBot()
    const post = fake.faults.hold(posting)
    const asked = fake.message({ content: `${mention} 7b fp16` })
    await post.arrived
    fake.deleteMessage(asked)
    post.release()
    const [answer, ...more] = await settled()
    expect(answer?.message_reference).toBeUndefined()
    expect(more).toEqual([])
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    expectWellBehaved(fake)
  })

  it('takes an answer along that nobody asked for, once, whoever of two processes gave it', async () => {
    const memory = openMemory()
    const one = await listeningBot({ store: memory.store(), channels: ['general'] })
    const other = await listeningBot({ fake: one.fake, store: memory.store() })
    const { fake } = one
    const asked = fake.message({ content: question })
    await fake.replyTo(asked)
    await other.stop()
    fake.deleteMessage(asked)
    expect(await one.settled()).toEqual([])
    expectWellBehaved(fake)
  })

  it('takes it along though it was still on its way', async () => {
    const { fake, settled } = await listeningBot({ channels: ['general'] })
    const post = fake.faults.hold(posting)
    const asked = fake.message({ content: question })
    await post.arrived
    fake.deleteMessage(asked)
    post.release()
    expect(await settled()).toEqual([])
    expectWellBehaved(fake)
  })

  it('takes it along when a moderator clears away many at once', async () => {
    const { fake, mention, settled, lines } = await listeningBot({ channels: ['general'] })
    const [unasked, chatter, asked] = [
      fake.message({ content: question }),
      fake.message({ content: 'me too' }),
      fake.message({ content: `${mention} 7b fp16` }),
    ]
    await fake.replyTo(unasked)
    const kept = await fake.replyTo(asked)
    fake.purge(fake.channel, [unasked, chatter, asked])
    expect((await settled()).map(({ id }) => id)).toEqual([kept.id])
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    expectWellBehaved(fake)
  })

  it('takes nothing along that "not now" has taken away before', async () => {
    const { fake, settled } = await listeningBot({ channels: ['general'] })
    const asked = fake.message({ content: question })
    const answer = await fake.replyTo(asked)
    await fake.button(answer, buttonOf(answer, 'Not now')).message()
    fake.deleteMessage(asked)
    expect(await settled()).toEqual([])
  })
})
