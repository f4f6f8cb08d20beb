import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { messageMenu } from '../../../src/platforms/discord/command-definitions.ts'
import {
  buttonOf,
  expectWellBehaved,
  fakeWithCommands,
  firstButton,
  isEphemeral,
  longQuestion,
  partsOf,
  startBot,
  textOf,
} from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { lateBot } from '../../support/discord/late-bot.ts'
import { permission } from '../../support/discord/permissions.ts'

afterEach(closeAll)

const question = { name: 'fit', options: { text: 'llama 3.1 70b int4 on 2x rtx 4090' } }

/** A conversation between people, one of whom has the bot among their own. */
const amongPeople = (fake: FakeDiscord) => fake.world.privateChannel(fake.user, fake.world.user('ben'))

/** A server the bot is no member of; who is there brought it along. */
function elsewhere(fake: FakeDiscord) {
  const guild = fake.world.guild('Elsewhere', { hasBot: false, id: fake.guild.id.replace(/.$/, '9') })
  fake.world.join(guild, fake.user)
  return fake.world.channel(guild, 'talk')
}

const places = [
  ['a server', (fake: FakeDiscord) => fake.channel],
  ['a direct message', (fake: FakeDiscord) => fake.world.dm(fake.user)],
  ['a conversation among people', amongPeople],
  ['a server it is no member of', elsewhere],
] as const

async function running() {
  const fake = await fakeWithCommands()
  await startBot(fake)
  return fake
}

describe.each(places)('in %s', (_, placeIn) => {
  it('a command is answered for everybody there, and its buttons work', async () => {
    const fake = await running()
    const channel = placeIn(fake)
    const message = await fake.slash({ ...question, channel }).message()
    expect(textOf(message)).toContain('Llama')
    expect(isEphemeral(message)).toBe(false)
    const why = await fake.button(message, buttonOf(message, 'Why')).message()
    expect(why.id).toBe(message.id)
    expect(textOf(await fake.button(why, buttonOf(why, 'Back')).message())).toBe(textOf(message))
    expectWellBehaved(fake)
  })

  it('an answer may be for the asker alone, and be shared', async () => {
    const fake = await running()
    const channel = placeIn(fake)
    const message = await fake.slash({ name: 'fit', options: { ...question.options, private: true }, channel }).message()
    expect(isEphemeral(message)).toBe(true)
    const shared = await fake.button(message, buttonOf(message, 'Share')).message()
    expect(isEphemeral(shared)).toBe(false)
    expect(textOf(shared)).toBe(textOf(message))
    expectWellBehaved(fake)
  })

  it('what is typed is completed', async () => {
    const fake = await running()
    const channel = placeIn(fake)
    expect(await fake.autocomplete({ name: 'fit', options: { format: 'q4' }, focused: 'format', channel }).choices()).not.toEqual([])
    expectWellBehaved(fake)
  })

  it('a message is estimated from its menu', async () => {
    const fake = await running()
    const said = fake.message({ content: 'can I run Qwen 72B on 2x3090?', channel: placeIn(fake) })
    expect(textOf(await fake.menu(messageMenu, said).message())).toContain('Qwen')
    expectWellBehaved(fake)
  })

  it('an answer that takes long stands where it was promised', async () => {
    const { fake, release } = await lateBot()
    const asked = fake.slash({ ...longQuestion, channel: placeIn(fake) })
    expect((await asked.response()).type).toBe(5)
    release()
    expect(textOf(await asked.message())).toContain('Llama')
    expect(asked.followups).toEqual([])
    expectWellBehaved(fake)
  })
})

describe('what concerns one person alone', () => {
  it.each(places)('is seen by nobody else in %s, and stands there plainly where nobody else is', async (where, placeIn) => {
    const fake = await running()
    const channel = placeIn(fake)
    const shown = await fake.slash({ ...question, channel }).message()
    const told = [
      await fake.slash({ name: 'fit', options: { text: 'quux' }, channel }).message(),
      await fake.slash({ name: 'settings', options: { text: 'gpu 4090' }, channel }).message(),
      await fake.menu(messageMenu, fake.message({ content: 'can I run Qwen 72B on 2x3090?', channel })).message(),
      ...(where === 'a direct message'
        ? []
        : [await fake.button(shown, buttonOf(shown, 'Why'), { user: fake.world.user('cem'), channel }).message()]),
    ]
    expect(told.map(isEphemeral)).toEqual(told.map(() => where !== 'a direct message'))
    expectWellBehaved(fake)
  })
})

describe('where a server lets nobody show what they brought along', () => {
  const silent = { permissions: permission.viewChannel | permission.sendMessages }

  it('an answer is the asker’s alone, and changes in place', async () => {
    const fake = await running()
    const channel = elsewhere(fake)
    const message = await fake.slash({ ...question, channel, ...silent }).message()
    expect(textOf(message)).toContain('Llama')
    expect(isEphemeral(message)).toBe(true)
    expect(fake.said(channel)).toEqual([])
    const list = partsOf(message).find(({ options }) => options !== undefined)
    const pressed = fake.select(message, list?.custom_id ?? '', [list?.options?.[0]?.value ?? ''], silent)
    const after: APIMessage = await pressed.message()
    expect(after.id).toBe(message.id)
    expect(textOf(after)).not.toBe(textOf(message))
    expectWellBehaved(fake)
  })

  it('and an answer that takes long as well', async () => {
    const { fake, hold, release } = await lateBot()
    const asked = fake.slash({ ...longQuestion, channel: elsewhere(fake), ...silent })
    expect((await asked.response()).type).toBe(5)
    release()
    const message = await asked.message()
    expect(isEphemeral(message)).toBe(true)
    hold()
    const pressed = fake.button(message, firstButton(message), silent)
    expect((await pressed.response()).type).toBe(6)
    release()
    expect((await pressed.message((one) => textOf(one) !== textOf(message))).id).toBe(message.id)
    expectWellBehaved(fake)
  })
})

describe('a server', () => {
  it('sets nothing where the bot is no member: who manages it there manages nothing of it here', async () => {
    const fake = await running()
    expect(() => fake.slash({ name: 'server-settings', channel: elsewhere(fake), permissions: permission.manageGuild })).toThrow(
      'cannot be installed by people',
    )
  })
})
