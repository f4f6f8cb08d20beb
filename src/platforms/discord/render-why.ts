import type { Card } from '../../cards/card.ts'
import { translate } from '../../cards/words/words.ts'
import { type ActionButton, components } from './components.ts'
import type { ButtonState } from './custom-id.ts'
import { clipText, markdown } from './escape.ts'
import type { Rendered } from './payload.ts'
import { head, message, type RenderOptions } from './render.ts'

/** About what a phone shows without much scrolling, UTF-16 units. */
const pageLength = 1400
const lineLength = 600

/** The working of an answer's numbers, a page at a time (from 1; a page that is not there is the nearest one). `card` was made with `why`. */
export function renderWhy(card: Card, options: RenderOptions, page = 1): Rendered {
  const words = translate(card.language)
  const lines = card.blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []))
  const pages = inPages(lines.map((line) => `• ${clipText(markdown(line), lineLength)}`))
  const at = Math.min(Math.max(1, Math.floor(page) || 1), pages.length)
  const state = (action: 'why' | 'card', to = 1): ButtonState => ({
    action,
    command: options.command,
    shorthand: options.shorthand,
    ...(to > 1 && { page: to }),
  })
  const buttons: readonly ActionButton[] = [
    ...(at > 1 ? [{ label: words('discord.previous'), state: state('why', at - 1) }] : []),
    ...(at < pages.length ? [{ label: words('discord.next'), state: state('why', at + 1) }] : []),
    { label: words('discord.back'), state: state('card') },
  ]
  const { rows, keep } = components({ ...card, refinements: [] }, buttons)
  const embed = {
    ...head(card),
    description: pages[at - 1] ?? words('discord.noWorking'),
    ...(pages.length > 1 && { footer: { text: words('discord.page', { page: at, pages: pages.length }) } }),
  }
  return { payload: message(embed, rows, options, { chart: false }), keep }
}

function inPages(lines: readonly string[]): readonly string[] {
  const pages: string[] = []
  for (const line of lines) {
    const last = pages.at(-1)
    if (last !== undefined && last.length + 1 + line.length <= pageLength) pages[pages.length - 1] = `${last}\n${line}`
    else pages.push(line)
  }
  return pages
}
