import type { StorageConfig } from './open.ts'
import type { Store } from './store.ts'

/** One store for all parts of a program, opened by the first who asks. It is closed by the first who closes it: the others have ended too. */
export function sharedStore(open: (config: StorageConfig) => Promise<Store>): (config: StorageConfig) => Promise<Store> {
  let opening: Promise<Store> | undefined
  return (config) => {
    opening ??= open(config).then(closedOnce)
    return opening
  }
}

function closedOnce(store: Store): Store {
  let closing: Promise<void> | undefined
  return {
    ...store,
    close() {
      closing ??= store.close()
      return closing
    },
  }
}
