import { describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { nearest } from '../../../src/language/nearest.ts'
import { readArguments } from '../../../src/platforms/terminal/flags.ts'

function problemIn(...args: string[]): { code: string; said: string; suggestions: readonly string[] } {
  try {
    readArguments(args)
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, said: error.said, suggestions: error.suggestions }
    throw error
  }
  throw new Error(`${args.join(' ')} was accepted`)
}

describe('the arguments', () => {
  it('are a command and a text, with flags anywhere', () => {
    expect(readArguments(['fit', '70b', '--json', 'int4', '--columns', '100', '--lang=zh', 'x4'])).toEqual({
      command: 'fit',
      text: '70b int4 x4',
      json: true,
      stdin: false,
      all: false,
      why: false,
      online: false,
      help: false,
      version: false,
      columns: 100,
      language: 'zh',
    })
    expect(readArguments([])).toMatchObject({ command: undefined, text: '', json: false })
    expect(readArguments(['-h'])).toMatchObject({ help: true })
    expect(readArguments(['-v'])).toMatchObject({ version: true })
  })

  it('may hold a negative number, which is part of the question', () => {
    expect(readArguments(['fit', '-7b', '-1.5t']).text).toBe('-7b -1.5t')
    expect(readArguments(['fit', '-7b', '--', '--json', '-h']).text).toBe('-7b --json -h')
  })

  it('are refused when no such flag exists, with the nearest that does', () => {
    expect(problemIn('fit', '70b', '--jsn')).toEqual({ code: 'bad-option', said: '--jsn', suggestions: ['--json'] })
    expect(problemIn('--frobnicate')).toEqual({ code: 'bad-option', said: '--frobnicate', suggestions: [] })
    expect(problemIn('-x')).toMatchObject({ said: '-x' })
    expect(problemIn('--__proto__')).toMatchObject({ said: '--__proto__' })
    expect(problemIn('--constructor=1')).toMatchObject({ said: '--constructor' })
  })

  it('are refused when a value is missing, not wanted, or of no use', () => {
    expect(problemIn('fit', '--columns')).toMatchObject({ said: '--columns' })
    expect(problemIn('fit', '--json=yes')).toMatchObject({ said: '--json' })
    for (const columns of ['wide', '-5', '0', '80.5', '1e400', ''])
      expect(problemIn('fit', '--columns', columns)).toMatchObject({ code: 'bad-option' })
    expect(problemIn('fit', '--lang', 'fr')).toEqual({ code: 'bad-option', said: '--lang fr', suggestions: ['en', 'zh'] })
  })
})

describe('the nearest names', () => {
  it('are those within two slips, nearest first', () => {
    expect(nearest('fti', ['fit', 'help', 'ask'])).toEqual(['fit'])
    expect(nearest('halp', ['fit', 'help', 'ask'])).toEqual(['help'])
    expect(nearest('zzzzzz', ['fit', 'help', 'ask'])).toEqual([])
    expect(nearest('hel', ['help', 'hell'])).toEqual(['help', 'hell'])
    expect(nearest('', ['ab', 'abc'])).toEqual([])
  })
})
