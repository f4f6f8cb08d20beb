import type { Card } from '../../cards/card.ts'
import type { Rendered } from './payload.ts'

/** The same rendering, worked out once for a card and its options: a reply that is remembered is the same card again (remembered-replies.ts). */
export function renderOnce<Options, Args extends readonly unknown[]>(
  render: (card: Card, options: Options, ...args: Args) => Rendered,
): (card: Card, options: Options, ...args: Args) => Rendered {
  const made = new WeakMap<Card, Map<string, Rendered>>()
  return (card, options, ...args) => {
    const ofCard = made.get(card) ?? new Map<string, Rendered>()
    made.set(card, ofCard)
    const key = JSON.stringify([options, args])
    const rendered = ofCard.get(key) ?? render(card, options, ...args)
    ofCard.set(key, rendered)
    return rendered
  }
}
