import { afterEach, describe, expect, it } from 'vitest'
import { recordKeys } from '../../../src/storage/keys.ts'
import { fakeWithCommands, firstButton, longQuestion, startBot, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { lateBot } from '../../support/discord/late-bot.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const callback = '/callback'

/** Discord takes something, and its answer is not heard. */
const unheard: readonly (readonly [string, (fake: FakeDiscord, path: string) => void])[] = [
  ['the connection ends', (fake, path) => fake.faults.unheard('ended', { path })],
  ['the connection breaks', (fake, path) => fake.faults.unheard('broken', { path })],
  ['it breaks three times', (fake, path) => fake.faults.unheard('broken', { path, times: 3 })],
  ['a gateway says 503', (fake, path) => fake.faults.unheard(503, { path })],
]

describe.each(unheard)('where Discord has heard it and %s', (_, happens) => {
  it('a promise is kept', async () => {
    const { fake, store, release, lines } = await lateBot()
    happens(fake, callback)
    const asked = fake.slash(longQuestion)
    expect((await asked.response()).type).toBe(5)
    release()
    expect(textOf(await asked.message())).toContain('Llama')
    await eventually('nothing is left', async () => (await store.listRecords(recordKeys.allUnfinished('discord'))).length === 0)
    expect(asked.followups).toEqual([])
    expect(lines.filter(({ msg }) => msg === 'an answer did not reach Discord')).toEqual([])
  })

  it('a promise to change a message is kept', async () => {
    const { fake, hold, release } = await lateBot()
    const asked = fake.slash(longQuestion)
    release()
    const message = await asked.message()
    hold()
    happens(fake, callback)
    const pressed = fake.button(message, firstButton(message))
    expect((await pressed.response()).type).toBe(6)
    release()
    expect((await pressed.message((one) => titleOf(one) !== titleOf(message))).id).toBe(message.id)
  })

  it('an answer stands once, and nobody is warned', async () => {
    const { fake, release, lines } = await lateBot()
    release()
    happens(fake, callback)
    const asked = fake.slash({ name: 'help' })
    await asked.message()
    expect(fake.said()).toHaveLength(1)
    expect(lines.filter(({ msg }) => msg === 'an answer did not reach Discord')).toEqual([])
  })
})

describe('where something between answers in the place of Discord', () => {
  const pages = [
    ['that it is blocked', { status: 403 }],
    ['that it asks too much', { status: 429, retryAfter: 3600 }],
    ['that Discord does not answer', { status: 502, times: 4 }],
  ] as const
  const isTold = ({ msg }: { readonly msg: string }) => msg.includes('did not reach Discord')

  it.each(pages)('a command, %s: one line says so in short, and the next is answered', async (_, page) => {
    const fake = await fakeWithCommands()
    const { next, lines } = await startBot(fake)
    fake.faults.page({ ...page, path: callback })
    const lost = fake.slash({ name: 'help' })
    expect(await next('an answer did not reach Discord')).toMatchObject({ level: 'warn', interaction: lost.id })
    expect(titleOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
    expect(lines.filter(isTold)).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain(lost.live.token)
    expect(JSON.stringify(lines)).not.toContain('<html>')
  })

  it.each(pages)('a message, %s: one line says so in short, and the next is answered', async (_, page) => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { next, lines } = await startBot(fake)
    const asked = { content: `<@${fake.world.bot.id}> 7b fp16` }
    fake.faults.page({ ...page, method: 'POST', path: '/messages' })
    fake.message(asked)
    expect(await next('a message did not reach Discord')).toMatchObject({ level: 'warn', channel: fake.channel.id })
    const elsewhere = fake.world.channel(fake.guild, 'elsewhere')
    expect(titleOf(await fake.replyTo(fake.message({ ...asked, channel: elsewhere })))).toContain('7B')
    expect(lines.filter(isTold)).toHaveLength(1)
    expect(JSON.stringify(lines)).not.toContain('<html>')
  })
})

describe('where Discord asks to wait for longer than it waits itself', () => {
  it('a first answer is given up, the log says so, and a stop does not wait for it', async () => {
    const fake = await fakeWithCommands()
    const { next, running } = await startBot(fake)
    fake.faults.rateLimit({ retryAfter: 3600, path: callback })
    const lost = fake.slash({ name: 'help' })
    expect(await next('an answer did not reach Discord')).toMatchObject({ interaction: lost.id, reason: expect.stringContaining('3600 s') })
    await running.stop()
  })

  it('everybody, the next question is tried again', async () => {
    const fake = await fakeWithCommands()
    const { next } = await startBot(fake)
    fake.faults.rateLimit({ retryAfter: 3600, global: true, path: callback })
    fake.slash({ name: 'help' })
    await next('an answer did not reach Discord')
    expect(textOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
  })

  it('a message in a channel is given up as well', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { lines, running } = await startBot(fake)
    fake.faults.rateLimit({ retryAfter: 3600, path: '/messages' })
    fake.message({ content: `<@${fake.world.bot.id}> 7b fp16` })
    await eventually('it is said', () => lines.some(({ reason }) => String(reason).includes('3600 s')))
    await running.stop()
  })
})
