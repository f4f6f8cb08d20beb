import type { Client, ClientOptions, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type FakeDiscord, type FakeOptions, startFakeDiscord } from '../../support/discord/fake.ts'
import { intent } from '../../support/discord/gateway.ts'
import { permission } from '../../support/discord/permissions.ts'

const discord = () => import('discord.js')
const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const commands = [
  {
    name: 'fit',
    description: 'Does it fit?',
    name_localizations: { 'zh-CN': '能跑吗' },
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      { type: 3, name: 'model', description: 'Which model', required: true, autocomplete: true },
      { type: 4, name: 'context', description: 'How many tokens', min_value: 1 },
    ],
  },
  { type: 3, name: 'Estimate this message', integration_types: [0, 1] },
] satisfies RESTPostAPIApplicationCommandsJSONBody[]

async function start(options?: FakeOptions): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options)
  closing.push(() => fake.close())
  return fake
}

async function connect(fake: FakeDiscord, intents: number = intent.guilds, more: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const { Client } = await discord()
  const client = new Client({ intents, ...more, rest: { api: fake.api, ...more.rest } })
  closing.push(() => client.destroy())
  client.on('error', () => undefined)
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve))
  await client.login(fake.token)
  return ready
}

async function bot(options?: FakeOptions & { intents?: number }) {
  const fake = await start(options)
  const client = await connect(fake, options?.intents)
  await client.application.commands.set(commands)
  return { fake, client }
}

async function rest(fake: FakeDiscord, token = fake.token) {
  const { REST } = await discord()
  return new REST({ api: fake.api, version: '10', retries: 0 }).setToken(token)
}

const fitting = { name: 'fit', options: { model: 'llama-3.1-70b' } }
const code = (expected: number) => expect.objectContaining({ code: expected })

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
    closing.push(() => client.destroy())
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

