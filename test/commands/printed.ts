import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { displayWidth } from '../../src/cards/text/width.ts'
import type { Language } from '../../src/language/question.ts'
import { renderCard } from '../../src/platforms/terminal/render.ts'

/** Questions whose printed answers are kept, by the name of their files. */
export type Golden = Readonly<Record<string, Readonly<Record<Language, string>>>>

const folder = fileURLToPath(new URL('golden/', import.meta.url))

/** A test for each question, language and width: what is printed is what was printed before, and no line is wider than the place. */
export function printsAsKept(golden: Golden, prefix: string, cardOf: (text: string) => Card): void {
  for (const [name, texts] of Object.entries(golden)) {
    for (const language of ['en', 'zh'] as const) {
      for (const columns of [60, 80, 160]) {
        it(`${name}, ${language}, ${columns} columns`, async () => {
          const printed = renderCard(cardOf(texts[language]), { columns, color: false })
          expect(Math.max(...printed.split('\n').map(displayWidth))).toBeLessThanOrEqual(columns)
          await expect(printed).toMatchFileSnapshot(`${folder}${prefix}${name}.${language}.${columns}.txt`)
        })
      }
    }
  }
}
