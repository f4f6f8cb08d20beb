import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bot, closeAll, commands, connect, discord, fitting, rest, start } from '../../support/discord/client.ts'
import { intent } from '../../support/discord/gateway.ts'

afterEach(closeAll)

describe('the gateway', () => {
  test('a client connects, sees its guilds and registers commands that come back with ids', async () => {
    const { fake, client } = await bot()
    expect(client.guilds.cache.get(fake.guild.id)?.name).toBe('The Lab')
    const registered = await client.application.commands.fetch({ withLocalizations: true })
    expect(registered.find(({ name }) => name === 'fit')).toMatchObject({ nameLocalizations: { 'zh-CN': '能跑吗' } })
    const ids = [...registered.keys()]
    expect([...(await client.application.commands.set(commands)).keys()]).toEqual(ids)
    expect(fake.refusals).toEqual([])
  })

  test('a wrong token is answered 401, and closed with 4004 where it identifies all the same', async () => {
    const fake = await start()
    const { Client } = await discord()
    const client = new Client({ intents: 1, rest: { api: fake.api } })
    await expect(client.login('wrong')).rejects.toThrow(/token/)
    expect(fake.refusals).toMatchObject([{ path: '/gateway/bot', status: 401 }])
    const socket = new WebSocket(fake.gateway.url)
    socket.on('message', () => socket.send(JSON.stringify({ op: 2, d: { token: 'wrong', intents: 1 } })))
    expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(4004)
  })

  test('an intent the application was not granted is closed with 4014', async () => {
    const fake = await start()
    await expect(connect(fake, intent.guilds | intent.guildMessages | intent.messageContent)).rejects.toThrow('Used disallowed intents')
    await connect(fake, intent.guilds | intent.guildMessages)
    expect(fake.gateway.counts.identifies).toBe(2)
  })

  test('what happened while it was away reaches a client that resumes', async () => {
    const { fake, client } = await bot()
    const answered = new Promise<string>((resolve) => client.on('interactionCreate', ({ id }) => resolve(id)))
    fake.gateway.disconnect(4000)
    const acted = fake.slash(fitting)
    expect(await answered).toBe(acted.id)
    expect(fake.gateway.counts).toMatchObject({ identifies: 1, resumes: 1 })
  })

  test('it resumes when asked to reconnect, and identifies anew when its session is gone', async () => {
    const fake = await start()
    // The client's own waits five seconds between two of them.
    const buildIdentifyThrottler = async () => ({ waitForIdentify: async () => undefined })
    const client = await connect(fake, intent.guilds, { ws: { buildIdentifyThrottler } })
    const resumed = new Promise((resolve) => client.once('shardResume', resolve))
    fake.gateway.reconnect()
    await resumed
    expect(fake.gateway.counts).toMatchObject({ identifies: 1, resumes: 1 })
    const ready = new Promise((resolve) => client.once('shardReady', resolve))
    fake.gateway.invalidate(false)
    await ready
    expect(fake.gateway.counts).toMatchObject({ identifies: 2, resumes: 1 })
  })

  test('a client whose heartbeats stay unanswered comes back by itself', async () => {
    const fake = await start({ heartbeatMs: 40 })
    const client = await connect(fake)
    const resumed = new Promise((resolve) => client.once('shardResume', resolve))
    fake.gateway.isDeaf = true
    await fake.gateway.changes.until(
      'another connection',
      () => (fake.gateway.counts.connections > 1 ? true : undefined),
      () => 'there was none',
    )
    fake.gateway.isDeaf = false
    await resumed
    expect(fake.gateway.counts.identifies).toBe(1)
  })

  test('each shard sees its own guilds, the first one direct messages', async () => {
    const fake = await start({ shards: 2 })
    const other = fake.world.channel(fake.world.guild('Next door'), 'general')
    const client = await connect(fake, intent.guilds, { shards: 'auto' })
    await client.application.commands.set(commands)
    const { GatewayDispatchEvents } = await discord()
    const shardOf = (channel: typeof other) =>
      new Promise((resolve) => {
        client.ws.once(GatewayDispatchEvents.InteractionCreate, (_: unknown, shard: number) => resolve(shard))
        fake.slash({ ...fitting, channel })
      })
    expect([await shardOf(fake.channel), await shardOf(other)].sort()).toEqual([0, 1])
    expect(await shardOf(fake.world.dm(fake.user))).toBe(0)
  })

  test('a client is told of a guild it comes to and one it must leave', async () => {
    const { fake, client } = await bot()
    const joined = new Promise<string>((resolve) => client.once('guildCreate', ({ name }) => resolve(name)))
    const guild = fake.world.guild('Newcomers')
    expect(await joined).toBe('Newcomers')
    const left = new Promise<string>((resolve) => client.once('guildDelete', ({ id }) => resolve(id)))
    fake.world.leave(guild)
    expect(await left).toBe(guild.id)
  })

  test('two processes see the same event; the second answer is refused with 40060', async () => {
    const { fake, client } = await bot()
    const twin = await connect(fake)
    const outcomes = [client, twin].map(
      (each) =>
        new Promise((resolve) =>
          each.on('interactionCreate', (interaction) => {
            if (interaction.isRepliable())
              interaction.reply('8 GB').then(
                () => resolve('answered'),
                (error) => resolve(error.code),
              )
          }),
        ),
    )
    fake.slash(fitting)
    expect((await Promise.all(outcomes)).map(String).sort()).toEqual(['40060', 'answered'])
  })

  test('content is blank without the intent, unless the bot is mentioned or it is a direct message', async () => {
    const fake = await start()
    const { Partials } = await discord()
    const client = await connect(fake, intent.guilds | intent.guildMessages | intent.directMessages, { partials: [Partials.Channel] })
    const seen: string[] = []
    const three = new Promise<void>((resolve) => client.on('messageCreate', ({ content }) => seen.push(content) === 3 && resolve()))
    fake.message({ content: 'a secret' })
    fake.message({ content: `<@${fake.world.bot.id}> does it fit?` })
    fake.message({ content: 'hello', channel: fake.world.dm(fake.user) })
    await three
    expect(seen).toEqual(['', `<@${fake.world.bot.id}> does it fit?`, 'hello'])
  })
})

describe('a fault', () => {
  test('of too many requests is waited out and tried again by the client', async () => {
    const fake = await start()
    const client = await connect(fake)
    fake.faults.rateLimit({ path: '/users/', retryAfter: 0.01 })
    fake.faults.rateLimit({ path: '/users/', retryAfter: 0.01, global: true })
    await client.users.fetch(fake.user.id, { force: true })
    expect(fake.requests.slice(-3).map(({ status }) => status)).toEqual([429, 429, 200])
  })

  test('fails, breaks or holds the requests it is for, as often as asked', async () => {
    const fake = await start()
    const api = await rest(fake)
    fake.faults.fail({ path: '/users/@me', status: 503, times: 2 })
    for (const _ of [1, 2]) await expect(api.get('/users/@me')).rejects.toMatchObject({ status: 503 })
    await api.get('/users/@me')
    fake.faults.reset({ path: /me$/ })
    await expect(api.get('/users/@me')).rejects.toThrow()
    const held = fake.faults.hold({ method: 'GET' })
    const answer = api.get('/users/@me')
    await held.arrived
    held.release()
    expect(await answer).toMatchObject({ id: fake.world.bot.id })
  })
})
