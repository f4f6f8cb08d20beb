import type { APIActionRowComponent, APIButtonComponentWithCustomId, APIEmbed, APIStringSelectComponent } from 'discord.js'

/** One row under a message. */
export type Row = APIActionRowComponent<APIButtonComponentWithCustomId> | APIActionRowComponent<APIStringSelectComponent>

/** A message as Discord's REST takes it, whole: where it takes the place of another one, nothing of that stays. */
export interface MessagePayload {
  content: string
  embeds: APIEmbed[]
  components: Row[]
  attachments: { id: number; filename: string; description: string }[]
  /** Wakes nobody; a reply its asker neither. */
  allowed_mentions: { parse: []; replied_user?: false }
  flags?: number
  /** What it replies to, in a channel. */
  message_reference?: { message_id: string; fail_if_not_exists: false }
  /** Sent again with the same one, it is there once. */
  nonce?: string
  enforce_nonce?: true
}

/** A message and its files, in the order of its attachments. */
export interface Outgoing {
  readonly payload: MessagePayload
  readonly files: readonly { readonly name: string; readonly data: Buffer; readonly contentType: string }[]
}

/** A message of words alone. */
export function textMessage(content: string): MessagePayload {
  return { content, embeds: [], components: [], attachments: [], allowed_mentions: { parse: [] } }
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
