import type { Client, ClientOptions, RESTPostAPIApplicationCommandsJSONBody } from 'discord.js'
import { type FakeDiscord, type FakeOptions, startFakeDiscord } from './fake.ts'
import { intent } from './gateway.ts'

/** discord.js, imported only where it is used: it takes half a second. */
export const discord = () => import('discord.js')

const closing: (() => Promise<unknown>)[] = []

/** Ends every client and every fake of a test. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close()
}

/** Commands enough to be registered with a fake. */
export const commands = [
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

/** A fake for one test. */
export async function start(options?: FakeOptions): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options)
  closing.push(() => fake.close())
  return fake
}

/** The real client, once it is ready. */
export async function connect(
  fake: FakeDiscord,
  intents: number = intent.guilds,
  more: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const { Client } = await discord()
  const client = new Client({ intents, ...more, rest: { api: fake.api, ...more.rest } })
  closing.push(() => client.destroy())
  client.on('error', () => undefined)
  const ready = new Promise<Client<true>>((resolve) => client.once('clientReady', resolve))
  await client.login(fake.token)
  return ready
}

/** A fake and a client whose commands are registered. */
export async function bot(options?: FakeOptions & { intents?: number }) {
  const fake = await start(options)
  const client = await connect(fake, options?.intents)
  await client.application.commands.set(commands)
  return { fake, client }
}

/** The real REST client of discord.js, without its own second tries. */
export async function rest(fake: FakeDiscord, token = fake.token) {
  const { REST } = await discord()
  return new REST({ api: fake.api, version: '10', retries: 0 }).setToken(token)
}

/** A use of `/fit` as it is registered here. */
export const fitting = { name: 'fit', options: { model: 'llama-3.1-70b' } }
