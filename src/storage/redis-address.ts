import { StoreRefused } from './store.ts'

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
