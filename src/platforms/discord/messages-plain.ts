import { clipText, markdown } from './escape.ts'
import { limits } from './limits.ts'
import { type MessagePayload, textMessage } from './payload.ts'

const fence = '```'

/** An answer where embeds are not allowed: the same words as text, the verdict first, cut at the end. Its controls stay. */
export function plainMessage({ embeds, components }: MessagePayload): MessagePayload {
  // A footer is shown as it is written; text is not.
  const parts = embeds.flatMap(({ title, description, footer }) => [
    ...(title === undefined ? [] : [`**${title}**`]),
    ...(description === undefined ? [] : [description]),
    ...(footer === undefined ? [] : [`-# ${markdown(footer.text)}`]),
  ])
  return { ...textMessage(clipped(parts.join('\n\n'))), components }
}

/** A table that is cut is closed. */
function clipped(text: string): string {
  if (text.length <= limits.content) return text
  const cut = clipText(text, limits.content - fence.length - 1)
  return cut.split(fence).length % 2 === 0 ? `${cut}\n${fence}` : cut
}
