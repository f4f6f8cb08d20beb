import fc from 'fast-check'
import { renderCard } from '../../src/platforms/discord/render.ts'
import { anyCard } from '../support/cards-arbitrary.ts'
import { messageSchema } from '../support/discord/limits.ts'
import { label } from './figures.ts'

const cards = 100_000
const options = { command: 'fit', shorthand: '70b int4', chart: { name: 'chart.png', alt: 'Memory needed, against what may be filled' } }

/** So many cards of any shape, each against Discord's limits as the fake of Discord has them. */
export function benchCards(): void {
  const asReceived = messageSchema()
  const over: string[] = []
  const begun = performance.now()
  fc.assert(
    fc.property(anyCard, fc.boolean(), (card, isPrivate) => {
      const { flags: _, attachments, ...body } = renderCard(card, { ...options, private: isPrivate }).payload
      const read = asReceived.safeParse({ ...body, attachments })
      if (!read.success) over.push(read.error.issues[0]?.message ?? '')
    }),
    { numRuns: cards },
  )
  const each = (performance.now() - begun) / cards
  console.log(
    `${label(`${cards} cards of any shape`)} ${over.length} over a limit${over.length > 0 ? `: ${over[0]}` : ''}; ${each.toFixed(2)} ms each`,
  )
}
