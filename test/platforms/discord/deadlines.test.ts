import type { APIMessage } from 'discord.js'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { messageMenu } from '../../../src/platforms/discord/command-definitions.ts'
import { type Patience, usualPatience } from '../../../src/platforms/discord/interactions.ts'
import { type Store, StoreUnavailable } from '../../../src/storage/store.ts'
import type { Acted } from '../../support/discord/acted.ts'
import { buttonOf, expectWellBehaved, fakeWithCommands, partsOf, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll, discord, rest } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { openMemory } from '../../support/memory-store.ts'

afterEach(closeAll)

const question = { name: 'fit', options: { text: 'llama 3.1 70b int4 on 2x rtx 4090' } }

function firstList(message: APIMessage): { readonly id: string; readonly value: string } {
  const list = partsOf(message).find(({ options }) => options !== undefined)
  return { id: list?.custom_id ?? '', value: list?.options?.[0]?.value ?? '' }
}

/** Everything a person can do that waits for an answer; `message` is an answer of the bot's. */
const deeds: readonly (readonly [string, (fake: FakeDiscord, message: APIMessage) => Acted])[] = [
  ['a slash command', (fake) => fake.slash(question)],
  ['typing', (fake) => fake.autocomplete({ name: 'fit', options: { gpu: '409' }, focused: 'gpu' })],
  ['the menu of a message', (fake) => fake.menu(messageMenu, fake.message({ content: '70b int4 on a 4090?' }))],
  ['a button', (fake, message) => fake.button(message, buttonOf(message, 'Why'))],
  ['a list', (fake, message) => fake.select(message, firstList(message).id, [firstList(message).value])],
]

async function answered(bot?: (fake: FakeDiscord) => Parameters<typeof startBot>[1]) {
  const fake = await fakeWithCommands({ granted: ['messageContent'] })
  const started = await startBot(fake, bot?.(fake))
  return { fake, ...started, message: await fake.slash(question).message() }
}

describe('three seconds after', () => {
  it.each(deeds)('%s Discord has given it up, and one answer is all it takes', async (_, act) => {
    const { fake, running, message } = await answered()
    await running.stop()
    const { Routes } = await discord()
    const api = await rest(fake)
    const [late, inTime] = [act(fake, message), act(fake, message)]
    const answer = ({ id, live }: Acted) => {
      const body =
        live.type === 4 ? { type: 8, data: { choices: [] } } : { type: 4, data: { content: 'here', allowed_mentions: { parse: [] } } }
      return api.post(Routes.interactionCallback(id, live.token), { body, auth: false })
    }
    fake.clock.advance(3000)
    await answer(inTime)
    await expect(answer(inTime)).rejects.toMatchObject({ code: 40060 })
    fake.clock.advance(1)
    await expect(answer(late)).rejects.toMatchObject({ code: 10062 })
  })

  it.each(deeds)('%s the bot has lost it: one line says so, and the next is answered', async (what, act) => {
    const { fake, next, lines, message } = await answered()
    const { arrived, release } = fake.faults.hold({ path: '/callback' })
    const lost = act(fake, message)
    await arrived
    fake.clock.advance(3001)
    release()
    // Who types goes on typing: that is no trouble.
    const isTyping = what === 'typing'
    expect(await next(isTyping ? 'suggestions came too late' : 'an answer did not reach Discord')).toMatchObject({ code: 10062 })
    const troubles = lines.filter(({ level }) => level === 'warn' || level === 'error')
    expect(troubles).toEqual(isTyping ? [] : [expect.objectContaining({ level: 'warn', interaction: lost.id })])
    expect(textOf(await fake.slash(question).message())).toBe(textOf(message))
  })
})

/** A storage that takes what is written only once it is let go, and then says that it could not. */
function hung(store: Store) {
  let isHung = false
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow =
    <Args extends readonly unknown[], T>(act: (...args: Args) => Promise<T>) =>
    async (...args: Args) => {
      if (!isHung) return await act(...args)
      await released
      throw new StoreUnavailable('too slow')
    }
  const held: Store = {
    ...store,
    getRecord: slow(store.getRecord),
    putRecord: slow(store.putRecord),
    deleteRecord: slow(store.deleteRecord),
    claim: slow(store.claim),
    increment: slow(store.increment),
    put: (...args) => slow(store.put)(...args).catch(() => undefined),
  }
  return {
    store: held,
    hang: () => {
      isHung = true
    },
    isHung: () => isHung,
    release: () => release(),
  }
}

/** The program's own patience: `pass` is told of each wait, which is over at once. */
function told(pass: (ms: number) => void): Patience {
  const waiting = (what: keyof Patience) => {
    pass(usualPatience[what])
    return 1
  }
  return {
    get claim() {
      return waiting('claim')
    },
    get answer() {
      return waiting('answer')
    },
    get keep() {
      return waiting('keep')
    },
    get newer() {
      return waiting('newer')
    },
    picture: 1,
    again: 1,
  }
}

describe('while the storage hangs', () => {
  it.each(deeds)('%s is acknowledged before Discord gives it up, and answered', async (_, act) => {
    const { store, hang, isHung, release } = hung(openMemory().store())
    onTestFinished(release)
    const { fake, message } = await answered(({ clock }) => ({ store, patience: told((ms) => isHung() && clock.advance(ms)) }))
    hang()
    const before = fake.clock.now()
    const acted = act(fake, message)
    expect([5, 6, 8]).toContain((await acted.response()).type)
    // What is left of Discord's three seconds is the network's.
    expect(fake.clock.now() - before).toBeLessThanOrEqual(1000)
    release()
    if (acted.live.type !== 4)
      expect(textOf(await acted.message((one) => one.id !== message.id || textOf(one) !== textOf(message)))).toMatch(/70B/)
    expectWellBehaved(fake)
  })
})
