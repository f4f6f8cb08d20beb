import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it } from 'vitest'
import { encodeState } from '../../../src/platforms/discord/custom-id.ts'
import { keepAsker } from '../../../src/platforms/discord/interactions-press.ts'
import {
  buttonOf,
  expectWellBehaved,
  fakeWithCommands,
  isEphemeral,
  longQuestion,
  partsOf,
  startBot,
  textOf,
  titleOf,
} from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { openMemory } from '../../support/memory-store.ts'

afterEach(closeAll)

const llama = 'llama 3.1 70b int4 on 2x rtx 4090'

async function answered(options: Record<string, string | boolean> = {}, memory = openMemory()) {
  const fake = await fakeWithCommands()
  const { running, store } = await startBot(fake, { store: memory.store() })
  const message = await fake.slash({ name: 'fit', options: { text: llama, ...options } }).message()
  const ben = fake.world.user('ben')
  fake.world.join(fake.guild, ben)
  return { fake, message, ben, running, store, memory }
}

/** The first option of a list that is not what the message shows, and the list's own id. */
function another(message: APIMessage) {
  const list = partsOf(message).find(({ options }) => options !== undefined)
  const [option] = list?.options ?? []
  if (list?.custom_id === undefined || option === undefined) throw new Error('no list')
  return { id: list.custom_id, values: [option.value], label: option.label }
}

describe('a press of who asked', () => {
  it('changes the message in place', async () => {
    const { fake, message } = await answered()
    const before = textOf(message)
    const { id, values } = another(message)
    const pressed = fake.select(message, id, values)
    const after = await pressed.message()
    expect((await pressed.response()).type).toBe(7)
    expect(after.id).toBe(message.id)
    expect(textOf(after)).not.toBe(before)
    expect(fake.said()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('shows the working, page by page, and comes back with the picture', async () => {
    const { fake, message } = await answered()
    const before = textOf(message)
    const why = await fake.button(message, buttonOf(message, 'Why')).message()
    expect(textOf(why)).toContain('•')
    expect(why.attachments).toEqual([])
    const next = partsOf(why).find(({ label }) => label === 'Next')
    const last = next?.custom_id === undefined ? why : await fake.button(why, next.custom_id).message()
    const back = await fake.button(last, buttonOf(last, 'Back')).message()
    expect(textOf(back)).toBe(before)
    expect(back.attachments).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('compares', async () => {
    const { fake, message } = await answered()
    const before = titleOf(message)
    const compared = await fake.button(message, buttonOf(message, 'Compare')).message()
    expect(titleOf(compared)).not.toBe(before)
    expectWellBehaved(fake)
  })

  it('shares what was private with everybody, and leaves the private one', async () => {
    const { fake, message } = await answered({ private: true })
    expect(isEphemeral(message)).toBe(true)
    const shared = await fake.button(message, buttonOf(message, 'Share')).message()
    expect(isEphemeral(shared)).toBe(false)
    expect(shared.id).not.toBe(message.id)
    expect(textOf(shared)).toBe(textOf(message))
    expect(partsOf(shared).map(({ label }) => label)).not.toContain('Share')
    expectWellBehaved(fake)
  })

  it('keeps a private answer one that can be shared', async () => {
    const { fake, message } = await answered({ private: true })
    const { id, values } = another(message)
    expect(partsOf(await fake.select(message, id, values).message()).map(({ label }) => label)).toContain('Share')
  })

  it('stays in the language of the message', async () => {
    const { fake } = await answered()
    const message = await fake.slash({ name: 'fit', options: { text: '70b int4 能跑吗' } }).message()
    const why = await fake.button(message, buttonOf(message, '为什么')).message()
    expect(textOf(why)).toMatch(/\p{Script=Han}/u)
  })
})

describe('a press of somebody else', () => {
  it('gets an answer of their own, and leaves the message as it is', async () => {
    const { fake, message, ben } = await answered()
    const before = textOf(message)
    const { id, values } = another(message)
    const own = await fake.select(message, id, values, { user: ben }).message()
    expect(own.id).not.toBe(message.id)
    expect(isEphemeral(own)).toBe(true)
    expect(fake.said().map(textOf)).toEqual([before])
    const further = await fake.button(own, buttonOf(own, 'Why'), { user: ben }).message()
    expect(further.id).toBe(own.id)
    expectWellBehaved(fake)
  })

  it('of a message that answers another is told from its asker’s', async () => {
    const { fake, ben, store } = await answered()
    const asked = fake.message({ content: 'something' })
    const encoded = encodeState({ action: 'ask', command: 'fit', shorthand: '8b int4' })
    const channel = await (await import('../../support/discord/client.ts')).rest(fake)
    const body = {
      content: 'an answer',
      components: [{ type: 1, components: [{ type: 2, style: 2, label: 'Go', custom_id: encoded.customId }] }],
    }
    const replied = (await channel.post(`/channels/${fake.channel.id}/messages`, {
      body: { ...body, message_reference: { message_id: asked.id }, allowed_mentions: { parse: [] } },
    })) as APIMessage
    expect(isEphemeral(await fake.button(replied, encoded.customId, { user: ben }).message())).toBe(true)
    expect((await fake.button(replied, encoded.customId).message()).id).toBe(replied.id)
    const bare = (await channel.post(`/channels/${fake.channel.id}/messages`, {
      body: { ...body, allowed_mentions: { parse: [] } },
    })) as APIMessage
    await keepAsker(store, bare.id, ben.id)
    expect(isEphemeral(await fake.button(bare, encoded.customId).message())).toBe(true)
    expect((await fake.button(bare, encoded.customId, { user: ben }).message()).id).toBe(bare.id)
    expectWellBehaved(fake)
  })
})

describe('a press after a restart', () => {
  it('is answered, also where the button has no room for its question', async () => {
    const memory = openMemory()
    const { fake, running } = await answered({}, memory)
    const message = await fake.slash({ ...longQuestion, options: { ...longQuestion.options, private: true } }).message()
    const ids = partsOf(message).flatMap(({ custom_id, options }) => options?.map(({ value }) => value) ?? custom_id ?? [])
    expect(ids.some((id) => id.startsWith('h1:#'))).toBe(true)
    await running.stop()
    await startBot(fake, { store: memory.store() })
    const shared = await fake.button(message, buttonOf(message, 'Share')).message()
    expect(textOf(shared)).toBe(textOf(message))
    expectWellBehaved(fake)
  })

  it('of a question that is not kept any more says so, to the presser alone', async () => {
    const memory = openMemory()
    const { fake, running } = await answered({}, memory)
    const message = await fake.slash({ ...longQuestion, options: { ...longQuestion.options, private: true } }).message()
    await running.stop()
    memory.empty()
    await startBot(fake, { store: memory.store() })
    const told = await fake.button(message, buttonOf(message, 'Share')).message()
    expect(titleOf(told)).toBe('That has expired')
    expect(textOf(told)).toContain('/fit')
    expect(isEphemeral(told)).toBe(true)
    expectWellBehaved(fake)
  })
})
