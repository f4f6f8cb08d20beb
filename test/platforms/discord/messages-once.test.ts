import { afterEach, describe, expect, it } from 'vitest'
import { usualLimits } from '../../../src/platforms/discord/use-limits.ts'
import { expectWellBehaved, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { openMemory } from '../../support/memory-store.ts'
import { listeningBot, type readableDiscord } from './listening-bot.ts'

afterEach(closeAll)

const question = 'can my 3060 12gb run qwen2.5 14b?'
const posting = { method: 'POST', path: /^\/channels\/\d+\/messages$/ }

describe('one question has one answer', () => {
  it.each(['asked', 'unasked'])('when Discord tells of it again, %s', async (how) => {
    const { fake, mention, settled } = await listeningBot({ channels: ['general'] })
    const asked = fake.message({ content: how === 'asked' ? `${mention} ${question}` : question })
    fake.tellAgain(asked)
    await fake.replyTo(asked)
    // By then the client has forgotten that it knew the message.
    for (let at = 0; at < 6; at++) fake.message({ content: 'nice weather' })
    // And Discord the nonce.
    fake.clock.advance(6 * 60_000)
    fake.tellAgain(asked)
    expect(await settled()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('when Discord tells of it again after a lost connection', async () => {
    const { fake, mention, settled } = await listeningBot()
    const asked = fake.message({ content: `${mention} ${question}` })
    await fake.replyTo(asked)
    fake.gateway.disconnect(4000)
    fake.tellAgain(asked)
    await fake.gateway.changes.until(
      'a resumed session',
      () => fake.gateway.counts.resumes > 0 || undefined,
      () => 'there is none',
    )
    expect(await settled()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('of two processes that both hear it while the storage is away', async () => {
    const memory = openMemory()
    const one = await listeningBot({ store: memory.store() })
    const other = await listeningBot({ fake: one.fake, store: memory.store() })
    memory.leave()
    await one.fake.replyTo(one.fake.message({ content: `${one.mention} ${question}` }))
    await other.settled()
    await one.stop()
    expect(one.fake.said()).toHaveLength(1)
    expectWellBehaved(one.fake)
  })

  it('of two processes, and an edit changes it once', async () => {
    const memory = openMemory()
    const one = await listeningBot({ store: memory.store() })
    const other = await listeningBot({ fake: one.fake, store: memory.store() })
    const { fake, mention } = one
    const asked = fake.message({ content: `${mention} 7b fp16` })
    await fake.replyTo(asked)
    fake.editMessage(asked, `${mention} 13b fp16`)
    await fake.replyTo(asked, (reply) => titleOf(reply).includes('13B'))
    await other.settled()
    await one.stop()
    expect(fake.said()).toHaveLength(1)
    expect(fake.requests.filter(({ path }) => path.startsWith(`/channels/${fake.channel.id}/`)).map(({ method }) => method)).toEqual([
      'POST',
      'PATCH',
    ])
    expectWellBehaved(fake)
  })
})

describe('an answer on its way', () => {
  it.each([
    ['waits where Discord asks to', (fake) => fake.faults.rateLimit({ ...posting, retryAfter: 0.01 })],
    ['waits where Discord asks the whole bot to', (fake) => fake.faults.rateLimit({ ...posting, retryAfter: 0.01, global: true })],
    ['is sent again where Discord failed', (fake) => fake.faults.fail({ ...posting, status: 502, times: 2 })],
    ['is sent again where the connection broke', (fake) => fake.faults.reset(posting)],
  ] satisfies [string, (fake: Awaited<ReturnType<typeof readableDiscord>>) => void][])('%s, and is there once', async (_, happen) => {
    const { fake, mention, settled, lines } = await listeningBot()
    happen(fake)
    await fake.replyTo(fake.message({ content: `${mention} ${question}` }))
    expect(await settled()).toHaveLength(1)
    expect(lines.filter(({ msg }) => msg.includes('did not reach'))).toEqual([])
  })

  it.each(['ended', 'broken', 503] as const)('that Discord took while its word of that was lost (%s) is there once', async (how) => {
    const { fake, mention, settled } = await listeningBot()
    fake.faults.unheard(how, posting)
    await fake.replyTo(fake.message({ content: `${mention} ${question}` }))
    expect(await settled()).toHaveLength(1)
  })

  it.each([
    ['is lost', (fake) => fake.gateway.disconnect(4000)],
    ['breaks', (fake) => fake.gateway.drop()],
    ['is begun anew', (fake) => fake.gateway.invalidate(false)],
  ] satisfies [string, (fake: Awaited<ReturnType<typeof readableDiscord>>) => void][])(
    'arrives though the connection %s meanwhile, and so does what was said then',
    async (_, happen) => {
      const { fake, mention } = await listeningBot()
      const post = fake.faults.hold(posting)
      const asked = fake.message({ content: `${mention} ${question}` })
      await post.arrived
      happen(fake)
      post.release()
      await fake.replyTo(asked)
      expect(fake.said()).toHaveLength(1)
      expectWellBehaved(fake)
    },
  )
})

describe('two questions of one person, one right after the other', () => {
  it('have an answer each, and the second goes on with the first', async () => {
    const { fake, mention, settled } = await listeningBot()
    const first = fake.message({ content: `${mention} llama 3.1 8b q8 on a 3060 12gb` })
    const second = fake.message({ content: `${mention} and on a 3090?` })
    expect(titleOf(await fake.replyTo(second))).toMatch(/Llama-3\.1-8B.*3090/)
    expect(titleOf(await fake.replyTo(first))).toContain('3060')
    expect(await settled()).toHaveLength(2)
  })

  it('do not make others wait', async () => {
    const { fake, mention } = await listeningBot()
    const dm = fake.world.dm(fake.user)
    const post = fake.faults.hold({ method: 'POST', path: `/channels/${fake.channel.id}/messages` })
    const asked = fake.message({ content: `${mention} 7b fp16` })
    await post.arrived
    await fake.replyTo(fake.message({ channel: dm, content: '13b fp16' }))
    post.release()
    await fake.replyTo(asked)
  })
})

describe('whoever asks too much', () => {
  const limits = { ...usualLimits, person: { questions: 2, seconds: 60 } }

  it('is told once in a minute, however they ask, and is answered again in the next one', async () => {
    const store = openMemory().store()
    const { fake, mention, settled } = await listeningBot({ store, limits, channels: ['general'] })
    const answer = await fake.replyTo(fake.message({ content: `${mention} 7b fp16` }))
    fake.message({ content: question })
    for (const content of [`${mention} 7b fp16`, `${mention} ${question}`]) fake.message({ content })
    fake.message({ content: 'and with 32k?', reference: answer })
    const words = (await settled()).map(({ content }) => content)
    expect(words).toEqual(['', '', expect.stringMatching(/again in \d+ s/)])
    fake.clock.advance(60_000)
    await listeningBot({ fake, store, limits })
    expect(textOf(await fake.replyTo(fake.message({ content: `${mention} 13b fp16` })))).toContain('13B')
    expectWellBehaved(fake)
  })

  it('unasked, is told nothing', async () => {
    const { fake, settled } = await listeningBot({ limits, channels: ['general'] })
    for (let at = 0; at < 5; at++) fake.message({ content: question })
    const said = await settled()
    expect(said).toHaveLength(2)
    expect(said.every(({ content }) => content === '')).toBe(true)
  })
})
