import { afterEach, describe, expect, test } from 'vitest'
import { closeAll, commands, connect, rest, start } from '../../support/discord/client.ts'
import { intent } from '../../support/discord/gateway.ts'
import { permission } from '../../support/discord/permissions.ts'

afterEach(closeAll)

const code = (expected: number) => expect.objectContaining({ code: expected })

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

  test('in a thread needs the permission for threads, wakes one that is archived, and is refused in a locked one', async () => {
    const fake = await start()
    const api = await rest(fake)
    const client = await connect(fake, intent.guilds)
    const post = ({ id }: { id: string }) => api.post(`/channels/${id}/messages`, { body: { content: 'a' } })
    const closed = fake.world.channel(fake.guild, 'closed')
    fake.world.deny(closed, permission.sendMessagesInThreads)
    await expect(post(fake.world.thread(closed, 'a talk'))).rejects.toEqual(code(50013))
    await expect(post(fake.world.thread(fake.channel, 'locked', { isLocked: true }))).rejects.toEqual(code(160005))
    fake.world.deny(fake.channel, permission.sendMessages)
    const archived = fake.world.thread(fake.channel, 'archived', { isArchived: true })
    const woken = new Promise((resolve) => client.on('raw', ({ t, d }) => t === 'THREAD_UPDATE' && resolve(d.thread_metadata.archived)))
    await post(archived)
    expect(await woken).toBe(false)
    const thread = client.channels.cache.get(archived.id)
    expect(thread?.isThread() && thread.parent?.name).toBe('general')
  })

  test('that replies to one that is gone is refused, unless it is to be sent all the same', async () => {
    const fake = await start()
    const api = await rest(fake)
    const gone = fake.message({ content: 'fits?' })
    fake.deleteMessage(gone)
    const reply = (more: object) =>
      api.post(`/channels/${fake.channel.id}/messages`, { body: { content: 'a', message_reference: { message_id: gone.id, ...more } } })
    await expect(reply({})).rejects.toMatchObject({
      code: 50035,
      rawError: { errors: { message_reference: { _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE' }] } } },
    })
    await reply({ fail_if_not_exists: false })
    expect(fake.said()).toHaveLength(1)
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
    fake.commands.replaceAll(fake.world.bot.id, [
      ...commands,
      { ...plain, name: 'team', contexts: [0] },
      { ...plain, name: 'admin', default_member_permissions: '32' },
    ])
    expect(() => fake.slash({ name: 'admin' })).toThrow('hidden')
    expect(fake.slash({ name: 'admin', permissions: permission.manageGuild }).live.type).toBe(2)
    expect(() => fake.slash({ name: 'train' })).toThrow('not registered')
    expect(() => fake.slash({ name: 'fit' })).toThrow('"model" is required')
    expect(() => fake.slash({ name: 'fit', options: { model: 'a', context: 1.5 } })).toThrow('it is an integer')
    expect(() => fake.slash({ name: 'team', channel: fake.world.dm(fake.user) })).toThrow('not offered in a dm channel')
  })
})
