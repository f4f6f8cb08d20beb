import { fileURLToPath, pathToFileURL } from 'node:url'

/** Seen from the bundle, whose parts lie in a folder of their own. */
const seen = (path: string) => fileURLToPath(new URL(path, pathToFileURL(process.argv[1] ?? '')))

export const bench = seen('bench.js')
export const program = seen('../headroom.js')
export const sentencesFile = seen('../../test/language/sentences.jsonl')
