import { describe, expect, it } from 'vitest'
import { withoutComments } from './support/arrows.ts'
import { filesUnder, textOf } from './support/source-files.ts'

const example = textOf('.env.example')

/** Names read off an environment object, whatever the object is called: `env.NO_COLOR`, `process.env['PORT']`. */
function namesRead(source: string): string[] {
  return [...withoutComments(source).matchAll(/\benv(?:ironment)?(?:\.|\[['"])([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name)
}

/** Keys of a schema over the environment, in src/config.ts. */
function namesInSchema(source: string): string[] {
  return [...withoutComments(source).matchAll(/^\s+([A-Z][A-Z0-9_]*):/gm)].map(([, name = '']) => name)
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort()

describe('.env.example', () => {
  const program = [...filesUnder('src', /\.ts$/), ...filesUnder('commands', /\.ts$/)]
  const read = sorted(
    program.flatMap((path) => [...namesRead(textOf(path)), ...(path === 'src/config.ts' ? namesInSchema(textOf(path)) : [])]),
  )
  const shown = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name)

  it('names every variable the program reads, and no other', () => {
    expect(sorted(shown)).toEqual(read)
    expect(read).toContain('NO_COLOR')
  })

  it('gives each a line that says why and what it is when it is not set', () => {
    const lines = example.split('\n')
    const bare = lines.filter((line, index) => /^#?[A-Z0-9_]+=/.test(line) && !/^# .+ Default: .+/.test(lines[index - 1] ?? ''))
    expect(bare).toEqual([])
  })
})
