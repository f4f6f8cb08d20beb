import type { APIMessage, Message, REST } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from '../../../src/operations/log.ts'
import { respondTo, suggest } from '../../../src/platforms/discord/interactions-respond.ts'
import { Unsendable } from '../../../src/platforms/discord/limits.ts'
import { createSender } from '../../../src/platforms/discord/messages-send.ts'
import { ephemeral, type Outgoing, textMessage } from '../../../src/platforms/discord/payload.ts'
import { createPostQueue } from '../../../src/platforms/discord/post-queue.ts'
import { type Bot, buttonOf, fakeWithCommands, firstButton, isEphemeral, startBot, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { promisedAndGone } from '../../support/discord/late-bot.ts'
import { permission } from '../../support/discord/permissions.ts'
import { listeningBot, readableDiscord } from './listening-bot.ts'

afterEach(closeAll)

describe('what Discord would refuse', () => {
  const message = { payload: textMessage('x'.repeat(2001)), files: [] }
  const asked = { id: '123456789012345678', channelId: '123456789012345679' } as Message
  const everything = { send: true, embed: true, reply: true, attach: true }
  const asking = { id: 'id', token: 'token', applicationId: 'application' }

  it('is sent in none of the ways there are', async () => {
    const sent: unknown[] = []
    const send = async (route: string) => sent.push(route)
    const rest = { post: send, patch: send } as unknown as REST
    const to = respondTo(rest, asking)
    const sender = createSender(rest, createPostQueue(), createLog({ level: 'fatal', secrets: [], write: () => undefined }), () => 0)
    const ways = [
      () => to.reply(message),
      () => to.update(message),
      () => to.edit(message),
      () => to.followUp(message),
      () => sender.reply(asked, message, everything, 'asked'),
      () => sender.say(asked, message.payload.content, everything),
      () => sender.edit(asked.channelId, asked.id, message, everything),
    ]
    for (const way of ways) await expect(way()).rejects.toThrow(Unsendable)
    const named = (length: number) => ({ name: 'x'.repeat(length), value: 'x' })
    await expect(suggest(rest, asking, [named(101)])).rejects.toThrow(Unsendable)
    expect(sent).toEqual([])
    await suggest(rest, asking, [named(100)])
    await to.reply({ ...message, payload: textMessage('x'.repeat(2000)) })
    expect(sent).toHaveLength(2)
  })
})

describe('who sees a message', () => {
  const chart = { id: 0, filename: 'chart.png', description: 'a chart' }
  const words = { ...textMessage('70B'), flags: ephemeral }
  const messages: readonly (readonly [string, Outgoing])[] = [
    ['words', { payload: words, files: [] }],
    [
      'words and a picture',
      {
        payload: { ...words, attachments: [chart] },
        files: [{ name: 'chart.png', data: Buffer.from('a picture'), contentType: 'image/png' }],
      },
    ],
  ]

  it.each(messages)('is said when it is made, and not again where it takes the place of another: %s', async (_, message) => {
    const sent: string[] = []
    const send = async (_route: string, { body }: { body: unknown }) =>
      sent.push(Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body))
    const to = respondTo({ post: send, patch: send } as unknown as REST, { id: 'id', token: 'token', applicationId: 'application' })
    for (const way of [to.reply, to.followUp, to.update, to.edit]) await way(message)
    expect(sent.map((body) => body.includes('"flags":64'))).toEqual([true, true, false, false])
    expect(sent.map((body) => body.includes('"content":"70B"'))).toEqual([true, true, true, true])
    expect(message.payload.flags).toBe(ephemeral)
  })
})

