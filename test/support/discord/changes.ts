/** Long enough for a machine that is busy with something else, and over before the test's own time is. */
const longestMs = 30_000

/** Waiting by event: whoever changes something calls `poke`, and whoever waits looks again. */
export class Changes {
  readonly #listeners = new Set<() => void>()

  poke(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  /** The first defined answer of `look`. After `waitMs` it fails with what was awaited and what came `instead`. */
  until<T>(awaited: string, look: () => T | undefined, instead: () => string, waitMs = longestMs): Promise<T> {
    const already = look()
    if (already !== undefined) return Promise.resolve(already)
    const { promise, resolve, reject } = promiseWithResolvers<T>()
    const stop = () => {
      this.#listeners.delete(listener)
      clearTimeout(timer)
    }
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`Waited ${waitMs} ms for ${awaited}; ${instead()}`))
    }, waitMs)
    const listener = () => {
      try {
        const found = look()
        if (found === undefined) return
        stop()
        resolve(found)
      } catch (error) {
        stop()
        reject(error)
      }
    }
    this.#listeners.add(listener)
    return promise
  }
}

function promiseWithResolvers<T>() {
  let resolve: (value: T) => void = () => undefined
  let reject: (reason: unknown) => void = () => undefined
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
