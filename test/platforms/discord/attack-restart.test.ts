import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { recordKeys } from '../../../src/storage/keys.ts'
import type { Store } from '../../../src/storage/store.ts'
import { fakeWithCommands, heldBack, hurried, longQuestion, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { openMemory } from '../../support/memory-store.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const impatient = { ...hurried, again: 1 }

/** A process that has promised an answer and will not give it any more. */
async function promisedAndGone() {
  const fake = await fakeWithCommands()
  const memory = openMemory()
  const { store, release } = heldBack(memory.store())
  await startBot(fake, { store, patience: impatient })
  onTestFinished(release)
  const asked = fake.slash(longQuestion)
  expect((await asked.response()).type).toBe(5)
  return { fake, memory, asked }
}

/** A store whose claims of what was put off are over at once, as they are after some seconds. */
const leased = (store: Store): Store => ({
  ...store,
  claim: async (key, seconds) => key.startsWith('finishing:') || (await store.claim(key, seconds)),
})

describe('what an earlier process had promised', () => {
  it('is tried again where Discord fails when it is given', async () => {
    const { fake, memory, asked } = await promisedAndGone()
    fake.faults.fail({ status: 503, method: 'PATCH', times: 4 })
    await startBot(fake, { store: leased(memory.store()), patience: impatient })
    expect(textOf(await asked.message())).toContain('Llama')
  })

  it('is given once the storage is back that was away at the start', async () => {
    const { fake, memory, asked } = await promisedAndGone()
    memory.leave()
    await startBot(fake, { store: memory.store(), patience: impatient })
    expect(textOf(await fake.slash({ name: 'help' }).message())).not.toBe('')
    memory.back()
    expect(textOf(await asked.message())).toContain('Llama')
  })

  it('by a later version is left to it', async () => {
    const { fake, memory } = await promisedAndGone()
    const store = memory.store()
    const [left] = await store.listRecords(recordKeys.allUnfinished('discord'))
    if (left === undefined) throw new Error('nothing was kept')
    await store.putRecord(left.key, { ...(left.value as object), as: 'in a way of a later version' })
    await startBot(fake, { store: memory.store(), patience: impatient })
    expect(textOf(await fake.slash({ name: 'help' }).message())).not.toBe('')
    expect(await store.listRecords(recordKeys.allUnfinished('discord'))).toHaveLength(1)
    fake.clock.advance(16 * 60_000)
    await startBot(fake, { store: memory.store(), patience: impatient })
    await eventually('it is forgotten', async () => (await store.listRecords(recordKeys.allUnfinished('discord'))).length === 0)
  })
})

describe('what is typed', () => {
  it('and past before its suggestions are there warns nobody', async () => {
    const fake = await fakeWithCommands()
    const { lines, next } = await startBot(fake)
    const { arrived, release } = fake.faults.hold({ path: '/callback' })
    fake.autocomplete({ name: 'fit', options: { model: 'qwen' }, focused: 'model' })
    await arrived
    fake.clock.advance(4000)
    release()
    await next('suggestions came too late')
    expect(lines.filter(({ msg }) => msg === 'an answer did not reach Discord')).toEqual([])
  })
})
