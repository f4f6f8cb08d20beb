import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { expectWellBehaved, fakeWithCommands, startBot, textOf, titleOf, unhurried } from '../../support/discord/bot.ts'
import { closeAll, rest } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { promisedAndGone } from '../../support/discord/late-bot.ts'
import { openMemory } from '../../support/memory-store.ts'

afterEach(closeAll)

const edits = (fake: FakeDiscord) => fake.requests.filter(({ method }) => method === 'PATCH').length
const answersGiven = (fake: FakeDiscord) => fake.requests.filter(({ path }) => path.endsWith('/callback'))

describe('what only a newer process knows', () => {
  it('is left to it, though older ones hear of it first', async () => {
    const fake = await fakeWithCommands()
    const memory = openMemory()
    const known = commands.filter(({ name }) => name !== 'explain')
    const older = { known, patience: { ...unhurried, newer: 1000 } }
    for (const process of [older, {}, older]) await startBot(fake, { ...process, store: memory.store() })
    await fake.gateway.ready(3)
    const answer = await fake.slash({ name: 'explain', options: { text: 'what is a kv cache?' } }).message()
    expect(titleOf(answer)).toBe('KV cache')
    expectWellBehaved(fake)
  })

  it('has expired where there is none', async () => {
    const fake = await fakeWithCommands()
    await startBot(fake, { known: commands.filter(({ name }) => name !== 'explain') })
    expect(titleOf(await fake.slash({ name: 'explain' }).message())).toBe('That has expired')
    expect(answersGiven(fake)).toHaveLength(1)
  })
})

describe('a stop', () => {
  it('gives the answers it has promised, and takes no further questions', async () => {
    const { fake, asked, release, running, lines } = await promisedAndGone({
      fake: await fakeWithCommands({ granted: ['messageContent'] }),
    })
    // What it promised is there when it has stopped, and not some time after.
    const stopped = running.stop().then(() => edits(fake))
    fake.slash({ name: 'fit', options: { text: '8b' } })
    release()
    expect(await stopped).toBe(1)
    expect(textOf(await asked.message())).toContain('Llama')
    expect(answersGiven(fake)).toHaveLength(1)
    expect([...fake.gateway.sessions]).toEqual([])
    expect(running.connected()).toBe(false)
    expectWellBehaved(fake)
    await fake.close()
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([])
  })

  it('waits for the replies it has begun', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running } = await startBot(fake)
    const held = fake.faults.hold({ method: 'POST', path: /^\/channels\// })
    const asked = fake.message({ content: `<@${fake.world.bot.id}> 70b int4` })
    await held.arrived
    let hasStopped = false
    const stopped = running.stop().then(() => {
      hasStopped = true
    })
    // Time enough to disconnect, were nothing waited for.
    const api = await rest(fake)
    for (let at = 0; at < 10; at++) await api.get('/users/@me')
    expect(hasStopped).toBe(false)
    held.release()
    await stopped
    expect(titleOf(await fake.replyTo(asked))).toContain('70B')
    expectWellBehaved(fake)
  })
})
