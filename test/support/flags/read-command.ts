import { z } from 'zod'

/** What one tool takes on its command line, as its documentation says. */
export interface ToolFlags {
  /** Page or file the flags are from, and the version or day it was read. */
  readonly source: string
  /** What calls it: `vllm serve`. */
  readonly words: readonly string[]
  /** What stands between the words and the flags. */
  readonly positional: readonly z.ZodType[]
  readonly environment?: z.ZodObject
  readonly flags: z.ZodObject
}

export const on = z.literal(true)
export const text = z.string().min(1)

/** A whole number written as one. */
export function whole(least: number, most = 2 ** 31 - 1): z.ZodType<number> {
  return z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(least).max(most)) as unknown as z.ZodType<number>
}

/** A share of something: above 0, at most 1. */
export const share = z
  .string()
  .regex(/^(0\.\d+|1)$/)
  .transform(Number)
  .pipe(z.number().gt(0).max(1))

/** `owner/name` of Hugging Face, or words in angle brackets for the reader to replace. */
export const repository = z.string().regex(/^([\w.-]+\/[\w.-]+|<[^<>]+>|[\w.-]+\/<[^<>]+>[\w.-]*)$/)

export interface ReadCommand {
  readonly tool: ToolFlags
  readonly positional: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly flags: Readonly<Record<string, string | true>>
}

/** The words of a line as a POSIX shell passes them on. Throws for what a shell would do more with. */
export function shellWords(line: string): string[] {
  const found: string[] = []
  let word: string | undefined
  for (let i = 0; i < line.length; i += 1) {
    const letter = line[i] ?? ''
    if (letter === ' ') {
      if (word !== undefined) found.push(word)
      word = undefined
    } else if (letter === "'") {
      const end = line.indexOf("'", i + 1)
      if (end < 0) throw new Error(`a quote is left open: ${line}`)
      word = (word ?? '') + line.slice(i + 1, end)
      i = end
    } else if (letter === '\\') {
      i += 1
      word = (word ?? '') + (line[i] ?? '')
    } else if (/[A-Za-z0-9_.,:@%+=/-]/.test(letter)) {
      word = (word ?? '') + letter
    } else {
      throw new Error(`a shell does not pass ${JSON.stringify(letter)} on: ${line}`)
    }
  }
  return word === undefined ? found : [...found, word]
}

/** Reads a line back by the flags of the tool it calls. Throws where the tool would not take it. */
export function readCommand(line: string, tools: readonly ToolFlags[]): ReadCommand {
  const words = shellWords(line)
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word))
  const environment = Object.fromEntries(
    words.slice(0, first).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  )
  const rest = words.slice(first)
  const tool = tools.find((one) => isCalled(rest, one))
  if (tool === undefined) throw new Error(`no tool is called so: ${line}`)
  const from = tool.words.length
  const positional = rest.slice(from, from + tool.positional.length)
  const flags = readFlags(rest.slice(from + tool.positional.length), tool, line)
  const known = tool.environment ?? z.strictObject({})
  known.parse(environment)
  tool.flags.parse(flags)
  return { tool, positional, environment, flags }
}

function isCalled(words: readonly string[], { words: called, positional }: ToolFlags): boolean {
  const isNamed = called.every((word, index) => words[index] === word)
  return isNamed && positional.every((schema, index) => schema.safeParse(words[called.length + index]).success)
}

function readFlags(words: readonly string[], tool: ToolFlags, line: string): Record<string, string | true> {
  const found: [string, string | true][] = []
  for (let i = 0; i < words.length; i += 1) {
    const name = words[i] ?? ''
    if (!name.startsWith('-')) throw new Error(`"${name}" belongs to no flag: ${line}`)
    if (found.some(([known]) => known === name)) throw new Error(`${name} is said twice: ${line}`)
    const standsAlone = tool.flags.shape[name]?.safeParse(true).success === true
    const value = standsAlone ? true : words[i + 1]
    if (value === undefined) throw new Error(`${name} wants a value: ${line}`)
    found.push([name, value])
    if (!standsAlone) i += 1
  }
  return Object.fromEntries(found)
}
