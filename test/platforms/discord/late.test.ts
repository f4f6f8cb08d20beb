import { afterEach, describe, expect, it } from 'vitest'
import { recordKeys } from '../../../src/storage/keys.ts'
import {
  buttonOf,
  expectWellBehaved,
  fakeWithCommands,
  firstButton,
  isEphemeral,
  longQuestion,
  startBot,
  textOf,
  titleOf,
} from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { hurried, lateBot } from '../../support/discord/late-bot.ts'
import { openMemory } from '../../support/memory-store.ts'

afterEach(closeAll)

const llama = 'llama 3.1 70b int4 on 2x rtx 4090'
const callback = '/callback'

describe('an answer that takes long', () => {
  it('is promised, and then stands in the same message', async () => {
    const { fake, release } = await lateBot()
    const asked = fake.slash(longQuestion)
    expect((await asked.response()).type).toBe(5)
    release()
    const message = await asked.message()
    expect(textOf(message)).toContain('Llama')
    expect(isEphemeral(message)).toBe(false)
    expect(asked.followups).toEqual([])
    expectWellBehaved(fake)
  })

  it('is promised to the asker alone where it is for them', async () => {
    const { fake, release } = await lateBot()
    const asked = fake.slash({ ...longQuestion, options: { ...longQuestion.options, private: true } })
    expect((await asked.response()).data.flags).toBe(64)
    release()
    expect(isEphemeral(await asked.message())).toBe(true)
    expectWellBehaved(fake)
  })

  it('is promised to the asker alone while nobody knows who may see it', async () => {
    const fake = await fakeWithCommands()
    let release: () => void = () => undefined
    const known = new Promise<void>((resolve) => {
      release = resolve
    })
    const store = openMemory().store()
    await startBot(fake, {
      patience: hurried,
      store: { ...store, getRecord: async (key) => known.then(() => store.getRecord(key)) },
    })
    const asked = fake.slash(longQuestion)
    expect(await asked.response()).toEqual({ type: 5, data: { flags: 64 } })
    release()
    expect(textOf(await asked.message())).toContain('Llama')
    expectWellBehaved(fake)
  })

  it('of a press changes the message when it is there', async () => {
    const { fake, hold, release } = await lateBot()
    const asked = fake.slash(longQuestion)
    release()
    const message = await asked.message()
    hold()
    const pressed = fake.button(message, firstButton(message))
    expect((await pressed.response()).type).toBe(6)
    expect(fake.said().map(titleOf)).toEqual([titleOf(message)])
    release()
    const compared = await pressed.message((one) => titleOf(one) !== titleOf(message))
    expect(compared.id).toBe(message.id)
    expectWellBehaved(fake)
  })

  it('is given without the storage', async () => {
    const fake = await fakeWithCommands()
    const memory = openMemory()
    await startBot(fake, { store: memory.store() })
    memory.leave()
    const message = await fake.slash(longQuestion).message()
    expect(textOf(message)).toContain('Llama')
    expect(textOf(await fake.button(message, buttonOf(message, 'Why')).message())).toContain('•')
    expectWellBehaved(fake)
  })
})

describe('when Discord', () => {
  it('asks to wait, the answer waits', async () => {
    const fake = await fakeWithCommands()
    await startBot(fake)
    fake.faults.rateLimit({ retryAfter: 0.05, path: callback })
    expect(textOf(await fake.slash({ name: 'fit', options: { text: llama } }).message())).toContain('Llama')
    expect(fake.refusals.map(({ status }) => status)).toEqual([429])
  })

  it('fails once, the answer is sent again', async () => {
    const fake = await fakeWithCommands()
    await startBot(fake)
    fake.faults.fail({ status: 503, path: callback })
    expect(textOf(await fake.slash({ name: 'fit', options: { text: llama } }).message())).toContain('Llama')
  })

  it('breaks the connection, the answer is sent again', async () => {
    const fake = await fakeWithCommands()
    const { lines } = await startBot(fake)
    fake.faults.reset({ path: callback })
    expect(textOf(await fake.slash({ name: 'fit', options: { text: llama } }).message())).toContain('Llama')
    expect(lines.filter(({ msg }) => msg === 'an answer did not reach Discord')).toEqual([])
  })

  it('refuses the promise, nothing is left for the next start', async () => {
    const { fake, store, next } = await lateBot()
    fake.faults.fail({ status: 503, path: callback, times: 4 })
    fake.slash(longQuestion)
    await next('an answer did not reach Discord')
    expect(await store.listRecords(recordKeys.allUnfinished('discord'))).toEqual([])
  })

  it('fails for long, one line says so and the next question is answered', async () => {
    const fake = await fakeWithCommands()
    const { next, lines } = await startBot(fake)
    fake.faults.fail({ status: 503, path: callback, times: 4 })
    const lost = fake.slash({ name: 'fit', options: { text: llama } })
    expect(await next('an answer did not reach Discord')).toMatchObject({ level: 'warn', interaction: lost.id, status: 503 })
    expect(textOf(await fake.slash({ name: 'fit', options: { text: llama } }).message())).toContain('Llama')
    expect(JSON.stringify(lines)).not.toContain(lost.live.token)
  })

  it('has given the question up, one line says so', async () => {
    const fake = await fakeWithCommands()
    const { next, lines } = await startBot(fake)
    const { arrived, release } = fake.faults.hold({ path: callback })
    const lost = fake.slash({ name: 'fit', options: { text: llama } })
    await arrived
    fake.clock.advance(4000)
    release()
    expect(await next('an answer did not reach Discord')).toMatchObject({ interaction: lost.id, code: 10062 })
    expect(JSON.stringify(lines)).not.toContain(lost.live.token)
  })

  it('does not take the picture, the answer goes without it', async () => {
    const fake = await fakeWithCommands()
    await startBot(fake)
    fake.faults.fail({ status: 413, path: callback })
    const message = await fake.slash({ name: 'fit', options: { text: llama } }).message()
    expect(titleOf(message)).not.toBe('')
    expect(message.attachments).toEqual([])
    expect(message.embeds[0]?.image).toBeUndefined()
  })

  it('has had the answer from a process that shares nothing with this one, nobody hears of it', async () => {
    const fake = await fakeWithCommands()
    const one = await startBot(fake)
    const other = await startBot(fake)
    await fake.gateway.ready(2)
    const asked = fake.slash({ name: 'fit', options: { text: llama } })
    expect(textOf(await asked.message())).toContain('Llama')
    const [{ msg }] = await Promise.race([one, other].map(async ({ next }) => [await next('another process has answered')] as const))
    expect(msg).toBe('another process has answered')
    expect(fake.refusals.map(({ code }) => code)).toEqual([40060])
    expect(fake.said()).toHaveLength(1)
  })
})
