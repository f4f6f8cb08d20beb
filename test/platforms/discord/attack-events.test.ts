import { afterEach, describe, expect, it } from 'vitest'
import { expectWellBehaved, fakeWithCommands, startBot, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { guildPayload } from '../../support/discord/world.ts'
import { openMemory } from '../../support/memory-store.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const asked = (fake: FakeDiscord) => ({ content: `<@${fake.world.bot.id}> 7b fp16` })

/** The next event of this kind, as Discord sent it. */
function overheard(fake: FakeDiscord, wanted: string): { again(change?: (data: Readonly<Record<string, unknown>>) => object): void } {
  const { gateway } = fake
  const dispatch = gateway.dispatch.bind(gateway)
  let told: { readonly guildId: string | undefined; readonly data: Record<string, unknown> } | undefined
  gateway.dispatch = (event, guildId, data) => {
    const seen = event === wanted ? data(-1) : undefined
    if (seen !== undefined) told ??= { guildId, data: JSON.parse(JSON.stringify(seen)) }
    return dispatch(event, guildId, data)
  }
  return {
    again(change = (data) => data) {
      if (told === undefined) throw new Error(`no ${wanted} was sent`)
      const { guildId, data } = told
      dispatch(wanted, guildId, () => change(data))
    },
  }
}

describe('an event that is told once more', () => {
  it.each([
    ['with the storage', false],
    ['while the storage is away', true],
  ])('is answered once: %s', async (_, isAway) => {
    const memory = openMemory()
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    await startBot(fake, { store: memory.store() })
    if (isAway) memory.leave()
    const messages = overheard(fake, 'MESSAGE_CREATE')
    const commands = overheard(fake, 'INTERACTION_CREATE')
    const first = fake.message(asked(fake))
    await fake.replyTo(first)
    await fake.slash({ name: 'help' }).message()
    expect(fake.said()).toHaveLength(2)
    for (let time = 0; time < 3; time++) {
      messages.again()
      commands.again()
    }
    await fake.replyTo(fake.message(asked(fake)))
    await fake.slash({ name: 'help' }).message()
    expect(fake.said()).toHaveLength(4)
    expect(fake.pinging).toEqual([])
  })
})

describe('an event nobody foresaw', () => {
  const changes: readonly (readonly [string, string, object])[] = [
    ['a message of nobody', 'MESSAGE_CREATE', { author: null }],
    ['a message that says nothing', 'MESSAGE_CREATE', { content: null }],
    ['a message with other mentions', 'MESSAGE_CREATE', { mentions: 7 }],
    ['a message of a new kind', 'MESSAGE_CREATE', { type: 999 }],
    ['a message somewhere unknown', 'MESSAGE_CREATE', { channel_id: '1' }],
    ['a press of a new kind', 'INTERACTION_CREATE', { type: 999 }],
    ['a command without anything', 'INTERACTION_CREATE', { data: null }],
    ['a command of a new kind', 'INTERACTION_CREATE', { data: { type: 999, id: '1', name: 'x' } }],
    ['a command of nobody', 'INTERACTION_CREATE', { member: null }],
    ['a command without an id', 'INTERACTION_CREATE', { id: undefined }],
    ['a command of somebody without an id', 'INTERACTION_CREATE', { member: { user: {} } }],
    ['a command with permissions that are none', 'INTERACTION_CREATE', { app_permissions: 'all' }],
    ['a command in no language', 'INTERACTION_CREATE', { locale: null }],
    ['a press without a message', 'INTERACTION_CREATE', { type: 3, data: { custom_id: 'h1:ask:fit:70b', component_type: 2 } }],
    ['a press of nothing', 'INTERACTION_CREATE', { type: 3, data: { component_type: 2 }, message: {} }],
    ['an edit of nobody', 'MESSAGE_UPDATE', { author: null }],
    ['an edit without a message', 'MESSAGE_UPDATE', { id: undefined }],
    ['a message with flags that are none', 'MESSAGE_CREATE', { flags: 'all' }],
  ]
  it.each(changes)('ends nobody: %s', async (_, kind, change) => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    await startBot(fake)
    const event = overheard(fake, kind)
    const first = fake.message(asked(fake))
    await fake.replyTo(first)
    fake.editMessage(first, `${first.content} on a 4090`)
    await fake.slash({ name: 'help' }).message()
    event.again((data) => ({ ...data, id: String(BigInt(String(data.id)) + 1n), ...change }))
    expect(titleOf(await fake.replyTo(fake.message(asked(fake))))).toContain('7B')
    expect(titleOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
  })
})

describe('an event of nothing', () => {
  it.each(['INTERACTION_CREATE', 'MESSAGE_CREATE', 'MESSAGE_UPDATE', 'MESSAGE_DELETE', 'THREAD_CREATE', 'GUILD_CREATE', 'A_NEW_KIND'])(
    'ends nobody: %s',
    async (kind) => {
      const fake = await fakeWithCommands({ granted: ['messageContent'] })
      await startBot(fake)
      // Whatever JSON has.
      for (const data of [null, 'text', 7, [], {}]) fake.gateway.dispatch(kind, undefined, () => data as object)
      expect(titleOf(await fake.replyTo(fake.message(asked(fake))))).toContain('7B')
      expect(titleOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
    },
  )
})

describe('a server that is out for a while', () => {
  it('is answered in when it is back, and commands all the time', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running, lines } = await startBot(fake)
    await eventually('connected', running.connected)
    const { id } = fake.guild
    fake.gateway.dispatch('GUILD_DELETE', id, () => ({ id, unavailable: true }))
    expect(titleOf(await fake.slash({ name: 'help' }).message())).toContain('Headroom')
    fake.message(asked(fake))
    fake.world.announce('GUILD_CREATE', guildPayload(fake.guild, fake.clock.iso()), id)
    expect(titleOf(await fake.replyTo(fake.message(asked(fake))))).toContain('7B')
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    expectWellBehaved(fake)
  })
})
