import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { continuedLines } from '../../../src/platforms/terminal/commands.ts'
import { renderCard } from '../../../src/platforms/terminal/render.ts'
import { englishCard } from '../../support/example-cards.ts'
import { shellWords } from '../../support/flags/read-command.ts'

const command = "vllm serve '<AWQ repository of Llama-3.3-70B-Instruct>' --max-model-len 8192 --tensor-parallel-size 2 --trust-remote-code"

/** What a shell makes of lines of which all but the last end in a backslash. */
const joined = (lines: readonly string[]) => lines.map((line) => line.replace(/ \\$/, ' ')).join('')

describe('a command in a terminal', () => {
  it('stays on one line where it fits', () => {
    expect(continuedLines(command, 160)).toEqual([command])
  })

  it('goes on in further lines, a flag together with its value', () => {
    expect(continuedLines(command, 58)).toEqual([
      "vllm serve '<AWQ repository of Llama-3.3-70B-Instruct>' \\",
      '  --max-model-len 8192 --tensor-parallel-size 2 \\',
      '  --trust-remote-code',
    ])
  })

  it('is never cut: an argument longer than the window keeps its line', () => {
    const long = `llama-server -m ${'x'.repeat(100)}.gguf -c 8192`
    expect(continuedLines(long, 40)).toEqual(['llama-server -m \\', `  ${'x'.repeat(100)}.gguf \\`, '  -c 8192'])
  })

  it('says the same to a shell, however wide the window', () => {
    const argument = fc.constantFrom('--tp-size', '8', '-m', "'a b  c'", "'it'\\''s <x>'", 'x'.repeat(50), '0.92', "'\\'", '--x')
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 12 }), fc.integer({ min: 20, max: 120 }), (parts, room) => {
        const line = parts.join(' ')
        const lines = continuedLines(line, room)
        expect(shellWords(joined(lines))).toEqual(shellWords(line))
        for (const shown of lines) {
          const alone = shellWords(shown.replace(/ \\$/, '')).length === 1
          expect(alone || shown.length <= room, shown).toBe(true)
        }
      }),
    )
  })

  it('stands under its title and label, plain enough to be copied', () => {
    const block = { kind: 'commands', title: 'Start it', rows: [{ label: 'Server 1 of 2', text: command }] } as const
    const shown = renderCard({ ...englishCard, blocks: [block] }, { columns: 160, color: true }).split('\n')
    const at = shown.findIndex((line) => line.includes('Server 1 of 2'))
    expect(shown[at - 1]).toContain('Start it')
    expect(shown[at + 1]).toBe(`  ${command}`)
  })
})
