import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Client, createClient, type InStatement, type ResultSet } from '@libsql/client/sqlite3'
import { bareKey, storeVersion, unknownVersion } from './keys.ts'
import { type Store, type StoreHealth, StoreRefused, StoreUnavailable } from './store.ts'
import { readStored } from './stored-text.ts'
import { swapped } from './swap.ts'

/** `passing` holds what has an end: cache, claims and counters. `ends` is in milliseconds since 1970. */
const tables = [
  'create table if not exists records (key text primary key, value text not null) without rowid',
  'create table if not exists passing (key text primary key, value, ends integer not null) without rowid',
  'create index if not exists passing_ends on passing (ends)',
  `pragma user_version = ${storeVersion}`,
]

/**
 * One file at `path` on this machine, for any number of processes on it; its folder is made where it is not there. Each change is on the
 * disk before it is confirmed. Throws StoreRefused.
 */
export async function openFile(path: string, onHealth: (health: StoreHealth) => void = () => undefined): Promise<Store> {
  const client = await open(path)
  const owner = randomUUID()
  let health: StoreHealth = { driver: 'file', ok: true, since: new Date(), reason: '' }

  function become(ok: boolean, reason: string): void {
    if (ok === health.ok) return
    health = { driver: 'file', ok, since: new Date(), reason }
    onHealth(health)
  }

  async function run(sql: string, ...args: (string | number)[]): Promise<ResultSet> {
    try {
      const result = await client.execute({ sql, args })
      become(true, '')
      return result
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      become(false, reason)
      throw new StoreUnavailable(`${path}: ${reason}`, { cause: error })
    }
  }

  async function text(sql: string, ...args: (string | number)[]): Promise<string | null> {
    const value = (await run(sql, ...args)).rows[0]?.[0]
    return typeof value === 'string' ? value : null
  }

  const ends = (ttlSeconds: number) => Math.ceil(Date.now() + ttlSeconds * 1000)
  const upsert = 'insert into records values (?, ?) on conflict (key) do update set value = excluded.value'

  async function swap(key: string, expected: string | null, next: string | null): Promise<boolean> {
    if (expected === null && next === null) return true
    if (expected === null)
      return (await run('insert into records values (?, ?) on conflict do nothing', key, next ?? '')).rowsAffected === 1
    if (next === null) return (await run('delete from records where key = ? and value = ?', key, expected)).rowsAffected === 1
    return (await run('update records set value = ? where key = ? and value = ?', next, key, expected)).rowsAffected === 1
  }

  return {
    async get(key) {
      const found = await text('select value from passing where key = ? and ends > ?', `cache:${key}`, Date.now()).catch(() => null)
      return readStored(found)
    },
    async put(key, value, ttlSeconds) {
      const put = 'insert into passing values (?, ?, ?) on conflict (key) do update set value = excluded.value, ends = excluded.ends'
      await run(put, `cache:${key}`, JSON.stringify(value), ends(ttlSeconds))
        .then(() => run('delete from passing where ends <= ?', Date.now()))
        .catch(() => undefined)
    },
    async getRecord(key) {
      const found = await text('select value from records where key = ?', key)
      return readStored(found)
    },
    async putRecord(key, value) {
      await run(upsert, key, JSON.stringify(value))
    },
    updateRecord(key, change) {
      const read = () => text('select value from records where key = ?', key)
      return swapped(read, (expected, next) => swap(key, expected, next), change)
    },
    async deleteRecord(key) {
      return (await run('delete from records where key = ?', key)).rowsAffected === 1
    },
    async listRecords(prefix) {
      // Keys are ASCII: the range ends behind every key with the prefix.
      const found = await run('select key, value from records where key >= ? and key < ? order by key', prefix, `${prefix}\u{10ffff}`)
      return found.rows.flatMap((row) => {
        const value = readStored(String(row[1]))
        return value === undefined ? [] : [{ key: bareKey(String(row[0])), value }]
      })
    },
    async claim(key, ttlSeconds) {
      const take = `insert into passing values (?, ?, ?)
        on conflict (key) do update set value = excluded.value, ends = excluded.ends where ends <= ?`
      return (await run(take, `claim:${key}`, owner, ends(ttlSeconds), Date.now())).rowsAffected === 1
    },
    async release(key) {
      await run('delete from passing where key = ? and value = ?', `claim:${key}`, owner)
    },
    async increment(key, ttlSeconds, by = 1) {
      const add = `insert into passing values (?, ?, ?) on conflict (key) do update set
        value = excluded.value + case when ends <= ?4 then 0 else value end,
        ends = case when ends <= ?4 then excluded.ends else ends end
        returning value`
      return Number((await run(add, `counter:${key}`, by, ends(ttlSeconds), Date.now())).rows[0]?.[0])
    },
    health: () => health,
    async close() {
      client.close()
    },
  }
}

async function open(path: string): Promise<Client> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // Tokens of workspaces will be in it: nobody else on the machine may read it, whoever made the folder.
    closeSync(openSync(path, 'a', 0o600))
    // One connection: what is set on it holds for all that is done. Another process at work is waited for for two seconds.
    const client = createClient({ url: pathToFileURL(path).href, concurrency: 1, timeout: 2000 })
    await prepare(client, path)
    return client
  } catch (error) {
    if (error instanceof StoreRefused) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreRefused(`The file ${path} cannot be opened: ${reason}. HEADROOM_DATA_DIR names another folder.`, { cause: error })
  }
}

async function prepare(client: Client, path: string): Promise<void> {
  // Readers never wait for a writer; a change is on the disk when it is done.
  await client.execute('pragma journal_mode = wal')
  await client.execute('pragma synchronous = full')
  const version = String((await client.execute('pragma user_version')).rows[0]?.[0])
  if (version === storeVersion) return
  if (version !== '0') {
    client.close()
    throw unknownVersion(path, version)
  }
  await client.batch(tables satisfies InStatement[], 'write')
}
