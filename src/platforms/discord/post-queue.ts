/** Whether somebody waits for it, or it was offered unasked. */
export type Wanted = 'asked' | 'unasked'

/** Posts in channels one after another, no more than Discord takes of a bot in a second. */
export interface PostQueue {
  /** What `send` gives once its turn has come; undefined: there were too many, and it was left out. Throws what `send` throws. */
  post<T>(wanted: Wanted, send: () => Promise<T>): Promise<T | undefined>
}

interface Waiting {
  readonly wanted: Wanted
  readonly go: () => void
  readonly drop: () => void
}

interface QueueOptions {
  /** Below Discord's 50 for all requests of a bot: answers to commands are not counted there, reactions and the like are. */
  readonly perSecond?: number
  /** How many may wait. */
  readonly most?: number
}

/** Posts that may go at once after a pause. */
const atOnce = 5

export function createPostQueue({ perSecond = 45, most = 450 }: QueueOptions = {}): PostQueue {
  const waiting: Waiting[] = []
  let left = atOnce
  let timer: NodeJS.Timeout | undefined

  /** Gives back one turn at a time until all are back. */
  function tick(): void {
    const next = waiting.shift()
    if (next === undefined) left++
    else next.go()
    if (left < atOnce) return
    clearInterval(timer)
    timer = undefined
  }

  /** The first unasked one makes way, and where there is none, whoever comes last. */
  function makeRoom(): void {
    if (waiting.length <= most) return
    const at = waiting.findIndex(({ wanted }) => wanted === 'unasked')
    const [dropped] = waiting.splice(at >= 0 ? at : waiting.length - 1, 1)
    dropped?.drop()
  }

  function turn(wanted: Wanted): Promise<boolean> {
    timer ??= setInterval(tick, 1000 / (perSecond - atOnce)).unref()
    if (left > 0) {
      left--
      return Promise.resolve(true)
    }
    return new Promise((resolve) => {
      waiting.push({ wanted, go: () => resolve(true), drop: () => resolve(false) })
      makeRoom()
    })
  }

  return {
    async post(wanted, send) {
      return (await turn(wanted)) ? await send() : undefined
    },
  }
}
