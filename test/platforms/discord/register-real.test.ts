import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { register } from '../../../src/platforms/discord/start-register.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'

afterEach(closeAll)

async function registering(env: Record<string, string>, language: 'en' | 'zh' = 'en') {
  const lines: string[] = []
  const code = await register({ env, language, commands, say: (line) => void lines.push(line) })
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
  })

  it.each(['en', 'zh'] as const)('says everything it lacks (%s)', async (language) => {
    const { code, lines } = await registering({}, language)
    expect(code).toBe(1)
    expect(lines.map((line) => /DISCORD_\w+/.exec(line)?.[0])).toEqual(['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID'])
  })

  it.each([
    ['a wrong token', { DISCORD_TOKEN: 'not-it' }, 'DISCORD_TOKEN'],
    ['another application', { DISCORD_APPLICATION_ID: '123456789012345678' }, 'DISCORD_APPLICATION_ID'],
    ['an address where nobody is', { DISCORD_API_URL: 'http://127.0.0.1:1/api' }, 'not reached'],
  ])('says what to do about %s, in one line', async (_, wrong, said) => {
    const fake = await start()
    const { code, lines } = await registering({ ...envOf(fake), ...wrong })
    expect(code).toBe(1)
    expect(lines).toEqual([expect.stringContaining(said)])
    expect(lines.join('')).not.toMatch(/not-it|\n|at \w+ \(/)
  })
})
