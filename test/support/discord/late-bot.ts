import { expect, onTestFinished } from 'vitest'
import type { Patience } from '../../../src/platforms/discord/interactions.ts'
import type { Store } from '../../../src/storage/store.ts'
import { openMemory } from '../memory-store.ts'
import { fakeWithCommands, longQuestion, startBot, unhurried } from './bot.ts'
import type { FakeDiscord } from './fake.ts'

/** Whatever is not there at once is late. */
export const hurried: Patience = { ...unhurried, answer: 5 }

interface LateOptions {
  readonly fake?: FakeDiscord
  readonly patience?: Patience
}

/** A bot whose answers to `longQuestion` are late until `release`, and again from `hold` on. */
export async function lateBot({ fake: given, patience = hurried }: LateOptions = {}) {
  const fake = given ?? (await fakeWithCommands())
  const memory = openMemory()
  const { store, hold, release } = heldBack(memory.store())
  const bot = await startBot(fake, { store, patience })
  onTestFinished(release)
  return { ...bot, fake, memory, hold, release }
}

/** One that has promised an answer, and will not give it unless it is let go. */
export async function promisedAndGone(options: LateOptions = {}) {
  const bot = await lateBot(options)
  const asked = bot.fake.slash(longQuestion)
  expect((await asked.response()).type).toBe(5)
  return { ...bot, asked }
}

/** A store that takes what buttons ask only from `release` on, until it is to `hold` again. It begins held. */
function heldBack(store: Store) {
  let release: () => void = () => undefined
  let released = Promise.resolve()
  const hold = () => {
    released = new Promise<void>((resolve) => {
      release = resolve
    })
  }
  hold()
  const held: Store = {
    ...store,
    async put(key, ...args) {
      if (key.startsWith('buttons:')) await released
      await store.put(key, ...args)
    },
  }
  return { store: held, hold, release: () => release() }
}
