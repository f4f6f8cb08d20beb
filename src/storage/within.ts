import { settledIn } from './in-time.ts'
import { StoreUnavailable } from './store.ts'

/** What `promise` gives, or StoreUnavailable after `milliseconds`. What was started goes on; its result is dropped. */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return settledIn(milliseconds, promise, () => {
    throw new StoreUnavailable(`no answer within ${milliseconds} ms`)
  })
}
