import type { APIEmbed } from 'discord.js'
import type { Card, Tone } from '../../cards/card.ts'
import { type Translate, translate } from '../../cards/words/words.ts'
import { type ActionButton, components } from './components.ts'
import type { Action, ButtonState } from './custom-id.ts'
import { barest, type Plan, plans } from './degrade.ts'
import { clipText, markdown, markdownLine, plain } from './escape.ts'
import { limits } from './limits.ts'
import { ephemeral, type MessagePayload, type Rendered } from './payload.ts'
import { renderBlock } from './render-blocks.ts'

export interface RenderOptions {
  /** What was asked, for the buttons that ask it again. */
  readonly command: string
  readonly shorthand: string
  /** The answer it was opened from, which a button leads back to. */
  readonly back?: ButtonState
  /** Only the asker sees it, and may share it. */
  readonly private?: boolean
  /** A picture the caller attaches: its file name, and what it says for who cannot see it. */
  readonly chart?: { readonly name: string; readonly alt: string }
  /** Of the log, in the footer of an error. */
  readonly logId?: string
}

const toneColor: Readonly<Record<Tone, number>> = {
  fits: 0x2e_a0_43,
  tight: 0xd2_99_22,
  'too-big': 0xda_36_33,
  info: 0x38_8b_fd,
  error: 0xda_36_33,
}

/** How Discord shows a card: an embed with what can be changed under it. Always within Discord's limits; what has no room is left out in a fixed order. */
export function renderCard(card: Card, options: RenderOptions): Rendered {
  const { rows, keep } = components(card, actionButtons(card, options))
  const describe = describer(card)
  const plan = plans(card.blocks.length).find((one) => describe(one).length <= limits.description) ?? barest
  return { payload: message(embedOf(card, describe(plan), options), rows, options, plan), keep }
}

/** A message of one embed. */
export function message(
  embed: APIEmbed,
  rows: MessagePayload['components'],
  options: RenderOptions,
  { chart }: Pick<Plan, 'chart'>,
): MessagePayload {
  const picture = chart ? options.chart : undefined
  return {
    content: '',
    embeds: [picture === undefined ? embed : { ...embed, image: { url: `attachment://${picture.name}` } }],
    components: rows,
    attachments:
      picture === undefined ? [] : [{ id: 0, filename: picture.name, description: clipText(plain(picture.alt), limits.alt) || '–' }],
    allowed_mentions: { parse: [] },
    ...(options.private && { flags: ephemeral }),
  }
}

function embedOf(card: Card, description: string, options: RenderOptions): APIEmbed {
  return { ...head(card), ...(description !== '' && { description }), ...foot(card, options, translate(card.language)) }
}

/** The description by plan: the verdict first, then what it rests on, so that a reader who stops after two lines is not misled. */
function describer(card: Card): (plan: Plan) => string {
  const words = translate(card.language)
  const answer = markdownLine(card.answer)
  const assumed = assumedLine(card, words)
  const notes = card.notes.map(markdown)
  const rendered = new Map<string, string>()
  const block = (at: number, rows: number): string => {
    const one = card.blocks[at]
    const key = one?.kind === 'table' ? `${at} ${rows}` : `${at}`
    const made = rendered.get(key) ?? (one === undefined ? '' : renderBlock(one, rows, words))
    rendered.set(key, made)
    return made
  }
  return (plan) =>
    [
      clipText(answer, plan.textLength),
      clipText(assumed, plan.textLength),
      ...Array.from({ length: plan.blocks }, (_, at) => block(at, plan.rows)),
      notes
        .slice(0, plan.notes)
        .map((note) => `• ${clipText(note, plan.noteLength)}`)
        .join('\n'),
    ]
      .filter((part) => part !== '')
      .join('\n\n')
}

/** Title and colour: the verdict, also where nothing else is read. */
export function head(card: Card): APIEmbed {
  return { title: clipText(markdownLine(card.title), limits.title) || '–', color: toneColor[card.tone] }
}

/** Where the numbers are from, and of when; the id under which the log has what went wrong. */
function foot(card: Card, { logId }: RenderOptions, words: Translate): APIEmbed {
  const parts = [...(logId === undefined ? [] : [words('discord.code', { id: logId })]), ...card.sources]
  const text = clipText(
    parts
      .map(plain)
      .filter((part) => part !== '')
      .join(' · '),
    footerLength,
  )
  return text === '' ? {} : { footer: { text } }
}

/** Leaves title and description their full length within the total. */
const footerLength = limits.embedTotal - limits.title - limits.description

function assumedLine({ assumed, language }: Card, words: Translate): string {
  const said = assumed.map(markdown).filter((part) => part !== '')
  return said.length === 0 ? '' : `**${words('terminal.assumed')}**${language === 'zh' ? '：' : ': '}${said.join(' · ')}`
}

/** Back, Why, Compare, Share: each only where it has something to show. */
function actionButtons(card: Card, { command, shorthand, back, private: isPrivate = false }: RenderOptions): readonly ActionButton[] {
  if (shorthand === '' || card.tone === 'error') return []
  const words = translate(card.language)
  const state = (action: Action): ButtonState => ({ action, command, shorthand })
  return [
    ...(back ? [{ label: words('discord.back'), state: back }] : []),
    ...(command === 'fit' ? [{ label: words('discord.why'), state: state('why') }] : []),
    ...(command === 'fit' || command === 'gpu' ? [{ label: words('discord.compare'), state: state('versus') }] : []),
    ...(isPrivate ? [{ label: words('discord.share'), state: state('share') }] : []),
  ]
}
