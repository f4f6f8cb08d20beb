import type { APIEmbed, APIMessage } from 'discord.js'

interface Part {
  readonly label?: string
  readonly placeholder?: string
  readonly options?: readonly { readonly label: string; readonly description?: string; readonly default?: boolean }[]
}

function embedText({ color = 0, title = '', description = '', fields = [], image, footer }: APIEmbed): string {
  return [
    `[#${color.toString(16).padStart(6, '0')}] ${title}`,
    description,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    ...(image === undefined ? [] : [`[picture] ${image.url}`]),
    ...(footer === undefined ? [] : [`— ${footer.text}`]),
  ].join('\n\n')
}

/** Buttons on one line; a list with each of its options on a line of its own, the chosen one marked. */
function rowText(parts: readonly Part[]): string {
  const [list] = parts
  if (list?.options === undefined) return parts.map(({ label = '' }) => `[${label}]`).join(' ')
  const options = list.options.map(({ label, description, default: isChosen = false }) => {
    const detail = description === undefined ? '' : `  (${description})`
    return `  ${isChosen ? '●' : '○'} ${label}${detail}`
  })
  return [`[${list.placeholder ?? ''} ▾]`, ...options].join('\n')
}

/** A message as text, for a golden file: what is read of it and what can be pressed. Markdown stays as it was sent. */
export function readable({ content, embeds, components = [], flags }: APIMessage): string {
  return [
    ...(((flags ?? 0) & 64) === 0 ? [] : ['(to the asker alone)']),
    ...(content === '' ? [] : [content]),
    ...embeds.map(embedText),
    components.map((row) => rowText('components' in row ? (row.components as readonly Part[]) : [])).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
