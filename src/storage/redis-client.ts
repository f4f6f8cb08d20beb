import { Cluster, Redis } from 'ioredis'
import type { RedisAddress } from './redis-address.ts'

export type Client = Redis | Cluster

/** Starts connecting, and goes on for as long as it takes. Nothing waits in a queue for it, and nothing is sent a second time. */
export function connect(address: RedisAddress): Client {
  const again = (times: number) => Math.min(times * 100, 1000)
  const options = {
    ...(address.username !== '' && { username: address.username }),
    ...(address.password !== '' && { password: address.password }),
    ...(address.tls && { tls: {} }),
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // What is asked in one turn of the event loop goes out in one write: under load most of what Redis costs is writing.
    enableAutoPipelining: true,
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
