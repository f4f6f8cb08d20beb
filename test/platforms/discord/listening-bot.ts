import type { APIMessage } from 'discord.js'
import type { Limits } from '../../../src/platforms/discord/use-limits.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import type { Store } from '../../../src/storage/store.ts'
import { partsOf, startBot, textOf as textOfEmbeds } from '../../support/discord/bot.ts'
import { start } from '../../support/discord/client.ts'
import type { FakeDiscord } from '../../support/discord/fake.ts'
import { openMemory } from '../../support/memory-store.ts'

interface Options {
  readonly fake?: FakeDiscord
  readonly store?: Store
  readonly limits?: Limits
  /** Turned on by the managers of the server. */
  readonly channels?: readonly string[]
  readonly now?: () => number
}

/** A Discord that lets the bot read what does not mention it. */
export const readableDiscord = () => start({ granted: ['messageContent'] })

/** The program's bot, and what people need to write to it. */
export async function listeningBot({ channels = [], ...given }: Options = {}) {
  const fake = given.fake ?? (await readableDiscord())
  const store = given.store ?? openMemory().store()
  if (channels.length > 0) await store.putRecord(recordKeys.settings('place', 'discord', fake.guild.id), { channels })
  const { running, lines } = await startBot(fake, { ...given, store })

  /** What it said once everything that was written so far is answered or left. It hears nothing more. */
  async function settled(): Promise<readonly APIMessage[]> {
    const nobody = fake.world.user('somebody')
    const last = fake.message({ user: nobody, channel: fake.world.dm(nobody), content: 'what is a kv cache?' })
    await fake.replyTo(last)
    await running.stop()
    return fake.said()
  }

  return { fake, lines, settled, stop: () => running.stop(), mention: `<@${fake.world.bot.id}>` }
}

/** Everything it says in words. */
export const textOf = (message: APIMessage) => `${message.content}\n${textOfEmbeds(message)}`

/** The custom_id of a button, by what it says; undefined: there is none. */
export function buttonNamed(message: APIMessage, ...labels: readonly string[]): string | undefined {
  return partsOf(message).find(({ label }) => label !== undefined && labels.includes(label))?.custom_id
}
