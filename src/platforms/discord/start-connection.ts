import { type Client, Events, GatewayCloseCodes, Status } from 'discord.js'
import type { DiscordConfig } from '../../config.ts'
import type { Log } from '../../operations/log.ts'
import { botRest, createClient } from './client.ts'
import { refusalFields } from './refusals.ts'
import { gatewayOf } from './start-gateway.ts'
import { DiscordRefused, refusalOf, sentences } from './start-problems.ts'

export interface Connection {
  connected(): boolean
  /** Whether Discord tells it what is said in channels to nobody in particular; so it is thought until Discord says no. */
  hears(): boolean
  close(): Promise<void>
}

interface Connecting {
  readonly config: DiscordConfig
  readonly log: Log
  /** Listens to a client before it connects; there is another one each time what the bot may hear of changes. */
  readonly listen: (client: Client) => void
  /** Told whether it is connected whenever that may have changed, and by which code where Discord has ended it. */
  readonly changed?: (isConnected: boolean, closeCode?: number) => void
  /** Milliseconds before the second try, doubled for each further one. */
  readonly retryMs?: number
}

const longestRetryMs = 60_000
/** Then the program goes on, and Discord connects when it does. */
const longestStartMs = 10_000

/**
 * Connects, and stays connected: what breaks is resumed by discord.js, and what cannot be reached is tried again. Throws DiscordRefused where
 * it never can be.
 */
export async function connectDiscord({ config, log, listen, changed = () => undefined, retryMs = 1000 }: Connecting): Promise<Connection> {
  let current: Client | undefined
  const rest = botRest(config)
  let isClosed = false
  let hears = true
  let wake: () => void = () => undefined

  const isConnected = () => current?.ws.shards.some(({ status }) => status === Status.Ready) === true

  /** Resolves when it is connected. */
  async function open(content: boolean): Promise<void> {
    await gatewayOf(rest)
    if (isClosed) return
    const client = createClient(config, { content }, log)
    current = client
    hears = content
    let closeCode: number | undefined
    let isOpen = false
    client.on(Events.ShardDisconnect, ({ code }) => {
      closeCode = code
      if (isOpen) void reopen(client, content, code)
    })
    client.on(Events.ShardReady, () => changed(isConnected()))
    client.on(Events.ShardResume, () => changed(isConnected()))
    client.on(Events.ShardReconnecting, () => changed(isConnected()))
    client.on(Events.ShardDisconnect, ({ code }) => changed(isConnected(), code))
    listen(client)
    try {
      await client.login(config.token)
      isOpen = true
      log.info('connected', { shards: client.ws.shards.size, content })
    } catch (error) {
      if (isClosed) return
      if (content && closeCode === GatewayCloseCodes.DisallowedIntents) return await openWithoutContent()
      throw refusalOf(error, closeCode) ?? error
    }
  }

  async function openWithoutContent(): Promise<void> {
    log.warn(sentences.content.en)
    await open(false)
  }

  /** Discord has ended it for good: it wants something else of this client, or of its configuration. */
  async function reopen(client: Client, content: boolean, code: number): Promise<void> {
    await client.destroy()
    const isRefused = content && code === GatewayCloseCodes.DisallowedIntents
    if (isRefused) log.warn(sentences.content.en)
    const refused = isRefused ? undefined : refusalOf(undefined, code)
    if (refused === undefined) await tryOn(content && !isRefused, 0)
    else log.error(refused.message, { code })
  }

  async function tryOn(content: boolean, firstWaitMs: number): Promise<void> {
    for (let waitMs = firstWaitMs; !isClosed; waitMs = Math.min(longestRetryMs, Math.max(retryMs, waitMs * 2))) {
      await pause(waitMs)
      if (isClosed) return
      try {
        return await open(content)
      } catch (error) {
        if (error instanceof DiscordRefused) return log.error(error.message)
        log.warn('Discord is not reached, trying again', refusalFields(error))
      }
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  let isWaitedFor = true
  const opening = open(true).catch((error) => {
    if (error instanceof DiscordRefused && isWaitedFor) throw error
    if (error instanceof DiscordRefused) return log.error(error.message)
    log.warn('Discord is not reached, trying again', refusalFields(error))
    void tryOn(true, retryMs)
  })
  await Promise.race([opening, pause(longestStartMs)])
  wake()
  isWaitedFor = false
  return {
    connected: isConnected,
    hears: () => hears,
    async close() {
      isClosed = true
      wake()
      // It is meant to go: nobody need be told that it is lost.
      current?.removeAllListeners(Events.ShardReconnecting)
      await current?.destroy()
    },
  }
}
