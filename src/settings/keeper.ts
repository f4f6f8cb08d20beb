import { UserError } from '../errors.ts'
import { recordKeys } from '../storage/keys.ts'
import { type RecordKey, type Store, StoreUnavailable } from '../storage/store.ts'
import { type HeldSettings, noSettings, type Owner, type Settings, type SettingsChange } from './settings.ts'

/** Who asks, and where: ids of the platform. `place` is absent in a terminal and in a direct message. */
export interface Asker {
  readonly platform: string
  readonly person: string
  readonly place?: string
}

/** Settings in the storage. */
export interface Keeper {
  /** Nothing where nothing was ever set, without opening the storage. Throws StoreUnavailable. */
  read(asker: Asker): Promise<HeldSettings>
  /** Is stored when it resolves. Throws UserError `not-stored`. */
  change(asker: Asker, change: SettingsChange): Promise<void>
  close(): Promise<void>
}

/** `open` is called once, when there is something to read (`mayHold`) or to write. */
export function createKeeper(open: () => Promise<Store>, mayHold: () => boolean): Keeper {
  let opening: Promise<Store> | undefined
  const store = () => {
    opening ??= open()
    return opening
  }

  async function settingsAt(key: RecordKey | undefined): Promise<Settings> {
    if (key === undefined) return {}
    const stored = await (await store()).getRecord(key)
    if (stored === undefined) return {}
    const { settingsSchema } = await import('./schema.ts')
    return settingsSchema.safeParse(stored).data ?? {}
  }

  return {
    async read(asker) {
      if (opening === undefined && !mayHold()) return noSettings
      const [person, place] = await Promise.all([settingsAt(keyOf(asker, 'person')), settingsAt(keyOf(asker, 'place'))])
      return { person, place }
    },
    async change(asker, { owner, key, value }) {
      const at = keyOf(asker, owner)
      if (at === undefined) throw new UserError('no-place', { said: key })
      try {
        // What another version has set beside it stays as it is.
        await (await store()).updateRecord(at, (present) => withoutNothing({ ...(present as object | undefined), [key]: value }))
      } catch (error) {
        if (error instanceof StoreUnavailable) throw new UserError('not-stored', { said: key, cause: error })
        throw error
      }
    },
    async close() {
      await (await opening?.catch(() => undefined))?.close()
    },
  }
}

function keyOf({ platform, person, place }: Asker, owner: Owner): RecordKey | undefined {
  const id = owner === 'person' ? person : place
  return id === undefined ? undefined : recordKeys.settings(owner, platform, id)
}

/** undefined where nothing is left: then there is no record. */
function withoutNothing(settings: object): object | undefined {
  const left = Object.entries(settings).filter(([, value]) => value !== undefined)
  return left.length === 0 ? undefined : Object.fromEntries(left)
}
