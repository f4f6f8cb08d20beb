import type { Reply } from '../../headroom.ts'
import { stored } from '../../service.ts'
import type { Keeper } from '../../settings/keeper.ts'
import { type HeldSettings, noSettings } from '../../settings/settings.ts'
import { StoreUnavailable } from '../../storage/store.ts'

/** The settings of the one user of a terminal, who is nowhere but there. */
export interface OwnSettings {
  /** What is set; nothing where the storage is away, which `warn` is told with the reason. */
  read(warn: (reason: string) => Promise<void>): Promise<HeldSettings>
  /** The reply once what it changes is stored; a refusal where it could not be. */
  stored(reply: Reply): Promise<Reply>
}

export function ownSettings(keeper: Keeper | undefined, user: string): OwnSettings {
  const asker = { platform: 'terminal', person: user }
  return {
    async read(warn) {
      try {
        return (await keeper?.read(asker)) ?? noSettings
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
        await warn(error.message.replace(/\.$/, ''))
        return noSettings
      }
    },
    stored: (reply) => stored(reply, asker, keeper),
  }
}
