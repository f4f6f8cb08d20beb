import type { APIMessage } from 'discord.js'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { problemsOf } from '../../../src/platforms/discord/limits.ts'
import { createQuiet, notNowOf, withNotNow } from '../../../src/platforms/discord/not-now.ts'
import { renderCard } from '../../../src/platforms/discord/render.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import type { Store } from '../../../src/storage/store.ts'
import { anyCard } from '../../support/cards-arbitrary.ts'
import { buttonOf, expectWellBehaved, isEphemeral } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { permission } from '../../support/discord/permissions.ts'
import { openMemory } from '../../support/memory-store.ts'
import { listeningBot, readableDiscord } from './listening-bot.ts'

afterEach(closeAll)

const userId = '123456789012345678'

describe('the button "not now"', () => {
  it('stands last under any answer, and Discord takes the message', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        const { payload } = renderCard(card, { command: 'fit', shorthand: '70b int4' })
        const offered = withNotNow(payload, userId, card.language)
        expect(problemsOf(offered)).toEqual([])
        expect(notNowOf(offered.components.at(-1)?.components.at(-1)?.custom_id ?? '')).toBe(userId)
      }),
    )
  })

  it('is told from every other', () => {
    expect(notNowOf('h1:ask:fit:70b int4')).toBeUndefined()
    expect(notNowOf(`not-now:${userId}`)).toBe(userId)
  })
})

describe('quiet', () => {
  it('holds for a day, for one person in one channel, and is then forgotten', async () => {
    let now = 0
    const store = openMemory().store()
    const quiet = createQuiet(store, () => now)
    await quiet.begin('lab', 'ana')
    expect([await quiet.holds('lab', 'ana'), await quiet.holds('lab', 'ben'), await quiet.holds('den', 'ana')]).toEqual([
      true,
      false,
      false,
    ])
    now = 24 * 3600_000 - 1
    expect(await quiet.holds('lab', 'ana')).toBe(true)
    now += 1
    expect(await quiet.holds('lab', 'ana')).toBe(false)
    expect(await store.getRecord(recordKeys.quiet('discord', 'lab', 'ana'))).toBeUndefined()
  })

  it('is unknown while the storage is away, and says so', async () => {
    const memory = openMemory()
    memory.leave()
    await expect(createQuiet(memory.store(), () => 0).holds('lab', 'ana')).rejects.toThrow('away')
  })
})

