import { LRUCache } from 'lru-cache'
import { StoreUnavailable } from '../storage/store.ts'
import type { Asker, Keeper } from './keeper.ts'
import type { Owner, Settings } from './settings.ts'

/** Owners remembered: some hundred bytes each. */
const most = 10_000

/**
 * The same settings, and while the storage is away those that were last read or changed in this process: `read` throws nothing then.
 * What is not known here is as if it had never been set.
 */
export function lastKnown(keeper: Keeper): Keeper {
  const known = new LRUCache<string, Settings>({ max: most })
  const keyOf = ({ platform, person, place }: Asker, owner: Owner) => {
    const id = owner === 'person' ? person : place
    return id === undefined ? undefined : JSON.stringify([owner, platform, id])
  }
  const remember = (asker: Asker, owner: Owner, settings: Settings) => {
    const key = keyOf(asker, owner)
    if (key !== undefined) known.set(key, settings)
  }
  const recall = (asker: Asker, owner: Owner): Settings => known.get(keyOf(asker, owner) ?? '') ?? {}
  return {
    async read(asker) {
      try {
        const held = await keeper.read(asker)
        remember(asker, 'person', held.person)
        remember(asker, 'place', held.place)
        return held
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        return { person: recall(asker, 'person'), place: recall(asker, 'place') }
      }
    },
    async change(asker, change) {
      await keeper.change(asker, change)
      const { [change.key]: _, ...others } = recall(asker, change.owner)
      remember(asker, change.owner, change.value === undefined ? others : { ...others, [change.key]: change.value })
    },
    close: () => keeper.close(),
  }
}
