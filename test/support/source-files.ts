import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const notOurs = new Set(['node_modules', 'dist', '.git', 'coverage'])

/** Paths from the repository's root, with forward slashes, of the files under `folder` whose name ends as asked. */
export function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesUnder(path, ending)
    return ending.test(entry.name) ? [path] : []
  })
}

export function textOf(path: string): string {
  return readFileSync(`${root}${path}`, 'utf8')
}
