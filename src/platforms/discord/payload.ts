import type { APIActionRowComponent, APIButtonComponentWithCustomId, APIEmbed, APIStringSelectComponent } from 'discord.js'

/** One row under a message. */
export type Row = APIActionRowComponent<APIButtonComponentWithCustomId> | APIActionRowComponent<APIStringSelectComponent>

/** A message as Discord's REST takes it. Whoever sends it attaches the files, in the order of `attachments`. */
export interface MessagePayload {
  embeds: APIEmbed[]
  components: Row[]
  attachments: { id: number; filename: string; description: string }[]
  allowed_mentions: { parse: [] }
  flags?: number
}

/** What a custom_id of the message stands for and cannot hold: stored under `token` before the message is sent. */
export interface Kept {
  readonly token: string
  readonly payload: string
}

export interface Rendered {
  readonly payload: MessagePayload
  readonly keep: readonly Kept[]
}

/** Only the asker sees it. */
export const ephemeral = 64
