import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { recordKeys } from '../../../src/storage/keys.ts'
import { fakeWithCommands, firstButton, longQuestion, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { lateBot } from '../../support/discord/late-bot.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const question = { name: 'fit', options: { text: 'llama 3.1 70b int4 on 2x rtx 4090' } }

async function running() {
  const bot = await lateBot({ fake: await fakeWithCommands({ granted: ['messageContent'] }) })
  return { ...bot, mention: `<@${bot.fake.world.bot.id}>` }
}

type Running = Awaited<ReturnType<typeof running>>

/** An answer that stands, and what is stored for it no obstacle any more. */
async function standing({ fake, release }: Running): Promise<APIMessage> {
  const asked = fake.slash(longQuestion)
  await asked.response()
  release()
  return await asked.message()
}

/** Every way an answer takes to Discord: the requests it makes, what is done before they are disturbed, and the answer. */
const ways: readonly (readonly [
  string,
  { readonly method: string; readonly path: RegExp },
  (bot: Running, disturb: () => void) => Promise<APIMessage>,
])[] = [
  [
    'an answer at once',
    { method: 'POST', path: /callback$/ },
    async ({ fake, release }, disturb) => {
      release()
      disturb()
      return await fake.slash(question).message()
    },
  ],
  [
    'a promise',
    { method: 'POST', path: /callback$/ },
    async ({ fake, release }, disturb) => {
      disturb()
      const asked = fake.slash(longQuestion)
      await asked.response()
      release()
      return await asked.message()
    },
  ],
  [
    'what was promised',
    { method: 'PATCH', path: /^\/webhooks\// },
    async ({ fake, release }, disturb) => {
      const asked = fake.slash(longQuestion)
      await asked.response()
      disturb()
      release()
      return await asked.message()
    },
  ],
  [
    'a message that was pressed',
    { method: 'PATCH', path: /^\/webhooks\// },
    async (bot, disturb) => {
      const { fake, hold, release } = bot
      const message = await standing(bot)
      hold()
      const pressed = fake.button(message, firstButton(message))
      expect((await pressed.response()).type).toBe(6)
      disturb()
      release()
      return await pressed.message((one) => titleOf(one) !== titleOf(message))
    },
  ],
  [
    'a reply in a channel',
    { method: 'POST', path: /^\/channels\/\d+\/messages$/ },
    async ({ fake, mention, release }, disturb) => {
      release()
      disturb()
      return await fake.replyTo(fake.message({ content: `${mention} llama 3.1 70b int4` }))
    },
  ],
  [
    'a reply that changes with its question',
    { method: 'PATCH', path: /^\/channels\/\d+\/messages\/\d+$/ },
    async ({ fake, mention, release }, disturb) => {
      release()
      const asked = fake.message({ content: `${mention} llama 3.1 8b int4` })
      await fake.replyTo(asked)
      disturb()
      fake.editMessage(asked, `${mention} llama 3.1 70b int4`)
      return await fake.replyTo(asked, (reply) => titleOf(reply).includes('70B'))
    },
  ],
]

const left = (fake: FakeDiscord, { method, path }: { method: string; path: RegExp }) =>
  fake.requests.filter((one) => one.method === method && path.test(one.path)).map(({ status }) => status)

describe.each(ways)('%s', (_, where, answered) => {
  it.each([
    [
      'is sent again after the time Discord asks for (429)',
      429,
      (fake: FakeDiscord) => fake.faults.rateLimit({ retryAfter: 0.05, ...where }),
    ],
    [
      'waits with all the others where the limit is everybody’s',
      429,
      (fake: FakeDiscord) => fake.faults.rateLimit({ retryAfter: 0.05, global: true, ...where }),
    ],
    ['is sent again where Discord fails', 503, (fake: FakeDiscord) => fake.faults.fail({ status: 503, ...where })],
  ])('%s', async (_what, status, disturb) => {
    const bot = await running()
    const { fake, lines, store } = bot
    let before = 0
    const message = await answered(bot, () => {
      before = left(fake, where).length
      disturb(fake)
    })
    expect(textOf(message)).toContain('70B')
    const statuses = left(fake, where).slice(before)
    expect(statuses[0]).toBe(status)
    expect(statuses[1]).toBeLessThan(300)
    expect(fake.said()).toHaveLength(1)
    expect(lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
    await eventually(
      'nothing is left to be finished',
      async () => (await store.listRecords(recordKeys.allUnfinished('discord'))).length === 0,
    )
  })
})

describe.each(ways)('%s', (_, where, answered) => {
  it('is sent again where the connection breaks', async () => {
    const bot = await running()
    const message = await answered(bot, () => bot.fake.faults.reset(where))
    expect(textOf(message)).toContain('70B')
    expect(bot.fake.refusals.map(({ status }) => status)).toEqual([0])
    expect(bot.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
  })
})
