import type { APIMessage } from 'discord.js'
import type { FirstResponse, Interactions, Live } from './interactions.ts'
import { brief } from './interactions.ts'
import { messageFlag } from './limits.ts'
import type { Pings } from './messages.ts'

/** What a test holds after somebody did something: the answers as they come. */
export class Acted {
  readonly live: Live
  readonly #interactions: Interactions

  constructor(live: Live, interactions: Interactions) {
    this.live = live
    this.#interactions = interactions
  }

  get id(): string {
    return this.live.id
  }

  /** The first response: 4 message, 5 deferred, 6 deferred update, 7 update, 8 suggestions, 9 modal. */
  response(waitMs?: number): Promise<FirstResponse> {
    return this.#until('the first response', () => this.live.first, waitMs)
  }

  /** The answer in its place, once there is one and it `fits`: the reply after its edits, or the message whose component was pressed. */
  message(fits: (message: APIMessage) => boolean = () => true, waitMs?: number): Promise<APIMessage> {
    return this.#until(
      'the message',
      () => {
        const message = this.live.original?.message
        if (!message || this.live.timings.message === undefined) return undefined
        return !((message.flags ?? 0) & messageFlag.loading) && fits(message) ? message : undefined
      },
      waitMs,
    )
  }

  get followups(): APIMessage[] {
    return this.live.followups.map(({ message }) => message)
  }

  /** The nth follow-up, from 0. */
  followup(at = 0, waitMs?: number): Promise<APIMessage> {
    return this.#until(`follow-up ${at}`, () => this.live.followups[at]?.message, waitMs)
  }

  /** The suggestions of an autocomplete. */
  async choices(waitMs?: number): Promise<{ name: string; value: string | number }[]> {
    const { data } = await this.response(waitMs)
    return (data.choices ?? []) as { name: string; value: string | number }[]
  }

  /** A file attached to the answer. */
  file(name: string): Buffer | undefined {
    return this.live.original?.files.get(name)?.bytes
  }

  /** Whom all the answers so far notified. */
  get pings(): Pings {
    const all = [this.live.original, ...this.live.followups].flatMap((each) => (each ? [each.pings] : []))
    return {
      users: all.flatMap(({ users }) => users),
      roles: all.flatMap(({ roles }) => roles),
      everyone: all.some(({ everyone }) => everyone),
    }
  }

  /** Milliseconds from dispatch to the first response, and to the answer as it stands now, in real time. */
  get timings(): Readonly<Live['timings']> {
    return this.live.timings
  }

  /** Lets Discord forget it, as a bench must that makes thousands. */
  forget(): void {
    this.#interactions.forget(this.live)
  }

  #until<T>(awaited: string, look: () => T | undefined, waitMs?: number): Promise<T> {
    const { what, history, original } = this.live
    const instead = () => {
      const came = history.length > 0 ? history.join(', then ') : 'nothing'
      const now = this.live.original ?? original
      return `there came ${came}${now ? `; the message is ${brief(now.message)}` : ''}`
    }
    return this.live.changes.until(`${awaited} to ${what}`, look, instead, waitMs)
  }
}
