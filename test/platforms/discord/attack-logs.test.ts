import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { createHeadroom } from '../../../src/headroom.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'
import { fakeWithCommands, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { hurried } from '../../support/discord/late-bot.ts'
import { openMemory } from '../../support/memory-store.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const secret = 'zorkmodel'
const question = `can I run ${secret} 70b int4 on 2x rtx 4090?`

/** An application that breaks on what it is asked, with the question in the error. */
const broken = {
  ...createHeadroom(commands, { prices: bundledPrices }),
  reply: (text: string) => {
    throw new Error(`cannot read "${text}" of undefined\n    at ${text}`)
  },
}

const troubles: readonly (readonly [string, (fake: FakeDiscord) => void, Parameters<typeof startBot>[1]])[] = [
  ['nothing is wrong', () => undefined, {}],
  ['a bug of ours', () => undefined, { headroom: broken }],
  ['the storage is away', () => undefined, { store: away() }],
  ['whatever is asked is late', () => undefined, { patience: hurried }],
  ['Discord fails', (fake) => fake.faults.fail({ status: 503, path: /callback|webhooks|channels/, times: 100 }), {}],
  ['Discord wants nothing of it', (fake) => fake.faults.fail({ status: 400, path: /callback|webhooks|channels/, times: 100 }), {}],
  ['Discord asks to wait', (fake) => fake.faults.rateLimit({ retryAfter: 3600, path: /callback|webhooks|channels/, times: 100 }), {}],
  ['connections break', (fake) => fake.faults.reset({ path: /callback|webhooks|channels/, times: 100 }), {}],
  ['nobody waits any more', (fake) => fake.clock.advance(60_000), {}],
]

function away() {
  const memory = openMemory()
  memory.leave()
  return memory.store()
}

describe('the log', () => {
  it.each(troubles)('has no word of what was asked and no token: %s', async (_, trouble, options) => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { lines, running } = await startBot(fake, options)
    const shown = fake.slash({ name: 'help' })
    await shown.message()
    trouble(fake)
    const requests = () => new Set(fake.requests.map(({ path }) => path)).size
    const before = requests()
    const said = fake.message({ content: `<@${fake.world.bot.id}> ${question}` })
    fake.editMessage(said, `<@${fake.world.bot.id}> and ${question}`)
    const acted = [
      shown,
      fake.slash({ name: 'fit', options: { text: question } }),
      fake.slash({ name: 'fit', options: { text: question, model: secret, private: true } }),
      fake.slash({ name: 'settings', options: { text: `gpu ${secret}` } }),
      fake.autocomplete({ name: 'fit', options: { model: secret }, focused: 'model' }),
      fake.menu('Estimate this message', said),
    ]
    fake.message({ channel: fake.world.dm(fake.user), content: question })
    // Of five commands and of messages in two channels.
    await eventually('all is tried', () => requests() >= before + 7)
    await running.stop()
    const log = JSON.stringify(lines)
    expect(lines.filter(({ msg }) => msg === 'answered' || msg === 'an answer failed').length).toBeGreaterThan(4)
    expect(log).not.toContain(secret)
    expect(log).not.toContain(fake.token)
    for (const { live } of acted) expect(log).not.toContain(live.token)
    for (const { message } of fake.messages.stored.values())
      if (message.author.id === fake.world.bot.id) expect(textOf(message) + message.content).not.toMatch(/\bat \S+:\d+|undefined|Error/)
  })
})
