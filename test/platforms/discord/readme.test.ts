import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { intentsFor } from '../../../src/platforms/discord/client.ts'
import { sentences } from '../../../src/platforms/discord/start-problems.ts'
import { deafSources } from '../../support/deaf-sources.ts'
import { buttonOf, isEphemeral, partsOf, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll, start } from '../../support/discord/client.ts'
import { intent } from '../../support/discord/gateway.ts'
import { permission } from '../../support/discord/permissions.ts'
import { buildProgram, runProgram } from '../../support/program.ts'
import { eventually } from '../../support/redis-server.ts'
import { runningProgram } from '../../support/running-program.ts'
import { textOf as textOfFile } from '../../support/source-files.ts'

const program = buildProgram()
const folder = mkdtempSync(join(tmpdir(), 'headroom-newcomer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(closeAll)

const readme = textOfFile('README.md')
const section = readme.slice(readme.indexOf('## Into a Discord server'), readme.indexOf('## Run it for real'))

/** Rows of the table under a heading, as their cells. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const lines = section.split('\n')
  const from = lines.findIndex((line) => line.startsWith(`| ${heading} `))
  const rows = lines.slice(
    from + 2,
    lines.findIndex((line, at) => at > from && !line.startsWith('|')),
  )
  return rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )
}

const elsewhere = { ...deafSources, HEADROOM_DATA_DIR: folder, PORT: '0' }

describe('what the README says of Discord', () => {
  it('works, step by step', async () => {
    const fake = await start({ granted: ['messageContent'] })
    const dotEnv = /```ini\n([\s\S]*?)```/.exec(section)?.[1] ?? ''
    const written = dotEnv.replaceAll(/^ +/gm, '').replace('the token', fake.token).replace('the application ID', fake.world.bot.id)
    expect(written).toBe(`DISCORD_TOKEN=${fake.token}\nDISCORD_APPLICATION_ID=${fake.world.bot.id}\n`)
    writeFileSync(join(folder, '.env'), `${written}DISCORD_API_URL=${fake.api}\n`)

    const [, shown = ''] = /headroom -- (discord register)\n( *.*)\n/.exec(section)?.slice(1) ?? []
    const { code, stdout } = await runProgram(program, ['discord', 'register'], elsewhere, folder)
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${shown.trim()}\n` })

    const running = runningProgram(program, ['start'], elsewhere, folder)
    expect(await running.next('connected')).toMatchObject({ shards: 1, content: true })
    await running.next('started')

    const [, asked = ''] = /What \/fit shows for (.+)\]/.exec(section) ?? []
    expect(section).toContain(`and write \`${asked}\``)
    const message = await fake.slash({ name: 'fit', options: { text: asked } }).message()
    expect(titleOf(message)).toMatch(/^Yes/)
    expect(message.embeds[0]?.color).toBe(0x2ea043)
    expect(textOf(message)).toContain('```')
    expect(partsOf(message).some(({ options }) => options !== undefined)).toBe(true)

    const [, mention = ''] = /\(`@your-bot (.+?)`\)/.exec(section) ?? []
    await fake.replyTo(fake.message({ content: `<@${fake.world.bot.id}> ${mention}` }))

    const chief = fake.world.user('chief')
    fake.world.join(fake.guild, chief, permission.manageGuild)
    const [, text = ''] = /`\/server-settings text: (channels) #gpu-help`/.exec(section) ?? []
    for (const channel of ['general', `<#${fake.channel.id}>`])
      expect(
        isEphemeral(await fake.slash({ name: 'server-settings', options: { text: `${text} ${channel}` }, user: chief }).message()),
      ).toBe(false)
    const answer = await fake.replyTo(fake.message({ content: 'can my 3060 12gb run qwen2.5 14b?' }))
    expect((await fake.button(answer, buttonOf(answer, 'Not now')).message()).content).toContain('For a day')

    running.signal('SIGINT')
    expect(await running.ended).toEqual({ code: 0, err: '' })
    await eventually('nobody is connected', () => [...fake.gateway.sessions.values()].every(({ socket }) => socket === undefined))
  })

  it('asks for the permissions it names, and for no other', () => {
    const rows = tableUnder('Permission')
    const all = rows.at(-1)?.[1]?.replaceAll(',', '')
    const named = rows.slice(0, -1)
    const bits = new Map([
      ['View Channels', permission.viewChannel],
      ['Send Messages', permission.sendMessages],
      ['Send Messages in Threads', permission.sendMessagesInThreads],
      ['Read Message History', permission.readMessageHistory],
      ['Embed Links', permission.embedLinks],
      ['Attach Files', permission.attachFiles],
    ])
    for (const [name = '', bit = ''] of named) expect(bit.replaceAll(',', ''), name).toBe(String(bits.get(name)))
    expect(String(named.reduce((sum, [, bit = '']) => sum + BigInt(bit.replaceAll(',', '')), 0n))).toBe(all)
    const address = new URL(/https:\/\/discord\.com\/oauth2\/authorize\?\S*permissions=\d+/.exec(section)?.[0] ?? '')
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: 'APPLICATION_ID',
      integration_type: '0',
      scope: 'bot applications.commands',
      permissions: all,
    })
  })

  it('names the intents it asks for', () => {
    const byName = new Map<string, number>([
      ['Guilds', intent.guilds],
      ['Guild Messages', intent.guildMessages],
      ['Direct Messages', intent.directMessages],
      ['Message Content (optional)', intent.messageContent],
    ])
    const named = tableUnder('Intent').map(([name = '']) => byName.get(name) ?? Number.NaN)
    expect(named.reduce((sum, bit) => sum + bit, 0)).toBe(intentsFor({ content: true }))
    expect(named.slice(0, -1).reduce((sum, bit) => sum + bit, 0)).toBe(intentsFor({ content: false }))
  })

  it('tells of everything Discord may refuse, in the words of the log', () => {
    const told = tableUnder('It says').map(([said = '']) => said)
    for (const { en } of Object.values(sentences)) expect(told.filter((said) => en.startsWith(said))).toHaveLength(1)
  })
})
