import type { Command } from '../../../commands/command.ts'
import type { ServeConfig } from '../../config.ts'
import type { Reply } from '../../headroom.ts'
import type { Log } from '../../operations/log.ts'
import type { Failure, Service } from '../../service.ts'
import type { HeldSettings } from '../../settings/settings.ts'
import type { Store } from '../../storage/store.ts'
import type { Outgoing } from './payload.ts'

/** What everything that answers on Discord may use. */
export interface DiscordContext {
  readonly service: Service
  readonly commands: readonly Command[]
  readonly store: Store
  readonly log: Log
  readonly config: ServeConfig
  /** Whether it is told what is said in channels to nobody in particular. */
  hears(): boolean
  /** What somebody, and the server they ask in, have set; while the storage is away, what was last known. */
  settings(userId: string, placeId: string | undefined): Promise<HeldSettings>
  /** A reply as a message ready to be sent: its buttons work from then on, its chart is drawn. Throws nothing Discord or the storage caused. */
  show(reply: Reply | Failure, how: ShowOptions): Promise<Shown>
}

export interface ShowOptions {
  /** What was asked, for the buttons of a refusal. */
  readonly text: string
  /** The command it was asked with; absent: chosen by the text. */
  readonly command?: string | undefined
  /** Only the asker sees it. */
  readonly isPrivate?: boolean
  /** The largest file the channel takes, bytes. Absent: it takes none, so no chart is drawn. */
  readonly mostBytes?: number | undefined
  /** The working of the numbers, from page 1, in place of the card; the reply was made with `why`. */
  readonly whyPage?: number | undefined
  /** The command whose answer to the same text a button is to lead back to. */
  readonly backTo?: string | undefined
}

export interface Shown extends Outgoing {
  /** A refusal or a failure: better told to the asker alone. */
  readonly isRefusal: boolean
}
