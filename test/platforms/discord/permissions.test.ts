import type { TextBasedChannel } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { isTurnedOn } from '../../../src/platforms/discord/channels-on.ts'
import { allowedIn, mostBytesIn } from '../../../src/platforms/discord/permissions.ts'
import { closeAll, connect, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { permission } from '../../support/discord/permissions.ts'
import type { FakeChannel } from '../../support/discord/world.ts'

afterEach(closeAll)

/** Channels as the real client knows them. */
async function seenBy(fake: FakeDiscord, ...channels: readonly FakeChannel[]): Promise<readonly TextBasedChannel[]> {
  const client = await connect(fake)
  return channels.map(({ id }) => {
    const channel = client.channels.cache.get(id)
    if (!channel?.isTextBased()) throw new Error('the client does not know it')
    return channel
  })
}

const everything = { send: true, embed: true, reply: true, attach: true }

describe('what the bot may do', () => {
  it('is all of it on a fresh server', async () => {
    const fake = await start()
    const thread = fake.world.thread(fake.channel, 'a talk')
    expect((await seenBy(fake, fake.channel, thread)).map(allowedIn)).toEqual([everything, everything])
  })

  it.each<[string, bigint, object, object]>([
    ['send', permission.sendMessages, { send: false }, {}],
    ['send', permission.sendMessagesInThreads, {}, { send: false }],
    ['send', permission.viewChannel, { send: false }, { send: false }],
    ['embed', permission.embedLinks, { embed: false }, { embed: false }],
    ['reply', permission.readMessageHistory, { reply: false }, { reply: false }],
    ['attach', permission.attachFiles, { attach: false }, { attach: false }],
  ])('%s goes by what the channel takes away: permission %s', async (_, denied, inChannel, inThread) => {
    const fake = await start()
    const thread = fake.world.thread(fake.channel, 'a talk')
    fake.world.deny(fake.channel, denied)
    const allowed = (await seenBy(fake, fake.channel, thread)).map(allowedIn)
    expect(allowed).toEqual([
      { ...everything, ...inChannel },
      { ...everything, ...inThread },
    ])
  })

  it('in a locked thread is nothing but for who manages threads', async () => {
    const fake = await start()
    const managed = fake.world.guild('Managed', { bot: permission.manageThreads })
    const locked = [fake.channel, fake.world.channel(managed, 'general')].map((channel) =>
      fake.world.thread(channel, 'closed', { isLocked: true }),
    )
    expect((await seenBy(fake, ...locked)).map((thread) => allowedIn(thread).send)).toEqual([false, true])
  })

  it('is to show a picture only where it may attach one and embed it', () => {
    expect(mostBytesIn(everything)).toBe(10 * 1024 * 1024)
    expect(mostBytesIn({ ...everything, embed: false })).toBeUndefined()
    expect(mostBytesIn({ ...everything, attach: false })).toBeUndefined()
  })
})

describe('a channel is turned on', () => {
  const held = (...channels: string[]) => ({ person: {}, place: { channels } })

  it('by its id or its name, a thread by its channel’s as well', async () => {
    const fake = await start()
    const [channel, thread] = await seenBy(fake, fake.channel, fake.world.thread(fake.channel, 'a talk'))
    if (channel === undefined || thread === undefined) throw new Error('unknown')
    const isOn = (...names: string[]) => [channel, thread].map((each) => isTurnedOn(each, held(...names)))
    expect(isOn(fake.channel.id)).toEqual([true, true])
    expect(isOn('general')).toEqual([true, true])
    expect(isOn('a talk')).toEqual([false, true])
    expect(isOn('elsewhere')).toEqual([false, false])
  })
})
