import type { APIMessage } from 'discord.js'
import { commands } from '../../../commands/index.ts'
import { chartImages } from '../../../src/charts/images.ts'
import { readServeConfig } from '../../../src/config.ts'
import { createLog } from '../../../src/operations/log.ts'
import { createClient } from '../../../src/platforms/discord/client.ts'
import type { DiscordContext } from '../../../src/platforms/discord/context.ts'
import { createMessages } from '../../../src/platforms/discord/messages.ts'
import { createPostQueue } from '../../../src/platforms/discord/post-queue.ts'
import { createShow } from '../../../src/platforms/discord/show.ts'
import { createButtonStates } from '../../../src/platforms/discord/show-states.ts'
import { createUseLimits, type Limits, usualLimits } from '../../../src/platforms/discord/use-limits.ts'
import { createKeeper } from '../../../src/settings/keeper.ts'
import { createCache } from '../../../src/storage/cached.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import type { Store } from '../../../src/storage/store.ts'
import { closeAfter, start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { openMemory } from '../../support/memory-store.ts'
import { serviceOn } from '../../support/service.ts'

interface BotOptions {
  readonly fake?: FakeDiscord
  readonly store?: Store
  /** Whether it may read what does not mention it. */
  readonly content?: boolean
  readonly limits?: Limits
  /** Turned on by the managers of the server. */
  readonly channels?: readonly string[]
  readonly now?: () => number
}

/** A process that hears messages: the real client on a fake Discord, the real answers, a storage of the test's. */
export async function listeningBot({ content = true, limits = usualLimits, channels = [], now = Date.now, ...given }: BotOptions = {}) {
  const fake = given.fake ?? (await start({ granted: ['messageContent'] }))
  const store = given.store ?? openMemory().store()
  const keeper = createKeeper(
    async () => store,
    () => true,
  )
  const lines: string[] = []
  const log = createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) })
  const { service } = serviceOn(store)
  const context: DiscordContext = {
    service,
    commands,
    store,
    log,
    config: readServeConfig({}),
    settings: (person, place) => keeper.read({ platform: 'discord', person, ...(place !== undefined && { place }) }),
    show: createShow({ store, states: createButtonStates(store), charts: chartImages(createCache(store)), log }),
  }
  if (channels.length > 0) await store.putRecord(recordKeys.settings('place', 'discord', fake.guild.id), { channels })
  const client = createClient({ apiUrl: fake.api }, { content }, log)
  closeAfter(() => client.destroy())
  const messages = createMessages(context, {
    now,
    uses: createUseLimits(store, { limits, now }),
    queue: createPostQueue({ perSecond: 5000, most: 5000 }),
  })
  messages.listen(client)
  const ready = new Promise((resolve) => client.once('clientReady', resolve))
  await client.login(fake.token)
  await ready

  /** What it said once everything that was written so far is answered or left. */
  async function settled(): Promise<readonly APIMessage[]> {
    const nobody = fake.world.user('somebody')
    const last = fake.message({ user: nobody, channel: fake.world.dm(nobody), content: 'what is a kv cache?' })
    await fake.replyTo(last, undefined, 30_000)
    await messages.stop()
    return fake.said()
  }

  const stop = async () => {
    await messages.stop()
    await client.destroy()
  }
  return { fake, store, client, lines, settled, stop, mention: `<@${fake.world.bot.id}>` }
}

export const titleOf = ({ embeds: [embed] }: APIMessage): string => embed?.title ?? ''
/** Title, text and footer. */
export const textOf = ({ content, embeds: [embed] }: APIMessage): string =>
  [content, embed?.title, embed?.description, embed?.footer?.text].filter(Boolean).join('\n')

export const buttonsOf = ({ components = [] }: APIMessage): readonly { readonly label: string; readonly id: string }[] =>
  components.flatMap((row) =>
    'components' in row
      ? row.components.flatMap((part) => ('custom_id' in part && 'label' in part ? [{ label: part.label ?? '', id: part.custom_id }] : []))
      : [],
  )
