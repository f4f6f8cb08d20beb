import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { register } from '../../../src/platforms/discord/start-register.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'

afterEach(closeAll)

async function registering(env: Record<string, string>, language: 'en' | 'zh' = 'en', all = commands) {
  const lines: string[] = []
  const code = await register({ env, language, commands: all, say: (line) => void lines.push(line) })
  return { code, lines }
}

const envOf = (fake: FakeDiscord) => ({
  DISCORD_TOKEN: fake.token,
  DISCORD_APPLICATION_ID: fake.world.bot.id,
  DISCORD_API_URL: fake.api,
})
const writes = (fake: FakeDiscord) => fake.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path)

describe('headroom discord register', () => {
  it('writes the commands, and nothing where they are there already', async () => {
    const fake = await start()
    const first = await registering(envOf(fake))
    expect(first.code).toBe(0)
    expect(first.lines).toEqual([expect.stringMatching(/^added fit, /)])
    expect(await registering(envOf(fake))).toEqual({ code: 0, lines: [expect.stringMatching(/^\d+ commands unchanged$/)] })
    expect(writes(fake)).toEqual([`/applications/${fake.world.bot.id}/commands`])
    expect(fake.refusals).toEqual([])
  })

  it('writes them on one server where one is named', async () => {
    const fake = await start()
    expect((await registering({ ...envOf(fake), DISCORD_GUILD_ID: fake.guild.id })).code).toBe(0)
    expect(writes(fake)).toEqual([`/applications/${fake.world.bot.id}/guilds/${fake.guild.id}/commands`])
    expect((await registering({ ...envOf(fake), DISCORD_GUILD_ID: fake.guild.id })).lines).toEqual([expect.stringMatching(/unchanged$/)])
    expect(writes(fake)).toHaveLength(1)
  })

  it('writes them anew where one was changed or is gone, and says which', async () => {
    const fake = await start()
    await registering(envOf(fake))
    const [first, second] = fake.commands.list() as { readonly id: string; readonly name: string }[]
    fake.commands.upsert(fake.world.bot.id, { name: second?.name, description: 'what somebody else wrote' })
    fake.commands.upsert(fake.world.bot.id, { name: 'old', description: 'from before' })
    fake.commands.remove(first?.id ?? '')
    const { lines } = await registering(envOf(fake))
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^added ${first?.name}; changed ${second?.name}; removed old; \\d+ unchanged$`)),
    ])
    expect(await registering(envOf(fake))).toEqual({ code: 0, lines: [expect.stringMatching(/^\d+ commands unchanged$/)] })
  })

  it('takes an address with a slash at its end', async () => {
    const fake = await start()
    expect((await registering({ ...envOf(fake), DISCORD_API_URL: `${fake.api}/` })).code).toBe(0)
  })

  it('speaks the language of who runs it, or the one that is configured', async () => {
    const fake = await start()
    expect((await registering(envOf(fake), 'zh')).lines).toEqual([expect.stringMatching(/^新增 fit、/)])
    expect((await registering({ ...envOf(fake), HEADROOM_LANG: 'en' }, 'zh')).lines).toEqual([expect.stringMatching(/commands unchanged$/)])
  })

  it.each(['en', 'zh'] as const)('says everything it lacks (%s)', async (language) => {
    const { code, lines } = await registering({}, language)
    expect(code).toBe(1)
    expect(lines.map((line) => /DISCORD_\w+/.exec(line)?.[0])).toEqual(['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID'])
  })

  it.each([
    ['a wrong token', { DISCORD_TOKEN: 'not-it' }, 'DISCORD_TOKEN', '重新复制'],
    ['another application', { DISCORD_APPLICATION_ID: '123456789012345678' }, 'DISCORD_APPLICATION_ID', '同一个应用'],
    [
      'another application, on one server',
      { DISCORD_APPLICATION_ID: '123456789012345678', DISCORD_GUILD_ID: '123456789012345678' },
      'DISCORD_APPLICATION_ID',
      '同一个应用',
    ],
    ['a server nobody knows', { DISCORD_GUILD_ID: '123456789012345678' }, 'DISCORD_GUILD_ID', '邀请'],
    ['an address where nobody is', { DISCORD_API_URL: 'http://127.0.0.1:1/api' }, 'not reached', '连不上'],
  ])('says what to do about %s, in one line', async (_, wrong, said, inChinese) => {
    const fake = await start()
    const { code, lines } = await registering({ ...envOf(fake), ...wrong })
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringContaining(said)])
    expect(lines.join('')).not.toMatch(/not-it|\n|at \w+ \(/)
    expect(writes(fake)).toEqual([])
    expect((await registering({ ...envOf(fake), ...wrong }, 'zh')).lines).toEqual([expect.stringContaining(inChinese)])
  })

  it('asks Discord nothing where it would refuse the commands, and says why in one line', async () => {
    const fake = await start()
    const { code, lines } = await registering(envOf(fake), 'en', [...commands, ...commands])
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringMatching(/^Discord would refuse the commands: .*one name twice/)])
    expect(fake.requests).toEqual([])
  })

  it.each([
    ['nothing', 404],
    ['something else', 200],
  ])('says so where what answers is not Discord and has %s', async (_, status) => {
    const fake = await start()
    fake.faults.fail({ status, path: '/commands' })
    expect(await registering(envOf(fake))).toEqual({ code: 1, lines: [expect.stringContaining('DISCORD_API_URL')] })
    expect(writes(fake)).toEqual([])
  })
})
