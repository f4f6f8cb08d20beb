import type { Command } from '../../commands/command.ts'
import type { ServeConfig } from '../config.ts'
import type { Language } from '../language/question.ts'
import type { Log } from '../operations/log.ts'
import type { Service } from '../service.ts'
import type { Keeper } from '../settings/keeper.ts'
import type { Store } from '../storage/store.ts'

/** What a platform may use. */
export interface PlatformServices {
  readonly config: ServeConfig
  /** Answers, logs and counts: a platform only turns what it heard into a question, and the reply into what it shows. */
  readonly service: Service
  readonly commands: readonly Command[]
  /** Lines are marked with the platform's name. */
  readonly log: Log
  /** Settings; while the storage is away, what was last known. */
  readonly keeper: Keeper
  /** Claims, limits and what a conversation remembers. */
  readonly store: Store
}

/** A platform that takes questions. */
export interface Running {
  /** Whether questions reach it now; costs nothing. */
  connected(): boolean
  /** Takes no more, lets what it began be answered, then disconnects. */
  stop(): Promise<void>
}

/** One folder of this room, loaded when it is configured. */
export interface Platform {
  readonly name: string
  configured(config: ServeConfig): boolean
  /** What to do where it is not configured, as a sentence. */
  readonly missing: Readonly<Record<Language, string>>
  /** Resolves when it is connected, or goes on connecting by itself. Throws where it never can be: a token that is wrong. */
  start(services: PlatformServices): Promise<Running>
}
