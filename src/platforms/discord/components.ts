import type { APIButtonComponentWithCustomId, APIStringSelectComponent } from 'discord.js'
import type { Card, ChoiceOption, Refinement } from '../../cards/card.ts'
import { type Translate, translate } from '../../cards/words/words.ts'
import { type ButtonState, encodeState, selectId } from './custom-id.ts'
import { clipText, plain } from './escape.ts'
import { limits } from './limits.ts'
import type { Kept, Row } from './payload.ts'

/** A button that is no refinement of the card: what it says and what it asks. */
export interface ActionButton {
  readonly label: string
  readonly state: ButtonState
}

const groups = ['quant', 'context', 'users', 'gpu', 'model'] as const
type Group = (typeof groups)[number]

/** Several ways to change one thing are a list; one way is a button. */
const fewestInSelect = 2
/** A wall of buttons is read by nobody. */
const mostButtonRows = 2

interface List {
  readonly group: Group
  readonly options: readonly (Pick<Refinement, 'label' | 'command' | 'shorthand'> & Partial<Pick<ChoiceOption, 'detail' | 'isCurrent'>>)[]
}

/**
 * What stands under a card, five rows at most: a select for each thing that can be changed, then the refinements that are in none as
 * buttons, then `buttons`, which always have their row. Where a card has no choices of its own, several refinements of one thing are a select.
 * No question stands there twice.
 */
export function components(card: Card, buttons: readonly ActionButton[]): { readonly rows: Row[]; readonly keep: readonly Kept[] } {
  const words = translate(card.language)
  const keep = new Map<string, string>()
  const taken = new Set<string>()
  const idOf = (state: ButtonState): string => {
    const encoded = encodeState(state)
    if (encoded.needsToken) keep.set(encoded.token, encoded.payload)
    return encoded.customId
  }
  /** Each button once in a message, the first to ask for it has it; a list has values of its own. */
  const unique = (all: readonly Made[], among = taken) => all.filter(({ id }) => !among.has(id) && among.add(id))
  const asked = ({ label, command, shorthand, detail = '', isCurrent = false }: List['options'][number]): Made => ({
    id: idOf(stateOf(command, shorthand)),
    label: labelOf(label || shorthand),
    detail: clipText(plain(detail), limits.optionText),
    isCurrent,
  })

  const last = unique(buttons.slice(0, limits.buttons).map(({ label, state }) => made(idOf(state), labelOf(label))))
  const choices: readonly List[] = card.choices?.all() ?? []
  const lists = choices.length > 0 ? choices : refinementLists(card.refinements)
  const room = limits.rows - (last.length > 0 ? 1 : 0)
  const selects = lists.flatMap(({ group, options }) => selectRow(group, unique(options.map(asked), new Set()), words) ?? [])
  const listed = new Set(lists.flatMap(({ options }) => options.map(({ shorthand }) => shorthand)))
  const isListed = ({ shorthand }: Refinement) => listed.has(shorthand)
  const loose = unique(card.refinements.filter((refinement) => !isListed(refinement)).map(asked))
  const shown = selects.slice(0, loose.length > 0 ? room - 1 : room)
  const rows: Row[] = [...shown, ...inRows(loose).slice(0, Math.min(mostButtonRows, room - shown.length)), ...inRows(last)]
  const sent = JSON.stringify(rows)
  return { rows, keep: [...keep].filter(([token]) => sent.includes(token)).map(([token, payload]) => ({ token, payload })) }
}

function refinementLists(refinements: readonly Refinement[]): readonly List[] {
  return groups
    .map((group) => ({ group, options: refinements.filter((refinement) => refinement.group === group) }))
    .filter(({ options }) => options.length >= fewestInSelect)
}

/** The question a refinement asks. Discord trims what it is given: two that differ in spaces at their ends would be one id. */
function stateOf(command: string, shorthand: string): ButtonState {
  return { action: 'ask', command, shorthand: shorthand.trim() }
}

function labelOf(text: string): string {
  return clipText(plain(text), limits.label) || '–'
}

interface Made {
  readonly id: string
  readonly label: string
  readonly detail: string
  readonly isCurrent: boolean
}

function made(id: string, label: string): Made {
  return { id, label, detail: '', isCurrent: false }
}

function selectRow(group: Group, options: readonly Made[], words: Translate): Row | undefined {
  if (options.length === 0) return undefined
  const shown = options.slice(0, limits.options)
  const current = shown.find(({ isCurrent }) => isCurrent)
  const select: APIStringSelectComponent = {
    type: 3,
    custom_id: selectId(group),
    placeholder: words(`discord.pick.${group}`),
    options: shown.map((one) => ({
      label: one.label,
      value: one.id,
      ...(one.detail !== '' && { description: one.detail }),
      ...(one === current && { default: true }),
    })),
  }
  return { type: 1, components: [select] }
}

function inRows(all: readonly Made[]): Row[] {
  const rows: Row[] = []
  for (let at = 0; at < all.length; at += limits.buttons) {
    rows.push({ type: 1, components: all.slice(at, at + limits.buttons).map(button) })
  }
  return rows
}

function button({ id, label }: Made): APIButtonComponentWithCustomId {
  return { type: 2, style: 2, label, custom_id: id }
}
