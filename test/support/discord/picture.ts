import type { MessagePayload } from '../../../src/platforms/discord/payload.ts'

/** Of Discord's dark theme. */
const colours = {
  ground: '#313338',
  embed: '#2b2d31',
  code: '#1e1f22',
  text: '#dbdee1',
  faint: '#949ba4',
  button: '#4e5058',
  name: '#f2f3f5',
}
const width = 640
const left = 32
const lineHeight = 19
/** Characters of a line of text, and of one in a code block. */
const columns = 80
const inColumns = new RegExp(`.{1,${columns}}`, 'gu')

interface Line {
  readonly text: string
  readonly kind: 'text' | 'title' | 'code' | 'footer'
  readonly bold: boolean
}

const unescaped = (text: string) => text.replace(/\\([*_~`|>#\-[\]()\\])/g, '$1')

/** Pieces of a paragraph no longer than a line, broken at spaces. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.length - 1
    const joined = lines[last] === '' ? word : `${lines[last]} ${word}`
    if (joined.length <= most) lines[last] = joined
    else lines.push(word)
  }
  return lines
}

/** The lines a reader sees of what Discord calls markdown: code blocks as they are, bold lines, everything else wrapped. */
function linesOf(markdown: string): Line[] {
  let inCode = false
  return markdown.split('\n').flatMap((text): Line[] => {
    if (text.startsWith('```')) {
      inCode = !inCode
      return []
    }
    if (inCode) return (text.match(inColumns) ?? ['']).map((piece) => ({ text: piece, kind: 'code', bold: false }))
    const bold = text.startsWith('**') && text.endsWith('**')
    const plain = unescaped(text.replaceAll('**', ''))
    return wrapped(plain, columns).map((piece) => ({ text: piece, kind: 'text', bold }))
  })
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function textAt(x: number, y: number, text: string, look: string): string {
  return `<text x="${x}" y="${y}" xml:space="preserve" ${look}>${escaped(text)}</text>`
}

function drawnLine({ text, kind, bold }: Line, y: number): string {
  const block =
    kind === 'code' ? `<rect x="${left}" y="${y - 14}" width="${width - 2 * left}" height="${lineHeight}" fill="${colours.code}"/>` : ''
  const look = {
    title: `font-size="16" font-weight="600" fill="${colours.name}"`,
    text: `font-size="14" fill="${colours.text}"${bold ? ' font-weight="600"' : ''}`,
    code: `font-size="12.5" font-family="ui-monospace,Menlo,Consolas,monospace" fill="${colours.text}"`,
    footer: `font-size="12" fill="${colours.faint}"`,
  }[kind]
  return block + textAt(kind === 'code' ? left + 8 : left, y, text, look)
}

/** A closed list shows what is chosen, or what it asks for. */
function chosen({
  options,
  placeholder = '',
}: {
  readonly options: readonly { label: string; default?: boolean }[]
  readonly placeholder?: string
}): string {
  return options.find((option) => option.default === true)?.label ?? placeholder
}

/** Selects take a row; buttons stand beside each other. */
function drawnComponents(rows: MessagePayload['components'], top: number): { readonly drawn: string[]; readonly bottom: number } {
  const drawn: string[] = []
  let y = top
  for (const row of rows ?? []) {
    let x = 16
    for (const component of row.components) {
      const label = 'options' in component ? `${chosen(component)} ▾` : 'label' in component ? (component.label ?? '') : ''
      const wide = 'options' in component ? 400 : 28 + label.length * 7.4
      const fill = 'options' in component ? colours.code : colours.button
      drawn.push(`<rect x="${x}" y="${y}" width="${wide}" height="32" rx="4" fill="${fill}"/>`)
      drawn.push(textAt(x + 14, y + 21, label, `font-size="14" fill="${colours.name}"`))
      x += wide + 8
    }
    y += 40
  }
  return { drawn, bottom: y }
}

/** What a payload looks like in a channel, as SVG: the words and colours of the payload and no others. */
export function picture({ embeds = [], components }: MessagePayload): string {
  const [embed] = embeds
  if (embed === undefined) throw new Error('there is no embed to draw')
  const lines: Line[] = [
    ...wrapped(unescaped(embed.title ?? ''), 58).map((text): Line => ({ text, kind: 'title', bold: true })),
    { text: '', kind: 'text', bold: false },
    ...linesOf(embed.description ?? ''),
    { text: '', kind: 'text', bold: false },
    ...wrapped(embed.footer?.text ?? '', 90).map((text): Line => ({ text, kind: 'footer', bold: false })),
  ]
  const bottom = 34 + lines.length * lineHeight
  const below = drawnComponents(components, bottom + 14)
  const height = below.bottom + 10
  const colour = `#${(embed.color ?? 0).toString(16).padStart(6, '0')}`
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="gg sans,Noto Sans,Helvetica Neue,Arial,sans-serif">`,
    `<title>${escaped(unescaped(embed.title ?? ''))}</title>`,
    `<rect width="${width}" height="${height}" fill="${colours.ground}"/>`,
    `<rect x="16" y="10" width="${width - 32}" height="${bottom - 8}" rx="4" fill="${colours.embed}"/>`,
    `<rect x="16" y="10" width="4" height="${bottom - 8}" fill="${colour}"/>`,
    ...lines.map((line, index) => drawnLine(line, 34 + index * lineHeight)),
    ...below.drawn,
    '</svg>',
  ].join('\n')}\n`
}
