import { Cluster, Redis } from 'ioredis'
import { StoreRefused } from './store.ts'

export type Client = Redis | Cluster

/** Where Redis is: one address for a single server, several for a Cluster. */
export interface RedisAddress {
  readonly nodes: readonly { readonly host: string; readonly port: number }[]
  readonly cluster: boolean
  readonly tls: boolean
  readonly username: string
  readonly password: string
  readonly database: number
}

const shapes = 'redis://[user:password@]host[:port][/database], rediss:// for TLS, several with commas between for a Cluster'

/** Reads REDIS_URL. Throws StoreRefused with a sentence that does not repeat the address: it may hold a password. */
export function readAddress(text: string): RedisAddress {
  const urls = text.split(',').map((one) => readUrl(one.trim()))
  const [first] = urls
  if (first === undefined || urls.some(({ protocol }) => protocol !== first.protocol)) throw refused('mixes redis:// and rediss://')
  const database = Number(first.pathname.slice(1) || '0')
  if (!Number.isInteger(database) || database < 0) throw refused('names a database that is no number')
  const cluster = urls.length > 1 || first.searchParams.get('cluster') === 'true'
  if (cluster && database !== 0) throw refused('names a database, which a Cluster has not')
  return {
    nodes: urls.map(({ hostname, port }) => ({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) })),
    cluster,
    tls: first.protocol === 'rediss:',
    username: decodeURIComponent(first.username),
    password: decodeURIComponent(first.password),
    database,
  }
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw refused('is not an address')
  const url = new URL(text)
  if (!['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') throw refused('is not the address of a Redis')
  return url
}

function refused(why: string): StoreRefused {
  return new StoreRefused(`REDIS_URL ${why}. It is ${shapes}.`)
}

/** Starts connecting, and goes on for as long as it takes. Nothing waits in a queue for it, and nothing is sent a second time. */
export function connect(address: RedisAddress): Client {
  const again = (times: number) => Math.min(times * 100, 1000)
  const options = {
    ...(address.username !== '' && { username: address.username }),
    ...(address.password !== '' && { password: address.password }),
    ...(address.tls && { tls: {} }),
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    // All is answered when it is closed; the usual two seconds would keep a program alive that has nothing left to do.
    disconnectTimeout: 10,
    // A server that is cut off without a word: the connection is given up, and the next one finds it when it is back.
    socketTimeout: 2000,
    // A replica that was the master a moment ago: connect again to whoever is now.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  }
  if (!address.cluster)
    return new Redis({ ...address.nodes[0], ...options, db: address.database, enableOfflineQueue: false, retryStrategy: again })
  return new Cluster([...address.nodes], {
    redisOptions: options,
    enableOfflineQueue: false,
    clusterRetryStrategy: again,
    // The certificates of a managed Cluster are for its names, not for the addresses behind them.
    ...(address.tls && { dnsLookup: (name: string, found: (error: null, address: string) => void) => found(null, name) }),
  })
}
