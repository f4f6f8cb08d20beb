import { clipText, markdown } from './escape.ts'
import { limits } from './limits.ts'
import type { MessagePayload } from './payload.ts'

/** An answer without embeds, where they are not allowed: the same words as text. Its controls stay. */
export type PlainPayload = Pick<MessagePayload, 'components' | 'allowed_mentions'> & { readonly content: string }

const fence = '```'

/** What of the card fits into a message's text: the verdict first, cut at the end. */
export function plainMessage({ embeds, components, allowed_mentions }: MessagePayload): PlainPayload {
  // A footer is shown as it is written; text is not.
  const parts = embeds.flatMap(({ title, description, footer }) => [
    ...(title === undefined ? [] : [`**${title}**`]),
    ...(description === undefined ? [] : [description]),
    ...(footer === undefined ? [] : [`-# ${markdown(footer.text)}`]),
  ])
  return { content: clipped(parts.join('\n\n')), components, allowed_mentions }
}

/** A table that is cut is closed. */
function clipped(text: string): string {
  if (text.length <= limits.content) return text
  const cut = clipText(text, limits.content - fence.length - 1)
  return cut.split(fence).length % 2 === 0 ? `${cut}\n${fence}` : cut
}
