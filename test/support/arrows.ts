import { posix } from 'node:path'

/** One import: the file it stands in, and the file or package it names. Paths are from the repository's root. */
export interface Import {
  readonly from: string
  readonly to: string
}

const middle = ['language', 'settings', 'resolve', 'estimator', 'prices', 'hub', 'cards', 'digests']
const ground = ['catalog', 'storage']

/**
 * Which rooms each room may import from; itself and `errors` go without saying. A room is a folder of src/, `commands`, or a file beside
 * them. Down only: start → platforms → service → operations and commands → the middle → the ground. Only the edges know storage: what answers is pure. In the middle `resolve` stands between language and estimator.
 */
const arrows: ReadonlyMap<string, readonly string[]> = new Map([
  ['main', ['start', 'headroom', 'config', 'operations', 'platforms', 'commands', ...middle, ...ground]],
  ['start', ['headroom', 'remembered-replies', 'service', 'config', 'operations', 'platforms', 'commands', ...middle, ...ground]],
  ['headroom', ['config', 'commands', ...middle, ...ground]],
  ['remembered-replies', ['headroom']],
  ['service', ['headroom', 'operations', 'settings', 'language', ...ground]],
  ['operations', ['config', 'language', 'prices', 'cards', ...ground]],
  ['platforms', ['headroom', 'service', 'config', 'operations', 'commands', 'charts', ...middle, ...ground]],
  ['commands', [...middle, 'catalog']],
  ['digests', ['language', 'resolve', 'estimator', 'prices', 'cards', ...ground]],
  ['charts', ['cards', 'prices', ...ground]],
  ['cards', ['language', 'settings', 'estimator', 'prices', 'catalog']],
  ['resolve', ['language', 'settings', 'estimator', 'prices', 'catalog']],
  ['settings', ['language', ...ground]],
  ['prices', ground],
  ['hub', ground],
  ['language', ['catalog']],
  ['estimator', ['catalog']],
  ['catalog', []],
  ['storage', []],
  ['config', ['language', 'storage']],
  ['errors', []],
])

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  return top === 'src' ? second.replace(/\.ts$/, '') : top
}

/** Each platform has a folder; the files beside the folders are for all of them. */
function areTwoPlatforms(...paths: readonly string[]): boolean {
  const folders = paths.map((path) => path.split('/')).flatMap((parts) => (parts.length > 3 ? (parts[2] ?? []) : []))
  return new Set(folders).size > 1
}

export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

/** Imports and re-exports of a TypeScript text, as written; a comment's are not. */
export function specifiersIn(source: string): string[] {
  const statements = withoutComments(source).matchAll(
    /^\s*(?:import|export)\b[^'"=;()]*?\bfrom\s*['"]([^'"\n]+)['"]|^\s*import\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/gm,
  )
  return [...statements].map(([, from, bare, lazy]) => from ?? bare ?? lazy ?? '')
}

export function importsOf(path: string, source: string): Import[] {
  return specifiersIn(source).map((to) => ({ from: path, to: to.startsWith('.') ? posix.join(posix.dirname(path), to) : to }))
}

const isOurs = (path: string) => path.startsWith('src/') || path.startsWith('commands/')

/** One sentence for each import that goes against the arrows. */
export function violations(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to }) => {
    if (!isOurs(to)) return to.startsWith('test/') || to.startsWith('.') ? [`${from} imports ${to}: outside the program`] : []
    const [here, there] = [roomOf(from), roomOf(to)]
    const allowed = arrows.get(here)
    if (allowed === undefined) return [`${from}: the room "${here}" is not on the map (test/support/arrows.ts)`]
    if (here === there) return here === 'platforms' && areTwoPlatforms(from, to) ? [`${from} imports ${to}: platforms never meet`] : []
    return there === 'errors' || allowed.includes(there) ? [] : [`${from} imports ${to}: ${here} may not know ${there}`]
  })
}

/** Every file from which its own imports lead back to itself, as the way round. */
export function cycles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const found: string[] = []
  const walk = (file: string, way: readonly string[]): void => {
    const seenAt = way.indexOf(file)
    if (seenAt >= 0) found.push([...way.slice(seenAt), file].join(' → '))
    if (seenAt >= 0 || done.has(file)) return
    for (const to of next.get(file) ?? []) walk(to, [...way, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return found
}
