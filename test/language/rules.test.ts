import { expect, it } from 'vitest'
import { rules } from '../../src/language/intent-rules.ts'
import { silences } from '../../src/language/silence.ts'
import { read } from '../support/read.ts'

it.each(rules)('$example asks for $intent', ({ example, intent }) => expect(read(example).intent).toBe(intent))

it.each(silences)('$example: $because, and nothing is answered', ({ example }) => expect(read(example).intent).toBe('none'))

it('each rule has an example of its own', () => {
  const examples = [...rules, ...silences].map(({ example }) => example)
  expect(new Set(examples).size).toBe(examples.length)
})