describe('an interaction', () => {
  test('is deferred, edited with a picture, followed up; its button and its select update it in place', async () => {
    const { fake, client } = await bot()
    const row = { type: 1, components: [{ type: 2, style: 1, label: 'Again', custom_id: 'again' }] }
    const options = ['q4', 'q8'].map((value) => ({ label: value, value }))
    const choice = { type: 1, components: [{ type: 3, custom_id: 'quant', options }] }
    client.on('interactionCreate', async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.deferReply()
        const files = [{ attachment: Buffer.from('a picture'), name: 'chart.png', description: 'A chart' }]
        const embeds = [{ title: interaction.options.getString('model') ?? '', image: { url: 'attachment://chart.png' } }]
        await interaction.editReply({ embeds, files, components: [row, choice] })
        await interaction.followUp({ content: 'only you', flags: 64 })
      }
      if (interaction.isButton()) await interaction.update({ embeds: [{ title: 'again' }] })
      if (interaction.isStringSelectMenu()) {
        await interaction.deferUpdate()
        await interaction.editReply({ embeds: [{ title: interaction.values.join() }] })
      }
    })
    const acted = fake.slash(fitting)
    expect((await acted.response()).type).toBe(5)
    const message = await acted.message()
    expect(message).toMatchObject({
      embeds: [{ title: 'llama-3.1-70b' }],
      attachments: [{ filename: 'chart.png', description: 'A chart' }],
    })
    expect(acted.file('chart.png')?.toString()).toBe('a picture')
    expect(await acted.followup()).toMatchObject({ content: 'only you', flags: 64 })
    expect((await fake.button(message, 'again').message()).embeds[0]?.title).toBe('again')
    expect((await fake.select(message, 'quant', ['q8']).message()).embeds[0]?.title).toBe('q8')
    expect(() => fake.button(message, 'gone')).toThrow('no such component "gone"; it has: again, quant')
    expect(fake.refusals).toEqual([])
    expect(acted.timings.message).toBeGreaterThanOrEqual(acted.timings.response ?? Number.POSITIVE_INFINITY)
  })

  test('is suggested values, opened from a message and asked more in a modal', async () => {
    const { fake, client } = await bot()
    client.on('interactionCreate', async (interaction) => {
      if (interaction.isAutocomplete()) await interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'x' }])
      if (interaction.isMessageContextMenuCommand())
        await interaction.showModal({
          custom_id: 'more',
          title: interaction.targetMessage.content,
          components: [{ type: 1, components: [{ type: 4, custom_id: 'gpu', label: 'GPU', style: 1 }] }],
        })
      if (interaction.isModalSubmit()) await interaction.reply(interaction.fields.getTextInputValue('gpu'))
    })
    expect(await fake.autocomplete({ name: 'fit', options: { model: 'lla' }, focused: 'model' }).choices()).toEqual([
      { name: 'lla!', value: 'x' },
    ])
    const shown = fake.menu('Estimate this message', fake.message({ content: 'Can I run it?' }))
    expect((await shown.response()).data.title).toBe('Can I run it?')
    expect((await fake.modalSubmit(shown, { gpu: 'rtx-4090' }).message()).content).toBe('rtx-4090')
  })

  test('is lost three seconds after it was sent, and cannot be edited before an answer or after fifteen minutes', async () => {
    const fake = await start()
    const api = await rest(fake)
    fake.commands.replaceAll(fake.world.bot.id, commands)
    const late = fake.slash(fitting)
    const { Routes } = await discord()
    const callback = (acted: typeof late) =>
      api.post(Routes.interactionCallback(acted.id, acted.live.token), { body: { type: 4, data: { content: 'hi' } }, auth: false })
    const edit = (acted: typeof late) =>
      api.patch(Routes.webhookMessage(fake.world.bot.id, acted.live.token), { body: { content: 'bye' }, auth: false })
    fake.clock.advance(3001)
    await expect(callback(late)).rejects.toEqual(code(10062))
    const acted = fake.slash(fitting)
    await expect(edit(acted)).rejects.toEqual(code(10015))
    fake.clock.advance(2999)
    await callback(acted)
    await expect(callback(acted)).rejects.toEqual(code(40060))
    await edit(acted)
    expect((await acted.message()).content).toBe('bye')
    fake.clock.advance(15 * 60_000)
    await expect(edit(acted)).rejects.toEqual(code(50027))
    expect(fake.refusals.map(({ status }) => status)).toEqual([404, 404, 400, 401])
  })

  test('keeps being private or public as it was deferred, and is private where its user may not show apps', async () => {
    const { fake, client } = await bot()
    client.on('interactionCreate', async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      await interaction.deferReply()
      await interaction.editReply({ content: 'seen by all', flags: 64 as never })
    })
    expect((await fake.slash(fitting).message()).flags).toBe(0)
    const elsewhere = fake.world.channel(fake.world.guild('Elsewhere', { hasBot: false, id: fake.guild.id.replace(/.$/, '9') }), 'general')
    expect((await fake.slash({ ...fitting, channel: elsewhere, permissions: 0n }).message()).flags).toBe(64)
  })

  test('has at most five follow-ups where only a person installed the bot', async () => {
    const { fake, client } = await bot()
    const refused = new Promise((resolve) => {
      client.on('interactionCreate', async (interaction) => {
        if (!interaction.isChatInputCommand()) return
        await interaction.reply('0')
        for (let at = 1; at <= 6; at++) await interaction.followUp(`${at}`).catch(resolve)
      })
    })
    const acted = fake.slash({ ...fitting, channel: fake.world.privateChannel(fake.user, fake.world.user('bo')) })
    expect(await refused).toEqual(code(40094))
    expect(acted.followups).toHaveLength(5)
  })

  test('that nobody answers says what was awaited and what came instead', async () => {
    const fake = await start()
    fake.commands.replaceAll(fake.world.bot.id, commands)
    await expect(fake.slash(fitting).response(1)).rejects.toThrow(
      'Waited 1 ms for the first response to /fit by ana; there came no connection of the bot to see it',
    )
  })
})

