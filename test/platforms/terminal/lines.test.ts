import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lines } from '../../../src/platforms/terminal/lines.ts'

async function* streamOf(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks
}

async function linesIn(chunks: readonly string[], longest = 100): Promise<string[]> {
  const found: string[] = []
  for await (const line of lines(streamOf(chunks), longest)) found.push(line)
  return found
}

describe('the lines of a stream', () => {
  it('end at a line break, whichever system wrote it, and the last may lack one', async () => {
    expect(await linesIn(['70b\r\n7b\n13b'])).toEqual(['70b', '7b', '13b'])
    expect(await linesIn(['70b\n'])).toEqual(['70b'])
    expect(await linesIn([])).toEqual([])
    expect(await linesIn(['a\u2028b\n'])).toEqual(['a\u2028b'])
  })

  it('may be empty', async () => {
    expect(await linesIn(['a\n\n\nb\n'])).toEqual(['a', '', '', 'b'])
  })

  it('are the same wherever the chunks are cut', async () => {
    const chunks = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 8 }), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(chunks, async (cut) => {
        const whole = cut.join('')
        const expected = whole.split('\n')
        if (expected.at(-1) === '') expected.pop()
        expect(await linesIn(cut)).toEqual(expected)
      }),
    )
  })

  it('are cut one character after the longest, so that a huge one costs nothing and is still known to be too long', async () => {
    const huge = Array.from({ length: 50 }, () => 'x'.repeat(1000))
    expect(await linesIn([...huge, '\nshort'], 10)).toEqual(['x'.repeat(11), 'short'])
    expect(await linesIn([`${'x'.repeat(10)}\r\n`], 10)).toEqual(['x'.repeat(10)])
    expect(await linesIn(['y\n', ...huge], 10)).toEqual(['y', 'x'.repeat(11)])
  })
})
