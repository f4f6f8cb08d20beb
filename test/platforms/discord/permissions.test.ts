import { PermissionsBitField, type TextBasedChannel } from 'discord.js'
import { describe, expect, it } from 'vitest'
import { isTurnedOn } from '../../../src/platforms/discord/channels-on.ts'
import { allowedIn, mostBytesIn } from '../../../src/platforms/discord/permissions.ts'

type Name = keyof typeof PermissionsBitField.Flags

interface Place {
  readonly id?: string
  readonly name?: string
  readonly parent?: { readonly id: string; readonly name: string } | null
  /** undefined: Discord has not told yet. */
  readonly granted?: readonly Name[]
}

/** As much of a channel as is asked; a thread where it has a parent, known or not. The fake has no threads. */
function channel({ id = '1', name = 'talk', parent, granted }: Place): TextBasedChannel {
  const made = {
    id,
    name,
    parent,
    isDMBased: () => false,
    isThread: () => parent !== undefined,
    guild: { members: { me: granted === undefined ? null : {} } },
    permissionsFor: () => new PermissionsBitField(granted ?? []),
  }
  return made as unknown as TextBasedChannel
}

const reading = ['ViewChannel', 'ReadMessageHistory', 'EmbedLinks', 'AttachFiles'] as const
const parent = { id: '7', name: 'models' }

describe('what the bot may do', () => {
  it('in a channel takes Send Messages, in a thread Send Messages in Threads', () => {
    expect(allowedIn(channel({ granted: [...reading, 'SendMessages'] }))).toEqual({ send: true, embed: true, reply: true, attach: true })
    expect(allowedIn(channel({ parent, granted: [...reading, 'SendMessages'] })).send).toBe(false)
    expect(allowedIn(channel({ parent, granted: [...reading, 'SendMessagesInThreads'] })).send).toBe(true)
    expect(allowedIn(channel({ granted: ['SendMessages'] }))).toEqual({ send: false, embed: false, reply: false, attach: false })
  })

  it('is tried where nobody knows yet', () => {
    const all = { send: true, embed: true, reply: true, attach: true }
    expect(allowedIn(channel({}))).toEqual(all)
    expect(allowedIn(channel({ parent: null, granted: [] }))).toEqual(all)
  })

  it('is to show a picture only where it may attach one and embed it', () => {
    expect(mostBytesIn({ send: true, embed: true, reply: true, attach: true })).toBe(10 * 1024 * 1024)
    expect(mostBytesIn({ send: true, embed: false, reply: true, attach: true })).toBeUndefined()
    expect(mostBytesIn({ send: true, embed: true, reply: true, attach: false })).toBeUndefined()
  })
})

describe('a channel is turned on', () => {
  const held = (...channels: string[]) => ({ person: {}, place: { channels } })

  it('by its id or its name, a thread by its channel’s as well', () => {
    expect(isTurnedOn(channel({ id: '7' }), held('7'))).toBe(true)
    expect(isTurnedOn(channel({ name: 'talk' }), held('talk'))).toBe(true)
    expect(isTurnedOn(channel({ parent }), held('7'))).toBe(true)
    expect(isTurnedOn(channel({ parent }), held('models'))).toBe(true)
    expect(isTurnedOn(channel({ parent }), held('elsewhere'))).toBe(false)
    expect(isTurnedOn(channel({ parent: null }), held('7'))).toBe(false)
  })
})
