import type { APIMessage, TextChannel } from 'discord.js'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/operations/log.ts'
import { answeringRest, createClient, intentsFor } from '../../../src/platforms/discord/client.ts'
import { expectWellBehaved, fakeWithCommands, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll, commands, discord, rest, start } from '../../support/discord/client.ts'
import { FakeDiscord } from '../../support/discord/fake.ts'
import { permission } from '../../support/discord/permissions.ts'
import { eventually } from '../../support/redis-server.ts'

afterEach(closeAll)

const content = 1 << 15
const intentsOf = (fake: FakeDiscord) => [...fake.gateway.sessions.values()].map(({ intents }) => intents)
const answers = async (fake: FakeDiscord) =>
  expect(textOf(await fake.slash({ name: 'fit', options: { text: '70b int4' } }).message())).toContain('Llama')

describe('the client', () => {
  it('keeps few of the people it meets, and every server', async () => {
    const { LimitedCollection } = await import('discord.js')
    const client = createClient({}, { content: false }, createLog({ level: 'fatal', secrets: [], write: () => undefined }))
    onTestFinished(() => client.destroy())
    expect(client.users.cache).toBeInstanceOf(LimitedCollection)
    expect(client.users.cache).toMatchObject({ maxSize: 500 })
    expect(client.guilds.cache).not.toBeInstanceOf(LimitedCollection)
  })
})

describe('what nobody listens to', () => {
  async function listening() {
    const fake = await start({ granted: ['messageContent'] })
    const client = createClient({ apiUrl: fake.api }, { content: true }, createLog({ level: 'fatal', secrets: [], write: () => undefined }))
    onTestFinished(() => client.destroy())
    const { Events } = await discord()
    const heard: string[] = []
    client.on(Events.MessageCreate, ({ content }) => heard.push(content))
    client.on(Events.MessageUpdate, (_, { id }) => heard.push(`changed ${id}`))
    client.on(Events.InteractionCreate, ({ id }) => heard.push(id))
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve))
    await client.login(fake.token)
    await ready
    const api = await rest(fake)
    const say = async (content: string, channel = fake.channel, components: object[] = []) =>
      (await api.post(`/channels/${channel.id}/messages`, {
        body: { content, components, allowed_mentions: { parse: [] } },
      })) as APIMessage
    const soon = (what: string) => eventually(`${what} is heard`, () => heard.includes(what))
    return { fake, client, api, heard, say, soon }
  }

  it('is not built: what the bot says and changes itself, and commands', async () => {
    const { fake, client, api, heard, say, soon } = await listening()
    const own = await say('mine')
    await api.patch(`/channels/${fake.channel.id}/messages/${own.id}`, { body: { content: 'mine still', allowed_mentions: { parse: [] } } })
    await api.put(`/applications/${fake.world.bot.id}/commands`, { body: commands })
    fake.slash({ name: 'fit', options: { model: 'llama' } })
    fake.message({ content: 'theirs' })
    await soon('theirs')
    expect(heard).toEqual(['theirs'])
    expect([...(client.channels.cache.get(fake.channel.id) as TextChannel).messages.cache.values()].map(({ content }) => content)).toEqual([
      'theirs',
    ])
  })

  it('is built where somebody goes on from it: a reply, a press, a thread', async () => {
    const { fake, client, heard, say, soon } = await listening()
    const [replied, begun, pressed] = [
      await say('a reply'),
      await say('a thread'),
      await say('a press', fake.channel, [{ type: 1, components: [{ type: 2, style: 2, label: 'Go', custom_id: 'go' }] }]),
    ]
    fake.message({ content: 'on', reference: replied })
    fake.beginThread(begun)
    const { id } = fake.button(pressed, 'go')
    for (const what of ['on', `changed ${begun.id}`, id]) await soon(what)
    expect(heard).toHaveLength(3)
    const { cache } = (client.channels.cache.get(fake.channel.id) as TextChannel).messages
    expect([replied, begun, pressed].map((one) => cache.get(one.id)?.content)).toEqual(['a reply', 'a thread', 'a press'])
  })

  it('opens no conversation: whose it is, is known from what they say', async () => {
    const { fake, client, say, soon } = await listening()
    const channel = fake.world.dm(fake.user)
    await say('hello', channel)
    fake.message({ content: 'theirs' })
    await soon('theirs')
    expect(client.channels.cache.has(channel.id)).toBe(false)
    fake.message({ content: 'hello yourself', channel })
    await soon('hello yourself')
    expect(client.channels.cache.get(channel.id)).toMatchObject({ recipientId: fake.user.id })
  })
})

describe('what was promised', () => {
  it('is filled in however much is: it is not among what a bot may ask of Discord in a second', async () => {
    const fake = await start()
    const { REST, Routes, RESTEvents } = await discord()
    const bot = fake.world.bot.id
    await (await rest(fake)).put(Routes.applicationCommands(bot), { body: commands })
    /** How many of 60 answers the client holds back. */
    async function heldBack(client: InstanceType<typeof REST>): Promise<number> {
      const acted = Array.from({ length: 60 }, () => fake.slash({ name: 'fit', options: { model: 'llama' } }))
      await Promise.all(
        acted.map(({ id, live }) => client.post(Routes.interactionCallback(id, live.token), { body: { type: 5 }, auth: false })),
      )
      let held = 0
      client.on(RESTEvents.RateLimited, () => held++)
      const body = { content: 'here', allowed_mentions: { parse: [] } }
      await Promise.all(acted.map(({ live }) => client.patch(Routes.webhookMessage(bot, live.token), { body, auth: false })))
      return held
    }
    expect(await heldBack(answeringRest({ apiUrl: fake.api }))).toBe(0)
    // The library's own client holds them back.
    expect(await heldBack(new REST({ api: fake.api, version: '10' }))).toBeGreaterThan(0)
  })
})

