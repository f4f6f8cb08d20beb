import { type APIInteraction, GatewayDispatchEvents } from 'discord.js'
import { createAllowance } from '../../charts/allowance.ts'
import { chartImages } from '../../charts/images.ts'
import { createCache } from '../../storage/cached.ts'
import type { PlatformServices, Running } from '../platform.ts'
import { answeringRest } from './client.ts'
import type { DiscordContext } from './context.ts'
import { createInteractions, type Patience, usualPatience } from './interactions.ts'
import { createMessages } from './messages.ts'
import { createPending } from './pending.ts'
import { createShow } from './show.ts'
import { createButtonStates } from './show-states.ts'
import { type Connection, connectDiscord } from './start-connection.ts'
import { createUseLimits, type Limits } from './use-limits.ts'

/** While a picture is drawn, some 20 ms, nobody is answered: in a rush an answer is worth more than its picture. */
const drawings = { most: 5, perSecond: 3 }

interface StartOptions {
  readonly patience?: Patience
  readonly retryMs?: number
  readonly limits?: Limits
  readonly now?: () => number
  readonly changed?: (isConnected: boolean, closeCode?: number) => void
}

/** Answers on Discord from this process. Throws DiscordRefused. */
export async function startDiscord(
  services: PlatformServices,
  { patience = usualPatience, retryMs, limits, now = Date.now, changed }: StartOptions = {},
): Promise<Running> {
  const { config, store, log, keeper } = services
  const states = createButtonStates(store)
  const charts = chartImages(createCache(store), createAllowance(drawings, performance.now.bind(performance)))
  let connection: Connection | undefined
  const context: DiscordContext = {
    ...services,
    hears: () => connection?.hears() !== false,
    settings: (person, place) => keeper.read({ platform: 'discord', person, ...(place !== undefined && { place }) }),
    show: createShow({ store, states, charts, log, pictureMs: patience.picture, now: () => new Date(now()) }),
  }
  const rest = answeringRest(config.discord)
  const pending = createPending(store, now)
  const uses = createUseLimits(store, { now, ...(limits && { limits }) })
  const interactions = createInteractions({ context, rest, states, pending, uses, patience, now })
  const messages = createMessages(context, { now, uses, states })
  const connected = await connectDiscord({
    config: config.discord,
    log,
    listen: (client) => {
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: APIInteraction | null) => interactions.hear(data))
      messages.listen(client)
    },
    ...(retryMs !== undefined && { retryMs }),
    ...(changed && { changed }),
  })
  connection = connected
  void interactions.finishOld()
  return {
    connected: () => connected.connected(),
    async stop() {
      await Promise.all([interactions.stop(), messages.stop()])
      await connected.close()
    },
  }
}
