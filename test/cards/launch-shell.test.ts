import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandLine, quoted } from '../../src/cards/launch-shell.ts'
import { shellWords } from '../support/flags/read-command.ts'

const hostile = [
  '$(touch x)',
  '`id`',
  "it's",
  '"',
  'a b',
  '<x>',
  '; ls',
  '&& ls',
  '| sh',
  '\\',
  '*',
  '~',
  '!!',
  '',
  '#',
  '{a,b}',
  '显存',
  '-rf',
]

describe('an argument', () => {
  it('stands as it is where a shell does nothing with it', () => {
    const usual = ['meta-llama/Llama-3.1-8B', 'llama3.3:70b-instruct-q4_K_M', '0,4096', '0.92', 'q8_0']
    expect(usual.map(quoted)).toEqual(usual)
  })

  it('is quoted where a shell would do something', () => {
    expect(quoted('<your 70B model>')).toBe("'<your 70B model>'")
    expect(quoted("it's")).toBe("'it'\\''s'")
  })

  it('reaches a program unchanged, whatever it is', () => {
    const { stdout } = spawnSync('sh', ['-c', commandLine(['printf', '%s\\n', ...hostile])], { encoding: 'utf8' })
    expect(stdout).toBe(hostile.map((word) => `${word}\n`).join(''))
  })

  it('is read back, whatever it is', () => {
    const words = fc.array(
      fc.string({ unit: 'grapheme' }).filter((word) => word !== ''),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(words, (said) => {
        expect(shellWords(commandLine(['x', ...said]))).toEqual(['x', ...said])
      }),
    )
  })
})

describe('a command line', () => {
  it('has settings first, then words, then flags; what has no value is left out', () => {
    const flags = [
      ['-c', 8192],
      ['--jinja', true],
      ['--none', undefined],
    ] as const
    expect(
      commandLine(['tool', 'run'], flags, [
        ['A', 1],
        ['B', undefined],
      ]),
    ).toBe('A=1 tool run -c 8192 --jinja')
  })
})
