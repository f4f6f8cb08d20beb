import { type Store, StoreUnavailable } from '../../src/storage/store.ts'
import { swapped } from '../../src/storage/swap.ts'

/** A storage without a clock in this process, with any number of stores on it: `leave` takes it away, `back` brings it back. */
export function openMemory() {
  const cache = new Map<string, string>()
  const records = new Map<string, string>()
  const claims = new Map<string, object>()
  const counters = new Map<string, number>()
  let isAway = false
  let firstClaim: () => void = () => undefined
  const claimed = new Promise<void>((resolve) => {
    firstClaim = resolve
  })
  const reach = async () => {
    if (isAway) throw new StoreUnavailable('away')
  }
  const parse = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text))

  function store(): Store {
    const owner = {}
    return {
      get: async (key) => (isAway ? undefined : parse(cache.get(key))),
      put: async (key, value) => {
        if (!isAway) cache.set(key, JSON.stringify(value))
      },
      getRecord: async (key) => {
        await reach()
        return parse(records.get(key))
      },
      putRecord: async (key, value) => {
        await reach()
        records.set(key, JSON.stringify(value))
      },
      updateRecord: (key, change) =>
        swapped(
          async () => {
            await reach()
            return records.get(key) ?? null
          },
          async (expected, next) => {
            if ((records.get(key) ?? null) !== expected) return false
            if (next === null) records.delete(key)
            else records.set(key, next)
            return true
          },
          change,
        ),
      deleteRecord: async (key) => {
        await reach()
        return records.delete(key)
      },
      listRecords: async (prefix) => {
        await reach()
        const found = [...records].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1))
        return found.map(([key, text]) => ({ key: key as typeof prefix, value: parse(text) }))
      },
      claim: async (key) => {
        await reach()
        firstClaim()
        if (claims.has(key)) return false
        claims.set(key, owner)
        return true
      },
      release: async (key) => {
        await reach()
        if (claims.get(key) === owner) claims.delete(key)
      },
      increment: async (key, _, by = 1) => {
        await reach()
        counters.set(key, (counters.get(key) ?? 0) + by)
        return counters.get(key) ?? 0
      },
      health: () => ({ driver: 'file', ok: !isAway, since: new Date(0), reason: isAway ? 'away' : '' }),
      close: async () => undefined,
    }
  }

  return {
    store,
    /** Resolves when the first claim was asked for. */
    claimed: () => claimed,
    empty: () => {
      for (const map of [cache, records, claims, counters]) map.clear()
    },
    leave: () => {
      isAway = true
    },
    back: () => {
      isAway = false
    },
  }
}