describe('a message', () => {
  const button = (custom_id: string) => ({ type: 2, style: 1, label: 'x', custom_id })
  const row = (...components: object[]) => ({ type: 1, components })
  const options = (count: number) => Array.from({ length: count }, (_, at) => ({ label: `${at}`, value: `${at}` }))
  const a = (length: number) => 'a'.repeat(length)
  const field = { name: 'a', value: 'b' }

  test.each<[string, string, object]>([
    ['content of 2001', 'content', { content: a(2001) }],
    ['11 embeds', 'embeds', { embeds: Array(11).fill({ title: 'a' }) }],
    ['an embed with nothing in it', 'embeds.0.description', { embeds: [{}] }],
    ['a title of 257', 'embeds.0.title', { embeds: [{ title: a(257) }] }],
    ['a description of 4097', 'embeds.0.description', { embeds: [{ description: a(4097) }] }],
    ['26 fields', 'embeds.0.fields', { embeds: [{ fields: Array(26).fill(field) }] }],
    ['a field without a name', 'embeds.0.fields.0.name', { embeds: [{ fields: [{ ...field, name: ' ' }] }] }],
    ['a field value of 1025', 'embeds.0.fields.0.value', { embeds: [{ fields: [{ ...field, value: a(1025) }] }] }],
    ['a footer of 2049', 'embeds.0.footer.text', { embeds: [{ title: 'a', footer: { text: a(2049) } }] }],
    ['an author of 257', 'embeds.0.author.name', { embeds: [{ author: { name: a(257) } }] }],
    ['6001 characters in its embeds', 'embeds', { embeds: [{ description: a(4000) }, { description: a(2001) }] }],
    ['6 rows', 'components', { content: 'a', components: options(6).map(({ value }) => row(button(value))) }],
    ['6 buttons in a row', 'components.0.components', { content: 'a', components: [row(...options(6).map(({ value }) => button(value)))] }],
    [
      'a button beside a select',
      'components.0.components',
      { content: 'a', components: [row(button('x'), { type: 3, custom_id: 'y', options: options(1) })] },
    ],
    ['the same custom id twice', 'components', { content: 'a', components: [row(button('x'), button('x'))] }],
    ['a custom id of 101', 'components.0.components.0.custom_id', { content: 'a', components: [row(button(a(101)))] }],
    ['a label of 81', 'components.0.components.0.label', { content: 'a', components: [row({ ...button('x'), label: a(81) })] }],
    [
      'a select without options',
      'components.0.components.0.options',
      { content: 'a', components: [row({ type: 3, custom_id: 'y', options: [] })] },
    ],
    [
      'a select of 26',
      'components.0.components.0.options',
      { content: 'a', components: [row({ type: 3, custom_id: 'y', options: options(26) })] },
    ],
    [
      'a select with the same value twice',
      'components.0.components.0.options.1.value',
      { content: 'a', components: [row({ type: 3, custom_id: 'y', options: [...options(1), ...options(1)] })] },
    ],
    ['a text display without the flag of Components V2', 'components.0.type', { components: [{ type: 10, content: 'a' }] }],
    ['content with the flag of Components V2', 'content', { content: 'a', flags: 1 << 15, components: [{ type: 10, content: 'a' }] }],
    [
      'a list and a rule for the same mentions',
      'allowed_mentions.users',
      { content: 'a', allowed_mentions: { parse: ['users'], users: ['123456789012345678'] } },
    ],
    ['a picture that is not attached', 'attachments', { embeds: [{ title: 'a', image: { url: 'attachment://x.png' } }] }],
  ])('with %s is refused at %s', async (_, path, body) => {
    const fake = await start()
    const api = await rest(fake)
    const error = await api.post(`/channels/${fake.channel.id}/messages`, { body }).then(
      () => undefined,
      (refused) => refused,
    )
    expect(error).toMatchObject({ status: 400, code: 50035 })
    const at = path.split('.').reduce((node, step) => node?.[step], error.rawError.errors)
    expect(at._errors[0]).toMatchObject({ code: expect.any(String), message: expect.any(String) })
    expect(fake.said()).toEqual([])
  })

  test('at every limit is accepted', async () => {
    const fake = await start()
    const api = await rest(fake)
    const embed = {
      title: a(256),
      footer: { text: a(2048) },
      author: { name: a(256) },
      fields: Array(3).fill({ name: a(106), value: a(1024) }),
    }
    const components = [
      row(...options(5).map(({ value }) => button(value))),
      ...[0, 1, 2].map((at) => row({ type: 3, custom_id: `s${at}`, options: options(25) })),
      row(button(a(100))),
    ]
    await api.post(`/channels/${fake.channel.id}/messages`, {
      body: { content: a(2000), embeds: [embed, { description: a(50) }], components },
    })
    expect(fake.said()).toHaveLength(1)
  })

  test('with nothing in it is refused with 50006, an attachment over 10 MiB with 40005', async () => {
    const fake = await start()
    const api = await rest(fake)
    const path = `/channels/${fake.channel.id}/messages` as const
    await expect(api.post(path, { body: { content: ' ' } })).rejects.toEqual(code(50006))
    const files = [{ name: 'big.bin', data: Buffer.alloc(10 * 1024 * 1024 + 1) }]
    await expect(api.post(path, { body: {}, files })).rejects.toEqual(code(40005))
  })

  test('needs the permissions for what is in it', async () => {
    const fake = await start()
    const api = await rest(fake)
    const post = (denied: bigint, body: object, files: { name: string; data: Buffer }[] = []) => {
      const channel = fake.world.channel(fake.guild, 'closed')
      fake.world.deny(channel, denied)
      return api.post(`/channels/${channel.id}/messages`, { body, files })
    }
    await expect(post(permission.viewChannel, { content: 'a' })).rejects.toEqual(code(50001))
    await expect(post(permission.sendMessages, { content: 'a' })).rejects.toEqual(code(50013))
    await expect(post(permission.embedLinks, { embeds: [{ title: 'a' }] })).rejects.toEqual(code(50013))
    await expect(post(permission.attachFiles, {}, [{ name: 'a', data: Buffer.from('a') }])).rejects.toEqual(code(50013))
    await post(permission.attachFiles | permission.embedLinks, { content: 'a' })
    fake.world.closed.add(fake.user.id)
    await expect(api.post(`/channels/${fake.world.dm(fake.user).id}/messages`, { body: { content: 'a' } })).rejects.toEqual(code(50007))
  })

  test('notifies whom its text mentions, unless allowed mentions say otherwise', async () => {
    const fake = await start()
    const api = await rest(fake)
    const content = `@everyone <@${fake.user.id}>`
    const post = (more: object) => api.post(`/channels/${fake.channel.id}/messages`, { body: { content, ...more } })
    await post({ allowed_mentions: { parse: [] } })
    expect(fake.pinging).toEqual([])
    await post({ allowed_mentions: { users: [fake.user.id] } })
    expect(fake.pinging.map(({ pings }) => pings)).toEqual([{ users: [fake.user.id], roles: [], everyone: false }])
    await post({})
    expect(fake.pinging[1]?.pings.everyone).toBe(true)
  })

  test('with a nonce that is to be enforced is there once, for some minutes', async () => {
    const fake = await start()
    const api = await rest(fake)
    const post = () => api.post(`/channels/${fake.channel.id}/messages`, { body: { content: 'a', nonce: '1', enforce_nonce: true } })
    expect(await post()).toEqual(await post())
    fake.clock.advance(5 * 60_000 + 1)
    await post()
    expect(fake.said()).toHaveLength(2)
  })

  test('is typed, replied, reacted to, edited and deleted by a client', async () => {
    const fake = await start()
    const client = await connect(fake, intent.guilds | intent.guildMessages)
    client.on('messageCreate', async (message) => {
      if (message.author.bot) return
      await message.channel.sendTyping()
      const reply = await message.reply('hm')
      await message.react('👍')
      await reply.edit('8 GB')
    })
    const asked = fake.message({ content: 'fits?' })
    const answer = await fake.replyTo(asked, ({ content }) => content === '8 GB')
    expect(await fake.nextSaid()).toBe(answer)
    expect(answer.referenced_message?.id).toBe(asked.id)
    expect(fake.records).toEqual({ typed: [fake.channel.id], reacted: [{ messageId: asked.id, emoji: '👍' }] })
    const channel = await client.channels.fetch(fake.channel.id)
    if (channel?.isTextBased()) await channel.messages.delete(answer.id)
    expect(fake.said()).toEqual([])
  })
})

