import { afterEach, describe, expect, test } from 'vitest'
import { bot, closeAll, commands, discord, fitting, rest, start } from '../../support/discord/client.ts'

afterEach(closeAll)

const code = (expected: number) => expect.objectContaining({ code: expected })

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

describe('an answer', () => {
  /** A fake with a command just used, and a way to answer it. */
  async function used(type: 'slash' | 'autocomplete' = 'slash') {
    const fake = await start()
    const api = await rest(fake)
    fake.commands.replaceAll(fake.world.bot.id, commands)
    const acted = type === 'slash' ? fake.slash(fitting) : fake.autocomplete({ ...fitting, focused: 'model' })
    const { Routes } = await discord()
    const webhook = Routes.webhook(fake.world.bot.id, acted.live.token)
    const respond = (answer: number, data: object) =>
      api.post(Routes.interactionCallback(acted.id, acted.live.token), { body: { type: answer, data }, auth: false })
    const followUp = (body: object) => api.post(webhook, { body, auth: false })
    const edit = (body: object) => api.patch(`${webhook}/messages/@original`, { body, auth: false })
    return { fake, acted, respond, followUp, edit }
  }

  test('refused leaves the interaction unanswered: a better one is accepted', async () => {
    const { acted, respond } = await used()
    const errors = { data: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } }
    await expect(respond(4, { content: 'a'.repeat(2001) })).rejects.toMatchObject({ rawError: { errors } })
    await respond(4, { content: 'short' })
    expect((await acted.message()).content).toBe('short')
  })

  test('that defers is replaced by the first follow-up, private or not as it was deferred', async () => {
    const { acted, respond, followUp } = await used()
    await respond(5, { flags: 64 })
    await followUp({ content: 'here' })
    expect(await acted.message()).toMatchObject({ content: 'here', flags: 64 })
    await followUp({ content: 'and there' })
    expect(acted.followups.map(({ content }) => content)).toEqual(['and there'])
  })

  test('of a kind the interaction does not take is refused', async () => {
    const { respond } = await used()
    await expect(respond(7, { content: 'a' })).rejects.toEqual(code(50035))
    const typing = await used('autocomplete')
    await expect(typing.respond(4, { content: 'a' })).rejects.toEqual(code(50035))
  })

  test('to typing holds at most 25 suggestions of at most 100 characters', async () => {
    const { acted, respond } = await used('autocomplete')
    const choices = (count: number, length: number) =>
      Array.from({ length: count }, (_, at) => ({ name: 'n'.repeat(length), value: `${at}` }))
    await expect(respond(8, { choices: choices(26, 1) })).rejects.toEqual(code(50035))
    await expect(respond(8, { choices: choices(1, 101) })).rejects.toEqual(code(50035))
    await respond(8, { choices: choices(25, 100) })
    expect(await acted.choices()).toHaveLength(25)
  })

  test('of Components V2 holds at most 40 of them and 4000 characters, and stays one', async () => {
    const { acted, respond, edit } = await used()
    const texts = (count: number, length: number) => ({
      flags: 1 << 15,
      components: Array(count).fill({ type: 10, content: 'a'.repeat(length) }),
    })
    await expect(respond(4, texts(41, 1))).rejects.toEqual(code(50035))
    await expect(respond(4, texts(2, 2001))).rejects.toEqual(code(50035))
    await respond(4, texts(40, 100))
    expect((await acted.message()).components).toHaveLength(40)
    await expect(edit({ content: 'plain again', components: [] })).rejects.toEqual(code(50035))
  })

  test('with a modal whose title is too long is refused', async () => {
    const { respond } = await used()
    const components = [{ type: 1, components: [{ type: 4, custom_id: 'a', label: 'A', style: 1 }] }]
    await expect(respond(9, { custom_id: 'm', title: 'a'.repeat(46), components })).rejects.toEqual(code(50035))
    await respond(9, { custom_id: 'm', title: 'a'.repeat(45), components })
  })

  test('of nobody else is seen or pressed where it is private', async () => {
    const { fake, acted, respond } = await used()
    await respond(4, {
      content: 'a',
      flags: 64,
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x' }] }],
    })
    const message = await acted.message()
    expect(fake.said()).toEqual([])
    expect(() => fake.button(message, 'x', { user: fake.world.user('bo') })).toThrow('bo cannot see an ephemeral message')
  })
})
