import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { messageMenu } from '../../../src/platforms/discord/command-definitions.ts'
import { expectWellBehaved, fakeWithCommands, isEphemeral, partsOf, startBot, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { permission } from '../../support/discord/permissions.ts'
import { openMemory } from '../../support/memory-store.ts'

afterEach(closeAll)

const refused = 'That cannot be answered yet'
const llama = 'llama 3.1 70b int4 on 2x rtx 4090'

async function running(options?: Parameters<typeof startBot>[1]) {
  const fake = await fakeWithCommands()
  return { fake, ...(await startBot(fake, options)) }
}

describe('a slash command', () => {
  it('is answered in one go, to everybody, with a picture and what can be changed under it', async () => {
    const { fake } = await running()
    const asked = fake.slash({ name: 'fit', options: { text: llama } })
    const message = await asked.message()
    expect((await asked.response()).type).toBe(4)
    expect(textOf(message)).toContain('Llama')
    expect(isEphemeral(message)).toBe(false)
    expect(asked.file('chart.png')?.subarray(1, 4).toString()).toBe('PNG')
    expect(message.attachments[0]?.description).toContain('GiB')
    expect(partsOf(message).map(({ label }) => label)).toEqual(expect.arrayContaining(['Why', 'Compare']))
    expect(asked.followups).toEqual([])
    expectWellBehaved(fake)
  })

  it.each(commands.flatMap(({ name, examples }) => examples.slice(0, 1).map(({ text }) => [name, text])))('/%s %s', async (name, text) => {
    const { fake } = await running()
    const message = await fake.slash({ name, options: { text } }).message()
    expect(titleOf(message)).not.toBe('')
    expect(titleOf(message)).not.toBe(refused)
    expectWellBehaved(fake)
  })

  it('is answered where it takes no text', async () => {
    const { fake } = await running()
    expect(textOf(await fake.slash({ name: 'help' }).message())).toContain('70b int4 inference')
  })

  it('takes its options for one question', async () => {
    const { fake } = await running()
    const options = { model: 'meta-llama/Llama-3.1-8B', format: 'Q4_K_M', context: 8192, users: 4, gpu: '2x rtx-4090' }
    const said = textOf(await fake.slash({ name: 'fit', options }).message())
    expect(said).toMatch(/RTX 4090/)
    const text = textOf(await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b q4_k_m ctx 8192 x4 on 2x rtx-4090' } }).message())
    expect(said).toBe(text)
  })

  it('is answered in the language of who reads Discord in Chinese, unless something else is set', async () => {
    const { fake } = await running()
    expect(textOf(await fake.slash({ name: 'fit', options: { text: '70b int4' }, locale: 'zh-CN' }).message())).toMatch(/\p{Script=Han}/u)
    expect(textOf(await fake.slash({ name: 'fit', options: { text: '70b int4' } }).message())).not.toMatch(/\p{Script=Han}/u)
    await fake.slash({ name: 'settings', options: { text: 'language en' } }).message()
    const said = textOf(await fake.slash({ name: 'fit', options: { text: '70b int4' }, locale: 'zh-TW' }).message())
    expect(said).not.toMatch(/\p{Script=Han}/u)
  })

  it('is for the asker alone where they say so, or the server does, and for everybody where they say that', async () => {
    const { fake } = await running()
    const ask = (options: Record<string, string | boolean>) => fake.slash({ name: 'fit', options: { text: llama, ...options } }).message()
    expect(isEphemeral(await ask({ private: true }))).toBe(true)
    expect(isEphemeral(await ask({}))).toBe(false)
    const manager = { user: fake.world.user('mia') }
    fake.world.join(fake.guild, manager.user, permission.manageGuild)
    await fake.slash({ name: 'server-settings', options: { text: 'replies private' }, ...manager }).message()
    expect(isEphemeral(await ask({}))).toBe(true)
    expect(isEphemeral(await ask({ private: false }))).toBe(false)
    expectWellBehaved(fake)
  })

  it('tells settings to the asker alone, but for where nobody else is', async () => {
    const fake = await fakeWithCommands()
    await startBot(fake)
    const ask = (options: object = {}) => fake.slash({ name: 'settings', options: { text: 'language en' }, ...options }).message()
    expect(isEphemeral(await ask())).toBe(true)
    expect(isEphemeral(await ask({ options: { text: 'language en', private: false } }))).toBe(false)
    expect(isEphemeral(await ask({ channel: fake.world.dm(fake.user) }))).toBe(false)
    expectWellBehaved(fake)
  })

  it('leaves a server’s settings to those who manage it', async () => {
    const { fake } = await running()
    const message = await fake.slash({ name: 'settings', options: { text: 'server replies private' } }).message()
    expect(titleOf(message)).toBe(refused)
    expect(isEphemeral(message)).toBe(true)
  })

  it('is answered plainly in a direct message and where only a person brought the bot along', async () => {
    const { fake } = await running()
    const dm = await fake.slash({ name: 'fit', options: { text: llama }, channel: fake.world.dm(fake.user) }).message()
    expect(isEphemeral(dm)).toBe(false)
    const elsewhere = fake.world.guild('Elsewhere', { hasBot: false })
    const channel = fake.world.channel(elsewhere, 'talk')
    fake.world.join(elsewhere, fake.user)
    expect(textOf(await fake.slash({ name: 'fit', options: { text: llama }, channel }).message())).toContain('Llama')
    expectWellBehaved(fake)
  })

  it('goes without a picture where none may be attached', async () => {
    const { fake } = await running()
    fake.world.deny(fake.channel, permission.attachFiles)
    const asked = fake.slash({ name: 'fit', options: { text: llama } })
    expect((await asked.message()).attachments).toEqual([])
    expectWellBehaved(fake)
  })

  it('tells the asker alone what to mend, with a button that asks it mended', async () => {
    const { fake } = await running()
    const message = await fake.slash({ name: 'fit', options: { text: 'llama 3.1 70b on rtx 4900' } }).message()
    expect(isEphemeral(message)).toBe(true)
    const [button] = partsOf(message)
    const mended = await fake.button(message, button?.custom_id ?? '').message((one) => titleOf(one) !== refused)
    expect(textOf(mended)).toContain('RTX 4090')
    expectWellBehaved(fake)
  })

  it('asked more often than may be waits, and is told how long', async () => {
    const limit = { questions: 1, seconds: 60 }
    const { fake } = await running({ limits: { person: limit, place: { ...limit, questions: 9 }, all: { ...limit, questions: 9 } } })
    const asked = () => fake.slash({ name: 'fit', options: { text: llama } }).message()
    await asked()
    const told = await asked()
    expect(isEphemeral(told)).toBe(true)
    expect(textOf(told)).toMatch(/\d+ s/)
    fake.clock.advance(60_000)
    expect(textOf(await asked())).toContain('Llama')
    expectWellBehaved(fake)
  })

  it.each([
    ['in one server', { place: { questions: 1, seconds: 60 } }, 'The Lab', true],
    ['in another server', { place: { questions: 1, seconds: 60 } }, 'Next door', false],
    ['by everybody anywhere', { all: { questions: 1, seconds: 60 } }, 'Next door', true],
  ])('asked more often than may be %s waits, whoever asks, and is told in private', async (_, limit, where, waits) => {
    const plenty = { questions: 100, seconds: 60 }
    const { fake } = await running({ limits: { person: plenty, place: plenty, all: plenty, ...limit } })
    const user = fake.world.user('ben')
    const guild = where === fake.guild.name ? fake.guild : fake.world.guild(where)
    fake.world.join(guild, user)
    const channel = guild === fake.guild ? fake.channel : fake.world.channel(guild, 'general')
    await fake.slash({ name: 'fit', options: { text: llama } }).message()
    const message = await fake.slash({ name: 'fit', options: { text: llama }, user, channel }).message()
    expect(isEphemeral(message)).toBe(waits)
    if (waits) expect(textOf(message)).toMatch(/\d+ s/)
    else expect(textOf(message)).toContain('Llama')
    expectWellBehaved(fake)
  })

  it('counts a press as a question, and completing what is typed as none', async () => {
    const plenty = { questions: 100, seconds: 60 }
    const { fake } = await running({ limits: { person: { questions: 2, seconds: 60 }, place: plenty, all: plenty } })
    for (let at = 0; at < 5; at++)
      expect(await fake.autocomplete({ name: 'fit', options: { gpu: '4090' }, focused: 'gpu' }).choices()).not.toEqual([])
    const message = await fake.slash({ name: 'fit', options: { text: llama } }).message()
    const why = partsOf(message).find(({ label }) => label === 'Why')?.custom_id ?? ''
    expect(isEphemeral(await fake.button(message, why).message())).toBe(false)
    const told = await fake.slash({ name: 'fit', options: { text: llama } }).message()
    expect(isEphemeral(told)).toBe(true)
    expect(textOf(told)).toMatch(/\d+ s/)
  })

  it('repeats whatever was typed without waking anybody', async () => {
    const { fake } = await running()
    const everyone = `@everyone @here <@${fake.user.id}> <@&${fake.guild.id}>`
    for (const text of [`${everyone} 70b int4`, `${everyone} rtx 4900`, `explain ${everyone}`])
      await fake.slash({ name: 'fit', options: { text } }).message()
    fake.world.deny(fake.channel, permission.embedLinks)
    await fake.replyTo(fake.message({ content: `<@${fake.world.bot.id}> ${everyone} can I run it on an rtx 4900` }))
    expect(fake.pinging).toEqual([])
  })

  it('that nobody foresaw is said with the id the log has it by', async () => {
    const broken = {
      commands,
      reply: () => {
        throw new Error('a bug of ours')
      },
    }
    const { fake } = await running({ headroom: broken })
    const message = await fake.slash({ name: 'fit', options: { text: llama } }).message()
    expect(isEphemeral(message)).toBe(true)
    expect(textOf(message)).not.toContain('bug')
    expect(message.embeds[0]?.footer?.text).toMatch(/code [0-9a-f]{8}/)
    expectWellBehaved(fake)
  })

  it('that Discord still knows and this program does not is answered too', async () => {
    const { fake } = await running()
    fake.commands.upsert(fake.world.bot.id, { name: 'old', description: 'from before' })
    const message = await fake.slash({ name: 'old' }).message()
    expect(textOf(message)).toContain('/fit')
    expect(isEphemeral(message)).toBe(true)
  })
})

describe('what is typed', () => {
  it('is completed', async () => {
    const { fake } = await running()
    const choices = await fake.autocomplete({ name: 'fit', options: { gpu: '2x 409' }, focused: 'gpu' }).choices()
    expect(choices[0]).toEqual({ name: '2x GeForce RTX 4090', value: '2x rtx-4090' })
    expect(await fake.autocomplete({ name: 'fit', options: { model: '' }, focused: 'model' }).choices()).toHaveLength(25)
    expectWellBehaved(fake)
  })

  it('is completed while the storage is away', async () => {
    const memory = openMemory()
    const { fake } = await running({ store: memory.store() })
    memory.leave()
    expect(await fake.autocomplete({ name: 'fit', options: { model: 'qwen' }, focused: 'model' }).choices()).not.toEqual([])
  })
})

describe('the menu of a message', () => {
  it('answers who asked for it, alone, and in a direct message plainly', async () => {
    const { fake } = await running()
    const said = fake.message({ content: `<@${fake.user.id}> can I run Qwen 72B on 2x3090?`, user: fake.world.user('ben') })
    const message = await fake.menu(messageMenu, said).message()
    expect(textOf(message)).toContain('Qwen')
    expect(isEphemeral(message)).toBe(true)
    const channel = fake.world.dm(fake.user)
    const own = fake.message({ content: '70b int4', channel })
    expect(isEphemeral(await fake.menu(messageMenu, own).message())).toBe(false)
    expectWellBehaved(fake)
  })

  it('answers what was forwarded there', async () => {
    const { fake } = await running()
    const elsewhere = fake.message({ content: 'can I run Qwen 72B on 2x3090?', channel: fake.world.dm(fake.user) })
    const forwarded = fake.message({ forwarded: elsewhere })
    expect(textOf(await fake.menu(messageMenu, forwarded).message())).toContain('Qwen')
    expectWellBehaved(fake)
  })

  it('says what to ask where the message says nothing', async () => {
    const { fake } = await running()
    const message = await fake.menu(messageMenu, fake.message({ content: '<@&123456789012345678>' })).message()
    expect(titleOf(message)).toBe(refused)
  })
})