describe('a command', () => {
  const plain = { name: 'fit', description: 'd' }
  const option = { type: 3, name: 'a', description: 'd' }
  const many = (count: number, one: object) => Array.from({ length: count }, (_, at) => ({ ...one, name: `n${at}` }))

  test.each<[string, object]>([
    ['an upper-case name', { ...plain, name: 'Fit' }],
    ['a description of 101', { ...plain, description: 'a'.repeat(101) }],
    ['26 options', { ...plain, options: many(26, option) }],
    ['26 choices', { ...plain, options: [{ ...option, choices: many(26, { value: 'v' }) }] }],
    ['choices and autocomplete', { ...plain, options: [{ ...option, autocomplete: true, choices: many(1, { value: 'v' }) }] }],
    ['a required option after an optional one', { ...plain, options: [option, { ...option, name: 'b', required: true }] }],
    ['two options of one name', { ...plain, options: [option, option] }],
    ['an unknown locale', { ...plain, name_localizations: { tlh: 'fit' } }],
    ['more than 8000 characters', { ...plain, options: many(4, { ...option, choices: many(25, { value: 'v'.repeat(90) }) }) }],
    ['a menu with a description', { ...plain, type: 3 }],
  ])('with %s is refused', async (_, command) => {
    const fake = await start()
    const api = await rest(fake)
    await expect(api.put(`/applications/${fake.world.bot.id}/commands`, { body: [command] })).rejects.toEqual(code(50035))
    expect(fake.commands.list()).toEqual([])
  })

  test('cannot be used with what was not registered', async () => {
    const fake = await start()
    fake.commands.replaceAll(fake.world.bot.id, [...commands, { ...plain, name: 'team', contexts: [0] }])
    expect(() => fake.slash({ name: 'train' })).toThrow('not registered')
    expect(() => fake.slash({ name: 'fit' })).toThrow('"model" is required')
    expect(() => fake.slash({ name: 'fit', options: { model: 'a', context: 1.5 } })).toThrow('it is an integer')
    expect(() => fake.slash({ name: 'team', channel: fake.world.dm(fake.user) })).toThrow('not offered in a dm channel')
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
