import { readFileSync } from 'node:fs'
import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { createHeadroom } from '../../../src/headroom.ts'
import { isForUs, isWorthSaying, mayBeForUs } from '../../../src/platforms/discord/channels.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'
import { titleOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import { permission } from '../../support/discord/permissions.ts'
import { openMemory } from '../../support/memory-store.ts'
import { buttonNamed, listeningBot, readableDiscord } from './listening-bot.ts'

afterEach(closeAll)

const question = 'can my 3060 12gb run qwen2.5 14b?'

async function turnedOn(options: Parameters<typeof listeningBot>[0] = {}) {
  const fake = options.fake ?? (await readableDiscord())
  return await listeningBot({ ...options, fake, channels: [fake.channel.id] })
}

const notNow = (answer: APIMessage) => buttonNamed(answer, 'Not now', '先不用')

describe('a question to nobody', () => {
  it('is answered where the managers turned it on, by id or by name', async () => {
    const { fake } = await turnedOn()
    expect(titleOf(await fake.replyTo(fake.message({ content: question })))).toContain('Qwen2.5-14B')
    const named = await listeningBot({ fake: await readableDiscord(), channels: ['general'] })
    expect(titleOf(await named.fake.replyTo(named.fake.message({ content: question })))).toContain('Qwen2.5-14B')
  })

  it('is left alone in every other channel', async () => {
    const { fake, settled } = await listeningBot({ channels: ['elsewhere'] })
    fake.message({ content: question })
    expect(await settled()).toEqual([])
  })

  it('cannot be heard without the privilege to read messages, and one in a direct message can', async () => {
    const fake = await start()
    const { settled } = await turnedOn({ fake })
    fake.message({ content: question })
    await fake.replyTo(fake.message({ channel: fake.world.dm(fake.user), content: question }))
    expect(await settled()).toEqual([])
  })

  it.each([
    ['in a code block', '```\ncan my 3060 12gb run qwen2.5 14b?\n```'],
    ['at length', `${question} ${'I have been thinking about it. '.repeat(20)}`],
    ['as nothing but an address', 'https://example.com/can-i-run-llama-70b-on-a-4090?'],
    ['that cannot be answered', 'can my rtx 9999 run qwen2.5 14b?'],
    ['that nobody understands', 'can a frobnicator 3000 run quux?'],
  ])('%s is left alone', async (_, content) => {
    const { fake, settled } = await turnedOn()
    fake.message({ content })
    expect(await settled()).toEqual([])
  })

  it('to somebody else is left alone: mentioned, replied to, or all of them', async () => {
    const { fake, settled } = await turnedOn()
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    const said = fake.message({ user: ben, content: 'just got here' })
    fake.message({ content: `<@${ben.id}> ${question}` })
    fake.message({ content: question, reference: said })
    fake.message({ content: `@everyone ${question}` })
    expect(await settled()).toEqual([])
  })

  it('of a program or a webhook is left alone, and so is an edit that makes one', async () => {
    const { fake, settled } = await turnedOn()
    const other = fake.world.user('other-bot', { bot: true })
    fake.world.join(fake.guild, other)
    fake.message({ user: other, content: question })
    fake.message({ as: { webhook_id: '123456789012345678' }, content: question })
    fake.editMessage(fake.message({ content: 'hi all' }), question)
    expect(await settled()).toEqual([])
  })

  it('is answered once by two processes', async () => {
    const memory = openMemory()
    const one = await turnedOn({ store: memory.store() })
    const other = await listeningBot({ fake: one.fake, store: memory.store() })
    await one.fake.replyTo(one.fake.message({ content: question }))
    await one.settled()
    await other.stop()
    expect(one.fake.said()).toHaveLength(1)
  })

  it('is left alone while the storage is away: nobody knows who wanted quiet', async () => {
    const memory = openMemory()
    const { fake, settled } = await turnedOn({ store: memory.store() })
    memory.leave()
    fake.message({ content: question })
    expect(await settled()).toEqual([])
  })

  it('is left alone where the bot may not write', async () => {
    const { fake, settled } = await turnedOn()
    fake.world.deny(fake.channel, permission.sendMessages)
    fake.message({ content: question })
    expect(await settled()).toEqual([])
    expect(fake.refusals).toEqual([])
  })
})

describe('"not now"', () => {
  it('stands under no answer that was asked for', async () => {
    const { fake, mention } = await turnedOn()
    expect(notNow(await fake.replyTo(fake.message({ content: `${mention} ${question}` })))).toBeUndefined()
  })
})

const headroom = createHeadroom(commands, { prices: bundledPrices })
const plenty = { questions: 1000, seconds: 60 }

interface Row {
  readonly text: string
  /** The command that answers; null: it is left alone. */
  readonly expected: string | null
}

const rowsOf = (file: string): readonly Row[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/**
 * Newcomers' questions and small talk of a channel, written down before the rules were held to them; the second as they are typed in haste, the
 * third of laboratories, companies, players and homes, with much that only looks like a question for us.
 */
const rows = rowsOf('channel-messages.jsonl')
const typed = rowsOf('channel-messages-typed.jsonl')
const heard = rowsOf('channel-messages-heard.jsonl')

/** The command that answers a message to the room; null: it is left alone. */
function commandFor(text: string): string | null {
  const clock = { now: new Date('2026-11-01T00:00:00Z'), zone: 'UTC' }
  if (!mayBeForUs(text) || !isForUs(text, undefined, clock)) return null
  const reply = headroom.reply(text, clock)
  if (reply.kind === 'refusal' || !isWorthSaying(text, reply)) return null
  return reply.command === 'none' ? 'train' : reply.command
}

describe('of more than two thousand messages in a channel', () => {
  it('over a thousand are questions, over a thousand are none, in both languages', () => {
    const all = [...rows, ...typed, ...heard]
    expect(all.filter(({ expected }) => expected !== null).length).toBeGreaterThan(1000)
    expect(all.filter(({ expected }) => expected === null).length).toBeGreaterThan(1000)
    expect(all.filter(({ text }) => /\p{Script=Han}/u.test(text)).length).toBeGreaterThan(500)
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length)
  })

  it.each([
    ['written with care', rows],
    ['typed in haste', typed],
    ['heard elsewhere', heard],
  ])('%s: every question is for the command that answers it, and nothing else is for any', (_, messages) => {
    const wrong = messages.flatMap(({ text, expected }) =>
      commandFor(text) === expected ? [] : [{ text, expected, is: commandFor(text) }],
    )
    expect(wrong).toEqual([])
  })

  it('every question is answered and nothing else', async () => {
    const { fake, settled, lines } = await turnedOn({ limits: { person: plenty, place: plenty, all: plenty } })
    // Two hundred charts are drawn elsewhere.
    fake.world.deny(fake.channel, permission.attachFiles)
    const asked = rows.map(({ text, expected }, at) => {
      const user = fake.world.user(`newcomer ${at}`)
      return { text, expected, id: fake.message({ content: text, user }).id }
    })
    await settled()
    const wrong = asked.filter(({ expected, id }) => fake.messages.replies.has(id) !== (expected !== null))
    expect(wrong.map(({ text }) => text)).toEqual([])
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(fake.refusals).toEqual([])
  })
})
