import { describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { discordCommands } from '../../../src/platforms/discord/command-definitions.ts'
import { changedCommands, changesLine, registerCommands } from '../../../src/platforms/discord/register.ts'

const wanted = discordCommands(commands)

/** As Discord gives them back: ids, versions, defaults, its own order. */
const returned = wanted.map((one, at) => ({
  id: String(at),
  application_id: '1',
  version: '2',
  nsfw: false,
  dm_permission: true,
  default_member_permissions: null,
  description: '',
  ...Object.fromEntries(Object.entries(one).reverse()),
  ...('options' in one && { options: one.options?.map((option) => ({ required: false, ...option })) }),
  contexts: [...(one.contexts ?? [])].reverse(),
}))

function rest(existing: readonly unknown[]) {
  const calls: unknown[] = []
  return {
    calls,
    get: async (route: string) => {
      calls.push(['GET', route])
      return existing
    },
    put: async (route: string, { body }: { body: unknown }) => calls.push(['PUT', route, body]),
  }
}

describe('registering', () => {
  it('writes nothing where Discord has the commands, in its own words', async () => {
    const discord = rest(returned)
    const changes = await registerCommands(discord, wanted, { applicationId: '1' })
    expect(changesLine(changes, 'en')).toBe(`${wanted.length} commands unchanged`)
    expect(changesLine(changes, 'zh')).toBe(`${wanted.length} 个命令没有变化`)
    expect(discord.calls).toEqual([['GET', '/applications/1/commands?with_localizations=true']])
  })

  it('writes all where one is new, changed or gone, and says which', async () => {
    const discord = rest([
      ...returned.slice(1, -1),
      { ...returned.at(-1), name_localizations: null },
      { id: '9', type: 1, name: 'old', description: 'gone' },
    ])
    const changes = await registerCommands(discord, wanted, { applicationId: '1', guildId: '7' })
    expect(changesLine(changes, 'en')).toBe(`added fit; changed Estimate this message; removed old; ${wanted.length - 2} unchanged`)
    expect(changesLine(changes, 'zh')).toBe(`新增 fit；改动 Estimate this message；删除 old；${wanted.length - 2} 个没有变化`)
    expect(discord.calls.at(-1)).toEqual(['PUT', '/applications/1/guilds/7/commands', wanted])
  })

  it('asks Discord nothing where it would refuse a command, and says which', async () => {
    const discord = rest(returned)
    const tooLong = { ...wanted[0], description: 'x'.repeat(101) } as (typeof wanted)[number]
    await expect(registerCommands(discord, [tooLong, ...wanted.slice(1)], { applicationId: '1' })).rejects.toThrow(
      /refuse.* 0\.description/,
    )
    expect(discord.calls).toEqual([])
  })

  it('sees any difference that matters', () => {
    for (const change of [{ description: 'other' }, { options: [] }, { contexts: [0] }, { default_member_permissions: '8' }])
      expect(changedCommands([{ ...returned[0], ...change }, ...returned.slice(1)], wanted).changed).toEqual(['fit'])
  })
})
