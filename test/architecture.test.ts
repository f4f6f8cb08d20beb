import { describe, expect, it } from 'vitest'
import { cycles, importsOf, specifiersIn, violations, withoutComments } from './support/arrows.ts'
import { filesUnder, textOf } from './support/source-files.ts'

const program = [...filesUnder('src', /\.ts$/), ...filesUnder('commands', /\.ts$/)]
const imports = program.flatMap((path) => importsOf(path, textOf(path)))

/** What the answer is made of: functions of their arguments. The clock and the outside come in at main and the platforms. */
const pureRooms = /^(src\/(language|resolve|estimator|cards|catalog)|commands)\//
const impure =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.(env|argv|cwd|hrtime|std)|\bfetch\(|\bsetTimeout\(|from 'node:/

describe('the arrows', () => {
  it('are followed by every import of the program', () => {
    expect(violations(imports)).toEqual([])
    expect(imports.length).toBeGreaterThan(program.length / 2)
  })

  it('lead nowhere in a circle', () => {
    expect(cycles(imports)).toEqual([])
  })

  it('point at files that exist', () => {
    const there = new Set([...program, ...filesUnder('src', /\.json$/)])
    expect(imports.filter(({ to }) => /^(src|commands)\//.test(to) && !there.has(to))).toEqual([])
  })
})

describe('the rooms', () => {
  it('hold no barrel: a file that only passes on what others have', () => {
    const barrels = program.filter((path) => /^export (type )?(\*|\{[^}]*\}) from/m.test(textOf(path)))
    expect(barrels).toEqual([])
    expect(program.filter((path) => path.endsWith('/index.ts'))).toEqual(['commands/index.ts'])
  })

  it('keep the core pure: no clock, no chance, no outside', () => {
    const core = program.filter((path) => pureRooms.test(path))
    expect(core.filter((path) => impure.test(withoutComments(textOf(path))))).toEqual([])
    expect(core.length).toBeGreaterThan(5)
  })

  it('keep files small enough to hold one idea', () => {
    const long = program.filter((path) => textOf(path).split('\n').length > 300)
    expect(long).toEqual([])
  })
})

describe('the project', () => {
  it('speaks of itself alone: no path or address of the place it was made in', () => {
    const place = new RegExp(
      ['', 'work', '(main|shared|\\.library)'].join('/').concat('|\\.\\./', 'shared/facts', '|https?://[^\\s"\']*registry'),
    )
    const files = filesUnder('', /\.(ts|mjs|md|json)$|^(Dockerfile|run|\.env\.example|\.npmrc)$/)
    expect(files.filter((path) => place.test(textOf(path)))).toEqual([])
    expect(files).toContain('README.md')
  })
})

describe('the check itself', () => {
  it('finds an import against the arrows', () => {
    const wrong = [
      { from: 'src/estimator/fit.ts', to: 'src/language/parse.ts' },
      { from: 'src/language/parse.ts', to: 'src/estimator/fit.ts' },
      { from: 'src/catalog/find.ts', to: 'src/cards/card.ts' },
      { from: 'commands/fit.ts', to: 'src/platforms/terminal/show.ts' },
      { from: 'src/platforms/slack/reply.ts', to: 'src/platforms/discord/reply.ts' },
      { from: 'src/errors.ts', to: 'src/catalog/types.ts' },
      { from: 'commands/settings.ts', to: 'src/storage/open.ts' },
      { from: 'src/resolve/resolve.ts', to: 'src/storage/store.ts' },
      { from: 'src/storage/keys.ts', to: 'src/settings/settings.ts' },
      { from: 'src/attic/old.ts', to: 'src/catalog/types.ts' },
      { from: 'src/cards/card.ts', to: 'test/support/arrows.ts' },
    ]
    expect(violations(wrong)).toHaveLength(wrong.length)
    expect(
      violations([
        { from: 'src/resolve/resolve.ts', to: 'src/language/question.ts' },
        { from: 'src/estimator/fit.ts', to: 'src/errors.ts' },
      ]),
    ).toEqual([])
  })

  it('finds a circle, once, and tells the way round', () => {
    const ring = [
      { from: 'a.ts', to: 'b.ts' },
      { from: 'b.ts', to: 'c.ts' },
      { from: 'c.ts', to: 'b.ts' },
    ]
    expect(cycles(ring)).toEqual(['b.ts → c.ts → b.ts'])
  })

  it('reads every way to write an import, and no comment', () => {
    const source = `import type { A } from './a.ts'
import {
  b,
} from './b.ts'
import c, { type D } from 'c'
import './e.ts'
export type { F } from "./f.ts"
const g = await import('./g.ts')
// import h from './h.ts'
/** import i from './i.ts' */
const said = 'from here'`
    expect(specifiersIn(source)).toEqual(['./a.ts', './b.ts', 'c', './e.ts', './f.ts', './g.ts'])
  })
})
