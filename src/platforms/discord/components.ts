import type { APIButtonComponentWithCustomId, APIStringSelectComponent } from 'discord.js'
import type { Card, Refinement } from '../../cards/card.ts'
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

/**
 * What stands under a card, five rows at most: a select for each thing that can be changed in several ways, then the other refinements as
 * buttons, then `buttons`, which always have their row. Nothing stands there twice.
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
  /** Each id once in a message, the first to ask for it has it. */
  const unique = <One extends { readonly id: string }>(made: readonly One[]) => made.filter(({ id }) => !taken.has(id) && taken.add(id))
  const asked = (refinement: Refinement) => ({ id: idOf(stateOf(refinement)), label: labelOf(refinement.label || refinement.shorthand) })

  const last = unique(buttons.slice(0, limits.buttons).map(({ label, state }) => ({ id: idOf(state), label: labelOf(label) })))
  const lists = groups.flatMap((group) => {
    const own = card.refinements.filter((refinement) => refinement.group === group)
    return own.length < fewestInSelect ? [] : [{ group, own }]
  })
  const listed = new Set<Refinement>(lists.flatMap(({ own }) => own))
  const selects = lists.map(({ group, own }) => selectRow(group, unique(own.map(asked)), words)).filter((row) => row !== undefined)
  const loose = unique(card.refinements.filter((refinement) => !listed.has(refinement)).map(asked))

  const room = limits.rows - (last.length > 0 ? 1 : 0)
  const shown = selects.slice(0, loose.length > 0 ? room - 1 : room)
  const rows: Row[] = [...shown, ...inRows(loose).slice(0, room - shown.length), ...inRows(last)]
  const sent = JSON.stringify(rows)
  return { rows, keep: [...keep].filter(([token]) => sent.includes(token)).map(([token, payload]) => ({ token, payload })) }
}

/** The question a refinement asks. Discord trims what it is given: two that differ in spaces at their ends would be one id. */
function stateOf({ command, shorthand }: Refinement): ButtonState {
  return { action: 'ask', command, shorthand: shorthand.trim() }
}

function labelOf(text: string): string {
  return clipText(plain(text), limits.label) || '–'
}

interface Made {
  readonly id: string
  readonly label: string
}

function selectRow(group: Group, made: readonly Made[], words: Translate): Row | undefined {
  if (made.length === 0) return undefined
  const select: APIStringSelectComponent = {
    type: 3,
    custom_id: selectId(group),
    placeholder: words(`discord.pick.${group}`),
    options: made.slice(0, limits.options).map(({ id, label }) => ({ label, value: id })),
  }
  return { type: 1, components: [select] }
}

function inRows(made: readonly Made[]): Row[] {
  const rows: Row[] = []
  for (let at = 0; at < made.length; at += limits.buttons) {
    rows.push({ type: 1, components: made.slice(at, at + limits.buttons).map(button) })
  }
  return rows
}

function button({ id, label }: Made): APIButtonComponentWithCustomId {
  return { type: 2, style: 2, label, custom_id: id }
}
