import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createLog } from '../../../src/operations/log.ts'
import { createClient, intentsFor } from '../../../src/platforms/discord/client.ts'
import { expectWellBehaved, fakeWithCommands, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
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
