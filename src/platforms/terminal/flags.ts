import { parseArgs } from 'node:util'
import { UserError } from '../../errors.ts'
import { nearest } from '../../language/nearest.ts'
import type { Language } from '../../language/question.ts'

/** The terminal's own flags, in the order --help shows them. */
export const flags = {
  json: { type: 'boolean' },
  stdin: { type: 'boolean' },
  all: { type: 'boolean' },
  why: { type: 'boolean' },
  chart: { type: 'string', example: 'FILE.png' },
  columns: { type: 'string', example: 'N' },
  lang: { type: 'string', example: 'en|zh' },
  online: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

export interface Arguments {
  /** The first word: a command, `ask`, `help`, `start` or `doctor`. */
  readonly command: string | undefined
  readonly text: string
  readonly json: boolean
  readonly stdin: boolean
  readonly all: boolean
  readonly why: boolean
  readonly online: boolean
  readonly help: boolean
  readonly version: boolean
  /** The file the chart of the answer is written to. */
  readonly chart: string | undefined
  readonly columns: number | undefined
  readonly language: Language | undefined
}

/** Stands before a word such as `-7b` while the arguments are read: it is part of the question, not an option. */
const mark = '\u0000'

/** Reads the words after the program's name. Throws UserError `bad-option`. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals, tokens } = parseArgs({
    args: args.map((arg) => (/^-[\d.]/.test(arg) ? mark + arg : arg)),
    options: flags,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) if (token.kind === 'option') checkOption(token.name, token.rawName, token.value)
  const [command, ...words] = positionals.map((word) => (word.startsWith(mark) ? word.slice(mark.length) : word))
  return {
    command,
    text: words.join(' '),
    json: values.json === true,
    stdin: values.stdin === true,
    all: values.all === true,
    why: values.why === true,
    online: values.online === true,
    help: values.help === true,
    version: values.version === true,
    chart: typeof values.chart === 'string' ? values.chart.replaceAll(mark, '') : undefined,
    columns: readColumns(values.columns),
    language: readLanguage(values.lang),
  }
}

function checkOption(name: string, rawName: string, value: string | undefined): void {
  if (!Object.hasOwn(flags, name)) {
    const suggestions = nearest(name, Object.keys(flags)).map((flag) => `--${flag}`)
    throw new UserError('bad-option', { said: rawName, suggestions })
  }
  const wantsValue = new Map(Object.entries(flags)).get(name)?.type === 'string'
  if (wantsValue !== (value !== undefined)) throw new UserError('bad-option', { said: rawName })
}

function readColumns(value: string | boolean | undefined): number | undefined {
  if (typeof value !== 'string') return undefined
  const columns = Number(value.replaceAll(mark, ''))
  if (!Number.isInteger(columns) || columns < 1) throw new UserError('bad-option', { said: `--columns ${value.replaceAll(mark, '')}` })
  return columns
}

function readLanguage(value: string | boolean | undefined): Language | undefined {
  if (value === undefined || value === 'en' || value === 'zh') return value
  throw new UserError('bad-option', { said: `--lang ${value}`, suggestions: ['en', 'zh'] })
}
