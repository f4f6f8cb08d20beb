import { afterEach, describe, expect, it } from 'vitest'
import type { Asking } from '../../../src/platforms/discord/interactions-asking.ts'
import { createPending } from '../../../src/platforms/discord/pending.ts'
import { claimKeys } from '../../../src/storage/keys.ts'
import { expectWellBehaved, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { promisedAndGone } from '../../support/discord/late-bot.ts'
import { openMemory } from '../../support/memory-store.ts'

afterEach(closeAll)

const asking: Asking = {
  id: '7',
  token: 'a token',
  applicationId: '1',
  askedAt: 0,
  userId: '2',
  manages: false,
  as: 'reply',
  seen: 'public',
  text: '70b int4',
}

describe('a question that was put off', () => {
  it('is one process’s to answer, and another’s once that one is gone', async () => {
    const memory = openMemory()
    const [gone, other] = [memory.store(), memory.store()]
    const [first, next] = [createPending(gone, () => 0), createPending(other, () => 0)]
    await first.keep(asking)
    expect(await next.unfinished()).toEqual([asking])
    expect(await first.take(asking)).toBe(true)
    expect(await next.resume(asking)).toBe('theirs')
    await gone.release(claimKeys.finishing('discord', asking.id))
    expect(await next.resume(asking)).toBe('ours')
  })

  it('is done where it was answered since the list was read', async () => {
    const memory = openMemory()
    const [first, next] = [createPending(memory.store(), () => 0), createPending(memory.store(), () => 0)]
    await first.keep(asking)
    const [listed] = (await next.unfinished()) ?? []
    await first.done(asking)
    expect(listed).toEqual(asking)
    expect(await next.resume(asking)).toBe('done')
  })

  it('is answered without the storage, and not taken up', async () => {
    const memory = openMemory()
    const pending = createPending(memory.store(), () => 0)
    memory.leave()
    await pending.keep(asking)
    expect(await pending.take(asking)).toBe(true)
    expect(await pending.unfinished()).toBeUndefined()
    expect(await pending.resume(asking)).toBe('theirs')
  })
})

describe('the answer to it', () => {
  const edits = (fake: FakeDiscord) => fake.requests.filter(({ method }) => method === 'PATCH').length

  it('is given by a third process where the second ended as well', async () => {
    const { fake, memory, asked } = await promisedAndGone()
    const second = memory.store()
    const taken = claimKeys.finishing('discord', asked.live.id)
    expect(await second.claim(taken, 10)).toBe(true)
    await startBot(fake, { store: memory.store() })
    expect(edits(fake)).toBe(0)
    await second.release(taken)
    expect(textOf(await asked.message())).toContain('Llama')
    expect(edits(fake)).toBe(1)
    expectWellBehaved(fake)
  })

  it('is not given again by one that was only slow', async () => {
    const { fake, memory, asked, running, release } = await promisedAndGone()
    await startBot(fake, { store: memory.store() })
    expect(textOf(await asked.message())).toContain('Llama')
    release()
    await running.stop()
    expect(edits(fake)).toBe(1)
    expectWellBehaved(fake)
  })
})