describe('pressing it', () => {
  const question = 'can my 3060 12gb run qwen2.5 14b?'

  /** A bot that was not asked and has answered Ana. */
  async function answered({ store = openMemory().store() }: { store?: Store } = {}) {
    const fake = await readableDiscord()
    const bot = await listeningBot({ fake, store, channels: [fake.channel.id] })
    return { ...bot, answer: await fake.replyTo(fake.message({ content: question })) }
  }

  async function told(fake: FakeDiscord, answer: APIMessage, by: Parameters<FakeDiscord['button']>[2] = {}): Promise<string> {
    const message = await fake.button(answer, buttonOf(answer, 'Not now'), by).message()
    expect(isEphemeral(message)).toBe(true)
    return message.content
  }

  function joined(fake: FakeDiscord, name: string, permissions?: bigint) {
    const user = fake.world.user(name)
    fake.world.join(fake.guild, user, permissions)
    return user
  }

  it('by its asker takes the answer away for a day; mentions are answered, and after the day everything is', async () => {
    const store = openMemory().store()
    const { fake, mention, answer, settled } = await answered({ store })
    expect(await told(fake, answer)).toContain('For a day')
    fake.message({ content: question })
    await fake.replyTo(fake.message({ content: `${mention} ${question}` }))
    await fake.replyTo(fake.message({ user: joined(fake, 'ben'), content: question }))
    expect(await settled()).toHaveLength(2)
    fake.clock.advance(24 * 3600_000 - 1000)
    const almost = await listeningBot({ fake, store })
    fake.message({ content: question })
    expect(await almost.settled()).toHaveLength(2)
    fake.clock.advance(1000)
    await listeningBot({ fake, store })
    expect(notNowOf(buttonOf(await fake.replyTo(fake.message({ content: question })), 'Not now'))).toBe(fake.user.id)
    expectWellBehaved(fake)
  })

  it('by its asker after a restart is understood, and in their language', async () => {
    const store = openMemory().store()
    const { fake, answer, stop } = await answered({ store })
    await stop()
    const next = await listeningBot({ fake, store })
    expect(await told(fake, answer, { locale: 'zh-CN' })).toContain('接下来一天')
    fake.message({ content: question })
    expect(await next.settled()).toEqual([])
    expectWellBehaved(fake)
  })

  it('by a stranger is for nobody, and the answer stays', async () => {
    const { fake, answer, settled } = await answered()
    expect(await told(fake, answer, { user: joined(fake, 'ben') })).toContain('Whoever was answered')
    await fake.replyTo(fake.message({ content: question }))
    expect(await settled()).toHaveLength(2)
    expectWellBehaved(fake)
  })

  it('by somebody who manages the server takes it away, says how to turn it off, and leaves the asker their answers', async () => {
    const { fake, answer, settled } = await answered()
    const words = await told(fake, answer, { user: joined(fake, 'chief', permission.manageGuild) })
    expect(words).toMatch(/^Gone\.\n/)
    expect(words).toContain('/server-settings channels none')
    await fake.replyTo(fake.message({ content: question }))
    expect(await settled()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('while the storage is away takes it away, and says that it cannot be remembered', async () => {
    const memory = openMemory()
    const { fake, answer, settled } = await answered({ store: memory.store() })
    memory.leave()
    expect(await told(fake, answer)).toContain('I cannot remember')
    memory.back()
    await fake.replyTo(fake.message({ content: question }))
    expect(await settled()).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('while the storage hangs says so before Discord gives it up', async () => {
    const store = openMemory().store()
    let hangs = false
    const slow = <T>(make: () => Promise<T>) => (hangs ? new Promise<T>(() => undefined) : make())
    const hanging: Store = {
      ...store,
      claim: (...args) => slow(() => store.claim(...args)),
      putRecord: (...args) => slow(() => store.putRecord(...args)),
    }
    const { fake, answer } = await answered({ store: hanging })
    hangs = true
    expect(await told(fake, answer)).toContain('I cannot remember')
    await fake.messages.changes.until(
      'the answer gone',
      () => fake.said().length === 0 || undefined,
      () => 'it is still there',
    )
    hangs = false
    expectWellBehaved(fake)
  })

  it('is answered while another answer to its asker is still on its way', async () => {
    const { fake, mention, answer } = await answered()
    const post = fake.faults.hold({ method: 'POST', path: `/channels/${fake.channel.id}/messages` })
    const asked = fake.message({ content: `${mention} ${question}` })
    await post.arrived
    expect(await told(fake, answer)).toContain('For a day')
    post.release()
    await fake.replyTo(asked)
  })

  it('twice, or where the answer is gone by then, breaks nothing', async () => {
    const { fake, answer, settled, lines } = await answered()
    const taken = fake.faults.hold({ method: 'DELETE' })
    expect(await told(fake, answer)).toContain('For a day')
    await taken.arrived
    const again = fake.button(answer, buttonOf(answer, 'Not now'))
    taken.release()
    expect((await again.message()).content).toContain('For a day')
    expect(await settled()).toEqual([])
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('is heard by one of two processes', async () => {
    const store = openMemory().store()
    const { fake, answer, settled } = await answered({ store })
    const other = await listeningBot({ fake, store })
    await told(fake, answer)
    await settled()
    await other.stop()
    expect(fake.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(1)
    expectWellBehaved(fake)
  })

  it('while the storage is away is heard by two, and the second one leaves it at that', async () => {
    const memory = openMemory()
    const { fake, answer, settled, lines } = await answered({ store: memory.store() })
    const other = await listeningBot({ fake, store: memory.store() })
    memory.leave()
    await told(fake, answer)
    await settled()
    await other.stop()
    expect(fake.refusals.map(({ code }) => code)).toEqual([40060])
    expect([...lines, ...other.lines].filter(({ msg }) => msg.includes('not now') || msg.includes('taken away'))).toEqual([])
  })
})
