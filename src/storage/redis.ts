import { randomUUID } from 'node:crypto'
import { bareKey, physicalKey, placeOfRecords } from './keys.ts'
import { readAddress } from './redis-address.ts'
import { connect } from './redis-client.ts'
import { linkTo, type Patience, usualPatience } from './redis-link.ts'
import { type RecordKey, type Store, type StoredRecord, type StoreHealth, StoreRefused } from './store.ts'
import { readStored } from './stored-text.ts'
import { swapped } from './swap.ts'
import { within } from './within.ts'

/** In one step: a record and its place in the list. `*` expects anything, an empty text no record, and puts none. */
const swapScript = `
local present = redis.call('HGET', KEYS[1], ARGV[1]) or ''
if ARGV[2] ~= '*' and ARGV[2] ~= present then return -1 end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  redis.call('ZADD', KEYS[2], 0, ARGV[1])
end
return present == '' and 0 or 1`

const releaseScript = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

const incrementScript = `
local isFirst = redis.call('EXISTS', KEYS[1]) == 0
local count = redis.call('INCRBY', KEYS[1], ARGV[2])
if isFirst then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return count`

/** Records asked for at once: a long list never holds up what else is asked. */
const page = 500

const milliseconds = (seconds: number) => Math.max(1, Math.round(seconds * 1000))

/**
 * Redis at `address` (what REDIS_URL holds). Resolves when it answers, cannot be reached, or a second is over; then it is used as soon as it can be.
 * `onHealth` is told each time it goes and comes back. Throws StoreRefused.
 */
export async function openRedis(
  address: string,
  onHealth: (health: StoreHealth) => void = () => undefined,
  patience: Patience = usualPatience,
): Promise<Store> {
  const client = connect(readAddress(address))
  const link = linkTo(client, patience, onHealth)
  const owner = randomUUID()
  await within(patience.first, link.first).catch(async (error: unknown) => {
    if (!(error instanceof StoreRefused)) return
    await link.close()
    throw error
  })

  async function swap(key: RecordKey, expected: string, next: string): Promise<number> {
    const { records, index } = placeOfRecords(key)
    return Number(await link.change(records, () => client.eval(swapScript, 2, records, index, key, expected, next)))
  }

  return {
    async get(key) {
      const place = physicalKey('cache', key)
      const text = await link.reply(place, () => client.get(place)).catch(() => null)
      return readStored(text)
    },
    async put(key, value, ttlSeconds) {
      const place = physicalKey('cache', key)
      await link.reply(place, () => client.set(place, JSON.stringify(value), 'PX', milliseconds(ttlSeconds))).catch(() => undefined)
    },
    async getRecord(key) {
      const { records } = placeOfRecords(key)
      const text = await link.reply(records, () => client.hget(records, key))
      return readStored(text)
    },
    async putRecord(key, value) {
      await swap(key, '*', JSON.stringify(value))
    },
    updateRecord(key, change) {
      const { records } = placeOfRecords(key)
      const read = () => link.change(records, () => client.hget(records, key))
      return swapped(read, async (expected, next) => (await swap(key, expected ?? '', next ?? '')) >= 0, change)
    },
    async deleteRecord(key) {
      return (await swap(key, '*', '')) === 1
    },
    async listRecords(prefix) {
      const { records, index } = placeOfRecords(prefix)
      // No byte of UTF-8 is 0xff: the range ends behind every key with the prefix.
      const end = Buffer.concat([Buffer.from(`(${prefix}`), Buffer.from([0xff])])
      const keys = await link.reply(index, () => client.zrange(index, `[${prefix}`, end, 'BYLEX'))
      const found: StoredRecord[] = []
      for (let from = 0; from < keys.length; from += page) {
        const some = keys.slice(from, from + page)
        const texts = await link.reply(records, () => client.hmget(records, ...some))
        // One that was deleted between the two questions is gone.
        for (const [at, text] of texts.entries()) {
          const value = readStored(text)
          if (value !== undefined) found.push({ key: bareKey(some[at] ?? ''), value })
        }
      }
      return found
    },
    async claim(key, ttlSeconds) {
      const place = physicalKey('claim', key)
      return (await link.reply(place, () => client.set(place, owner, 'PX', milliseconds(ttlSeconds), 'NX'))) === 'OK'
    },
    async release(key) {
      const place = physicalKey('claim', key)
      await link.reply(place, () => client.eval(releaseScript, 1, place, owner))
    },
    async increment(key, ttlSeconds, by = 1) {
      const place = physicalKey('counter', key)
      return Number(await link.reply(place, () => client.eval(incrementScript, 1, place, milliseconds(ttlSeconds), by)))
    },
    health: () => link.health(),
    close: () => link.close(),
  }
}
