import type { APIMessage } from 'discord.js'
import { expect, onTestFinished } from 'vitest'
import type { Command } from '../../../commands/command.ts'
import { commands } from '../../../commands/index.ts'
import type { Headroom } from '../../../src/headroom.ts'
import { createLog } from '../../../src/operations/log.ts'
import { discordCommands } from '../../../src/platforms/discord/command-definitions.ts'
import type { Patience } from '../../../src/platforms/discord/interactions.ts'
import { registerCommands } from '../../../src/platforms/discord/register.ts'
import type { Limits } from '../../../src/platforms/discord/use-limits.ts'
import type { Running } from '../../../src/platforms/platform.ts'
import type { Store } from '../../../src/storage/store.ts'
import { openMemory } from '../memory-store.ts'
import { type LogReader, logReader } from '../running-program.ts'
import { serviceOn } from '../service.ts'
import { rest, start } from './client.ts'
import type { FakeDiscord, FakeOptions } from './fake.ts'

/** Time enough for what is not meant to be late. */
export const unhurried: Patience = { claim: 30_000, answer: 30_000, keep: 30_000, picture: 30_000, newer: 1, again: 5 }

interface BotOptions {
  readonly store?: Store
  readonly patience?: Patience
  readonly headroom?: Headroom
  readonly now?: () => number
  readonly token?: string
  readonly limits?: Limits
  /** Those this program has. */
  readonly known?: readonly Command[]
}

export interface Bot extends LogReader {
  readonly running: Running
  readonly store: Store
}

/** The program's own bot on a fake: the platform, the service and the real client. It stops when the test is done. */
export async function startBot(fake: FakeDiscord, options: BotOptions = {}): Promise<Bot> {
  const { store = openMemory().store(), patience = unhurried, headroom, token = fake.token, limits, known = commands } = options
  const { now = () => fake.clock.now() } = options
  const reader = logReader()
  const log = createLog({ level: 'debug', secrets: [token], write: reader.take })
  const { service, keeper } = serviceOn(store, headroom, log)
  const { startDiscord } = await import('../../../src/platforms/discord/start.ts')
  const config = {
    debug: false,
    storage: { dataFolder: '/nowhere' },
    priceSources: {},
    host: '127.0.0.1',
    port: 0,
    logLevel: 'debug' as const,
    discord: { token, apiUrl: fake.api, sharding: 'process' as const },
  }
  const running = await startDiscord(
    { config, service, keeper, commands: known, log, store },
    { patience, retryMs: 1, now, ...(limits && { limits }) },
  )
  onTestFinished(async () => {
    await running.stop()
    expectNobodyWoken(fake)
  })
  return { ...reader, running, store }
}

/** A fake with the program's commands registered. */
export async function fakeWithCommands(options?: FakeOptions): Promise<FakeDiscord> {
  const fake = await start(options)
  await registerCommands((await rest(fake)) as Parameters<typeof registerCommands>[0], discordCommands(commands), {
    applicationId: fake.world.bot.id,
  })
  return fake
}

/** A well-behaved bot asks Discord for nothing that is refused, and notifies nobody. */
export function expectWellBehaved(fake: FakeDiscord): void {
  expect(fake.refusals).toEqual([])
  expect(fake.pinging).toEqual([])
}

interface Said {
  readonly allowed_mentions?: {
    readonly parse?: readonly string[]
    readonly users?: unknown
    readonly roles?: unknown
    readonly replied_user?: boolean
  }
}

/** Whatever a message's text mentions, it says that nobody is to be notified; and so does every change to one. */
function expectNobodyWoken({ requests }: FakeDiscord): void {
  const said = requests.flatMap(({ body }) => messagesIn(body))
  const waking = said.filter(
    ({ allowed_mentions: given }) =>
      given?.parse?.length !== 0 || given.users !== undefined || given.roles !== undefined || given.replied_user,
  )
  expect(waking).toEqual([])
}

/** The message a request sends or changes, by itself or in answer to an interaction. */
function messagesIn(body: unknown): readonly Said[] {
  if (typeof body !== 'object' || body === null) return []
  if ('content' in body || 'embeds' in body) return [body as Said]
  return 'data' in body ? messagesIn(body.data) : []
}

interface Part {
  readonly custom_id?: string
  readonly label?: string
  readonly options?: readonly { readonly label: string; readonly value: string }[]
}

/** Everything that can be pressed on a message. */
export function partsOf(message: APIMessage): readonly Part[] {
  return (message.components ?? []).flatMap((row) => ('components' in row ? (row.components as readonly Part[]) : []))
}

/** The custom_id of a button, by what it says. */
export function buttonOf(message: APIMessage, label: string): string {
  const found = partsOf(message).find((part) => part.label === label)?.custom_id
  if (found === undefined) throw new Error(`no button "${label}"; there is ${partsOf(message).map((part) => part.label ?? part.custom_id)}`)
  return found
}

export function firstButton(message: APIMessage): string {
  const found = partsOf(message).find(({ label }) => label !== undefined)?.custom_id
  if (found === undefined) throw new Error('no button')
  return found
}

/** What a message says first. */
export const titleOf = (message: APIMessage) => message.embeds[0]?.title ?? ''
export const textOf = (message: APIMessage) =>
  message.embeds.map(({ title = '', description = '' }) => `${title}\n${description}`).join('\n')
export const isEphemeral = (message: APIMessage) => ((message.flags ?? 0) & 64) !== 0

/** A question whose buttons have no room for what they ask: it has to be stored before the answer is sent. */
export const longQuestion = {
  name: 'fit',
  options: { text: 'llama 3.1 70b q4_k_m 32k x4 on 2x rtx 4090 vllm kv q8 30 tokens/s prompt 4000 output 500 in europe' },
}
