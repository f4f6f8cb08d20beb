import type { APIMessage } from 'discord.js'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { actions, decodeState } from '../../../src/platforms/discord/custom-id.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import { fakeWithCommands, isEphemeral, startBot } from '../../support/discord/bot.ts'
import { closeAll, rest } from '../../support/discord/client.ts'
import { permission } from '../../support/discord/permissions.ts'

afterEach(closeAll)

const texts = [
  'server replies private',
  'server channels general',
  'server currency eru',
  'server',
  'gpu rtx-4090',
  'language zh',
  '70b int4 on a 4090',
  '@everyone [x](https://evil.example)',
  ':::',
  ' ',
]

/** What somebody could make of an id: other actions, pages, versions, commands and texts than those of any answer. */
const forged = fc
  .record({
    version: fc.constantFrom('h1', 'h1', 'h1', 'h0', 'h2', 'h999', 'H1', 'x'),
    action: fc.constantFrom(...actions, 'pick', 'set', '#AAAAAAAAAAAAAAAAAAAAAA', '__proto__'),
    page: fc.constantFrom('', '', '', '.2', '.999', '.0'),
    command: fc.constantFrom(...commands.map(({ name }) => name), 'server-settings', 'nothing', '__proto__', 'constructor', ''),
    text: fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 40 })),
  })
  .map(({ version, action, page, command, text }) => `${version}:${action}${page}:${command}:${text}`.slice(0, 100).trim())

async function pressing() {
  const fake = await fakeWithCommands()
  const { store, lines } = await startBot(fake, {
    limits: { person: { questions: 1e6, seconds: 60 }, place: { questions: 1e6, seconds: 60 }, all: { questions: 1e6, seconds: 60 } },
  })
  const api = await rest(fake)
  const ben = fake.world.user('ben')
  fake.world.join(fake.guild, ben)
  const asked = fake.message({ content: 'something' })

  /** A message of the bot's, in answer to the home user's, with one button. */
  async function offered(customId: string): Promise<APIMessage> {
    const components = [{ type: 1, components: [{ type: 2, style: 2, label: 'Go', custom_id: customId }] }]
    const body = { content: 'an answer', components, message_reference: { message_id: asked.id }, allowed_mentions: { parse: [] } }
    return (await api.post(`/channels/${fake.channel.id}/messages`, { body })) as APIMessage
  }
  return { fake, store, lines, ben, offered }
}

describe('an id that nobody was given', () => {
  it('is answered once or is nobody’s, changes no server and no message of somebody else, and wakes nobody', async () => {
    const { fake, store, lines, ben, offered } = await pressing()
    await fc.assert(
      fc.asyncProperty(forged, async (id) => {
        const message = await offered(id)
        const pressed = fake.button(message, id, { user: ben })
        if (decodeState(id).kind === 'foreign') return
        const { type } = await pressed.response()
        const answer = await pressed.message()
        expect(type).toBe(4)
        expect(answer.id).not.toBe(message.id)
        if (!id.startsWith('h1:share')) expect(isEphemeral(answer)).toBe(true)
        expect(await store.getRecord(recordKeys.settings('place', 'discord', fake.guild.id))).toBeUndefined()
        expect(await store.getRecord(recordKeys.settings('person', 'discord', fake.user.id))).toBeUndefined()
      }),
      { numRuns: 150 },
    )
    expect(fake.pinging).toEqual([])
    expect(fake.refusals).toEqual([])
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('changes a server by the hand of who manages it, and nobody else’s', async () => {
    const { fake, store, ben, offered } = await pressing()
    const settings = () => store.getRecord(recordKeys.settings('place', 'discord', fake.guild.id))
    const id = 'h1:ask:settings:server replies private'
    for (const user of [ben, fake.user]) await fake.button(await offered(id), id, { user }).message()
    expect(await settings()).toBeUndefined()
    const mia = fake.world.user('mia')
    fake.world.join(fake.guild, mia, permission.manageGuild)
    await fake.button(await offered(id), id, { user: mia }).message()
    expect(await settings()).toEqual({ replies: 'private' })
  })
})