describe('an answer that Discord does not take', () => {
  const refuse = (fake: FakeDiscord, where: { method: string; path: RegExp }) => fake.faults.fail({ ...where, status: 400, code: 50035 })
  const callback = { method: 'POST', path: /\/callback$/ }
  const filledIn = { method: 'PATCH', path: /\/webhooks\// }
  const text = 'llama 3.1 70b q4_k_m'

  /** It is told once, under the id that the log has. */
  async function isTold(message: APIMessage, { lines }: Pick<Bot, 'lines'>) {
    expect(titleOf(message)).toBe('Something went wrong')
    const errors = lines.filter(({ level }) => level === 'error')
    expect(errors).toHaveLength(1)
    expect(message.embeds[0]?.footer?.text).toContain(String(errors[0]?.id))
  }

  it('is told the asker of a command', async () => {
    const fake = await fakeWithCommands()
    const bot = await startBot(fake)
    refuse(fake, callback)
    const message = await fake.slash({ name: 'fit', options: { text } }).message()
    await isTold(message, bot)
    expect(isEphemeral(message)).toBe(true)
  })

  it('is told who pressed, and the message stays', async () => {
    const fake = await fakeWithCommands()
    const bot = await startBot(fake)
    const before = await fake.slash({ name: 'fit', options: { text } }).message()
    refuse(fake, callback)
    const told = await fake.button(before, buttonOf(before, 'Why')).message()
    await isTold(told, bot)
    expect(isEphemeral(told)).toBe(true)
    expect(fake.said().map(textOf)).toEqual([textOf(before)])
  })

  it.each(['the process that promised it', 'the next process'])('is told where it was promised, by %s', async (who) => {
    const first = await promisedAndGone()
    const { fake, memory, asked } = first
    refuse(fake, filledIn)
    if (who !== 'the next process') first.release()
    const bot = who === 'the next process' ? await startBot(fake, { store: memory.store() }) : first
    await isTold(await asked.message(), bot)
  })

  it('is told who mentioned the bot, and who changes what they asked', async () => {
    const fake = await readableDiscord()
    const { lines, mention } = await listeningBot({ fake })
    refuse(fake, { method: 'POST', path: /\/messages$/ })
    const asked = fake.message({ content: `${mention} ${text}` })
    const told = await fake.replyTo(asked)
    await isTold(told, { lines })
    expect(isEphemeral(told)).toBe(false)
    fake.clock.advance(1000)
    fake.editMessage(asked, `${mention} ${text} on a 4090`)
    await fake.replyTo(asked, (one) => titleOf(one).includes('4090'))
    refuse(fake, { method: 'PATCH', path: /\/messages\// })
    fake.clock.advance(1000)
    fake.editMessage(asked, `${mention} ${text} on a 3090`)
    expect(titleOf(await fake.replyTo(asked, (one) => !titleOf(one).includes('4090')))).toBe('Something went wrong')
  })

  it('is left unsaid where nobody asked for it', async () => {
    const fake = await readableDiscord()
    const { settled } = await listeningBot({ fake, channels: [fake.channel.id] })
    refuse(fake, { method: 'POST', path: new RegExp(`${fake.channel.id}/messages$`) })
    fake.message({ content: 'can llama 3.1 8b q8 run on a 3060 12gb?' })
    expect(await settled()).toEqual([])
  })
})

describe('what takes the place of another message', () => {
  it('leaves nothing of it, also where that was text', async () => {
    const { fake, mention } = await listeningBot()
    fake.world.deny(fake.channel, permission.embedLinks)
    const plain = await fake.replyTo(fake.message({ content: `${mention} 8b q4 on a 3060` }))
    expect(plain.content).toContain('8B')
    const pressed = await fake.button(plain, firstButton(plain)).message()
    expect(pressed.embeds).toHaveLength(1)
    expect(pressed.content).toBe('')
  })

  it('is in its language, also where that was text', async () => {
    const { fake, mention } = await listeningBot()
    fake.world.deny(fake.channel, permission.embedLinks)
    const plain = await fake.replyTo(fake.message({ content: `${mention} 3060 能跑 llama 3.1 8b q4 吗` }))
    const pressed = await fake.button(plain, buttonOf(plain, '为什么')).message()
    expect(textOf(pressed)).toMatch(/\p{Script=Han}/u)
  })
})
