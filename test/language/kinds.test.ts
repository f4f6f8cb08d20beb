import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { read } from '../support/read.ts'

/** A kind of answer, or none, and a text that asks for it: variants of every pattern, and decoys of every neighbouring world. */
const rows = readFileSync(new URL('kinds.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'))

for (const kind of new Set(rows.map(([first]) => first ?? ''))) {
  const texts = rows.filter(([first]) => first === kind).map(([, text]) => text ?? '')
  describe(`asks for ${kind}:`, () => {
    it.each(texts)('%j', (text) => expect(read(text).intent).toBe(kind))
  })
}
