import { Cluster, type Redis } from 'ioredis'
import { readAddress } from './redis-address.ts'
import { type Client, connect } from './redis-client.ts'
import { StoreUnavailable } from './store.ts'
import { within } from './within.ts'

/** What a server says of itself; undefined: it does not say. */
export interface RedisFacts {
  readonly version: string
  /** `noeviction` keeps what it holds. */
  readonly policy: string | undefined
  readonly appendOnly: boolean | undefined
  /** Its clock less ours. */
  readonly secondsAhead: number
}

const patienceMs = 3000

/** Asks one server, or each master of a Cluster, with commands that a user of few rights may give. Throws StoreUnavailable and StoreRefused. */
export async function inspectRedis(address: string): Promise<readonly RedisFacts[]> {
  const client = connect(readAddress(address))
  try {
    await within(patienceMs, ready(client))
    const servers = client instanceof Cluster ? client.nodes('master') : [client]
    return await within(patienceMs, Promise.all(servers.map(factsOf)))
  } finally {
    client.disconnect()
  }
}

function ready(client: Client): Promise<void> {
  return new Promise((resolve, reject) => {
    client.once('ready', () => resolve())
    client.on('error', (error: Error & { lastNodeError?: Error }) =>
      reject(new StoreUnavailable((error.lastNodeError ?? error).message, { cause: error })),
    )
  })
}

async function factsOf(server: Redis): Promise<RedisFacts> {
  try {
    const before = Date.now()
    const [info, [seconds, micros]] = await Promise.all([server.info(), server.time()])
    const said = new Map(
      info.split('\r\n').map((line): [string, string] => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1)]),
    )
    const appendOnly = said.get('aof_enabled')
    return {
      version: said.get('redis_version') ?? '?',
      policy: said.get('maxmemory_policy'),
      appendOnly: appendOnly === undefined ? undefined : appendOnly === '1',
      secondsAhead: Math.round(Number(seconds) + Number(micros) / 1e6 - (before + Date.now()) / 2000),
    }
  } catch (error) {
    throw new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
  }
}
