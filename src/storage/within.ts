import { StoreUnavailable } from './store.ts'

/** What `promise` gives, or StoreUnavailable after `milliseconds`. What was started goes on; its result is dropped. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    // After one more turn of the event loop: where this process was busy, the answer is already here and only has to be read.
    timer = setTimeout(() => setImmediate(() => reject(new StoreUnavailable(`no answer within ${milliseconds} ms`))), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