describe('the connection', () => {
  it('hears of servers, messages and what stands in them where it may', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running } = await startBot(fake)
    expect(intentsOf(fake)).toEqual([intentsFor({ content: true })])
    expect(intentsFor({ content: true }) & content).toBe(content)
    await eventually('connected', running.connected)
    await answers(fake)
    expectWellBehaved(fake)
  })

  it('does without the content of messages where it may not, and says where to turn it on', async () => {
    const fake = await fakeWithCommands()
    const { next, lines, running } = await startBot(fake)
    expect((await next(lines.find(({ msg }) => msg.includes('MESSAGE CONTENT INTENT'))?.msg ?? '?')).level).toBe('warn')
    expect(lines.filter(({ msg }) => msg.includes('MESSAGE CONTENT INTENT'))).toHaveLength(1)
    expect(intentsOf(fake)).toEqual([intentsFor({ content: false })])
    await eventually('connected', running.connected)
    await answers(fake)
  })

  it('says to whoever turns a channel on that nothing is heard there, where that is so', async () => {
    const turnedOn = { name: 'server-settings', options: { text: 'channels #gpu-help' }, permissions: permission.manageGuild }
    const deaf = await fakeWithCommands()
    await startBot(deaf)
    expect(textOf(await deaf.slash(turnedOn).message())).toContain('MESSAGE CONTENT INTENT')
    const hearing = await fakeWithCommands({ granted: ['messageContent'] })
    await startBot(hearing)
    expect(textOf(await hearing.slash(turnedOn).message())).not.toContain('MESSAGE CONTENT INTENT')
  })

  it('does without it when it is taken away while it runs', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running } = await startBot(fake)
    fake.gateway.disconnect(4014)
    await eventually('connected without', () => intentsOf(fake).includes(intentsFor({ content: false })) && running.connected())
    await answers(fake)
  })

  it.each([
    ['breaks without a word', (fake: FakeDiscord) => fake.gateway.drop()],
    ['is closed', (fake: FakeDiscord) => fake.gateway.disconnect(4000)],
    ['is asked to come back', (fake: FakeDiscord) => fake.gateway.reconnect()],
    ['loses its session', (fake: FakeDiscord) => fake.gateway.invalidate(false)],
    ['is told that its session goes on', (fake: FakeDiscord) => fake.gateway.invalidate(true)],
  ])('comes back by itself when it %s', async (_, disturb) => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running } = await startBot(fake)
    const { connections } = fake.gateway.counts
    disturb(fake)
    await eventually('another connection', () => fake.gateway.counts.connections > connections)
    await eventually('connected', running.connected)
    await answers(fake)
  })

  it('hears once what was asked meanwhile, when it is back', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running } = await startBot(fake)
    await eventually('connected', running.connected)
    fake.gateway.disconnect(4000)
    const asked = fake.slash({ name: 'fit', options: { text: '70b int4' } })
    const mention = fake.message({ content: `<@${fake.world.bot.id}> 70b int4` })
    expect(textOf(await asked.message())).toContain('Llama')
    await fake.replyTo(mention)
    expect(fake.gateway.counts.resumes).toBe(1)
    expect(fake.said()).toHaveLength(2)
    expectWellBehaved(fake)
  })

  it('comes back from a long outage, which is said once', async () => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const { running, lines, next } = await startBot(fake)
    await eventually('connected', running.connected)
    const { port } = new URL(fake.api)
    await fake.close()
    await eventually('cut off', () => !running.connected())
    await next('the connection is lost, trying to come back')
    const back = await new FakeDiscord({ granted: ['messageContent'] }).start(Number(port))
    onTestFinished(() => back.close())
    await eventually('connected', running.connected)
    await next('connected again')
    expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(1)
  })

  it('is tried again where Discord is not reached', async () => {
    const fake = await fakeWithCommands()
    fake.faults.fail({ status: 503, path: '/gateway/bot', times: 4 })
    const { next, running } = await startBot(fake)
    expect(await next('Discord is not reached, trying again')).toMatchObject({ status: 503 })
    await eventually('connected', running.connected)
    await answers(fake)
  })
})

describe('what is refused for another reason', () => {
  it.each([
    [4013, 'intents'],
    [4012, 'install a newer one'],
  ])('is told as what to mend (%i)', async (code, said) => {
    const fake = await start()
    fake.gateway.closeNextIdentify(code)
    await expect(startBot(fake)).rejects.toThrow(said)
  })
})

describe('a token Discord does not know', () => {
  it('is told as what to mend, with nothing of the program', async () => {
    const fake = await start()
    const refused = await startBot(fake, { token: 'not-it' }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ name: 'DiscordRefused', stack: '' })
    expect(String(refused)).toContain('DISCORD_TOKEN')
    expect(String(refused)).not.toContain('not-it')
  })

  it('is told where the gateway alone refuses it', async () => {
    const fake = await start()
    fake.gateway.closeNextIdentify(4004)
    await expect(startBot(fake)).rejects.toThrow('DISCORD_TOKEN')
  })

  it('while it runs is logged, and it is not connected any more', async () => {
    const fake = await fakeWithCommands()
    const { running, lines } = await startBot(fake)
    await eventually('connected', running.connected)
    fake.gateway.disconnect(4004)
    await eventually('not connected', () => !running.connected())
    await eventually('it is said', () => lines.some(({ level, msg }) => level === 'error' && msg.includes('DISCORD_TOKEN')))
  })
})
