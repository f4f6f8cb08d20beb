import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/language/question.ts'
import { read } from './read.ts'

/** Each rule with an example: what is typed, and the slots it fills. */
export function examples(what: string, table: readonly (readonly [text: string, slots: Partial<Question>])[]): void {
  describe(what, () => {
    it.each(table)('%s', (text, slots) => expect(read(text)).toMatchObject(slots))
  })
}
