import { afterEach, describe, expect, it } from 'vitest'
import { buttonOf, expectWellBehaved, fakeWithCommands, partsOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { openMemory } from '../../support/memory-store.ts'
import { listeningBot, textOf } from './listening-bot.ts'

afterEach(closeAll)

const first = { name: 'fit', options: { text: 'llama 3.1 8b q8 on a 3060 12gb' } }

async function askedBySlash(options: Readonly<Record<string, string | boolean>> = {}) {
  const fake = await fakeWithCommands({ granted: ['messageContent'] })
  const memory = openMemory()
  const bot = await listeningBot({ fake, store: memory.store() })
  const answer = await fake.slash({ ...first, options: { ...first.options, ...options } }).message()
  return { ...bot, memory, answer }
}

describe('what continues an answer to a command', () => {
  it('keeps the rest, in the channel it was given in', async () => {
    const { fake, mention } = await askedBySlash()
    const next = await fake.replyTo(fake.message({ content: `${mention} and on a 3090?` }))
    expect(titleOf(next)).toMatch(/Llama-3\.1-8B.*3090/)
    expectWellBehaved(fake)
  })

  it('keeps it where only the asker saw the answer', async () => {
    const { fake, mention } = await askedBySlash({ private: true })
    expect(titleOf(await fake.replyTo(fake.message({ content: `${mention} and on a 3090?` })))).toContain('Llama-3.1-8B')
  })

  it('may be somebody else’s, who replies to it, also after a restart', async () => {
    const { fake, memory, answer, stop } = await askedBySlash()
    await stop()
    await listeningBot({ fake, store: memory.store() })
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    expect(titleOf(await fake.replyTo(fake.message({ user: ben, content: 'and on a 4090?', reference: answer })))).toMatch(
      /Llama-3\.1-8B.*4090/,
    )
  })

  it('is the job that a comparison shows, when nothing else is remembered of it', async () => {
    const { fake, memory, answer } = await askedBySlash()
    const compared = await fake.button(answer, buttonOf(answer, 'Compare')).message()
    memory.empty()
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    expect(titleOf(await fake.replyTo(fake.message({ user: ben, content: 'and on a 4090?', reference: compared })))).toMatch(
      /Llama-3\.1-8B.*4090/,
    )
  })

  it('goes on with what the message shows after a press', async () => {
    const { fake, answer } = await askedBySlash()
    const context = partsOf(answer).find(({ custom_id }) => custom_id === 'h1:pick:context')
    const longest = context?.options?.at(-1)
    const [length] = /\d+k/.exec(longest?.label ?? '') ?? []
    if (longest === undefined || length === undefined) throw new Error('no other context')
    expect(textOf(answer)).not.toContain(`user at ${length}`)
    const pressed = await fake.select(answer, 'h1:pick:context', [longest.value]).message()
    const next = await fake.replyTo(fake.message({ content: 'and on a 4090?', reference: pressed }))
    expect(titleOf(next)).toMatch(/Llama-3\.1-8B.*4090/)
    expect(textOf(next)).toContain(`user at ${length}`)
  })
})
