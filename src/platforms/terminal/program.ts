import type { Command } from '../../../commands/command.ts'
import type { Card } from '../../cards/card.ts'
import { errorSentence } from '../../cards/errors.ts'
import { priceReportLine } from '../../cards/price-report.ts'
import { printable } from '../../cards/text/width.ts'
import { translate } from '../../cards/words/words.ts'
import { withTrend } from '../../charts/with-trend.ts'
import { type Config, ConfigError, longestText, readConfig } from '../../config.ts'
import { UserError } from '../../errors.ts'
import type { Headroom, Reply } from '../../headroom.ts'
import { nearest } from '../../language/nearest.ts'
import type { Language } from '../../language/question.ts'
import { configSentences } from '../../operations/config-sentences.ts'
import type { LivePrices } from '../../prices/live.ts'
import type { SourceReport } from '../../prices/refresh.ts'
import type { Keeper } from '../../settings/keeper.ts'
import type { StorageConfig } from '../../storage/open.ts'
import { StoreRefused } from '../../storage/store.ts'
import { type Save, withChartSaved } from './chart-file.ts'
import { failureOf } from './failure.ts'
import { type Arguments, readArguments } from './flags.ts'
import { terminalCommandHelp, terminalHelp } from './help.ts'
import { answerToJson, errorToJson } from './json.ts'
import { lines } from './lines.ts'
import { type OwnSettings, ownSettings } from './own-settings.ts'
import { renderCard } from './render.ts'
import { wantsColor } from './style.ts'

/** All the program may touch of the world around it. */
export interface Host {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: () => AsyncIterable<string>
  /** Resolves when more may be written. */
  readonly out: (text: string) => Promise<void>
  readonly err: (text: string) => Promise<void>
  /** Whether a person is looking, and how wide the window is. */
  readonly isTerminal: boolean
  readonly columns: number | undefined
  readonly now: () => Date
  readonly zone: string
  readonly version: string
  /** The name of the user, whose settings they are, and where they are kept; absent: nowhere. */
  readonly user?: string
  readonly keeper?: (storage: StorageConfig) => Keeper
  /** Prices that are fetched and stored; absent: only those that come with the program. */
  readonly prices?: (config: Config) => LivePrices
  /** Absent: no file can be written. */
  readonly save?: Save
  /** Takes into `env` what `.env` beside the service says. Throws ConfigError. */
  readonly readDotEnv?: () => void
  /** What is no question: started by its name, it reads the configuration by itself and returns its exit code. */
  readonly programs?: ReadonlyMap<string, (args: Arguments, language: Language) => Promise<number>>
}

/** Exit codes: all answered, something could not be answered, the program was called wrongly. */
const exit = { answered: 0, unanswered: 1, misused: 2 } as const

interface Run {
  readonly host: Host
  readonly headroom: Headroom
  readonly config: Config
  readonly args: Arguments
  /** Of what is said before there is a question. */
  readonly language: Language
  readonly command: Command | undefined
  readonly settings: OwnSettings
  readonly prices: LivePrices | undefined
}

/** Runs the program once. Returns its exit code; throws nothing that the asker could have caused. */
export async function runTerminal(headroom: Headroom, host: Host): Promise<number> {
  let language: Language = spokenLanguage(host)
  let keeper: Keeper | undefined
  let prices: LivePrices | undefined
  try {
    const args = readArguments(host.args)
    const program = host.programs?.get(args.command ?? '')
    if (program !== undefined && !args.help && !args.version) return await program(args, language)
    // What is fetched is for the service as well; an answer reads no file of the folder somebody happens to be in.
    if (args.command === 'prices') host.readDotEnv?.()
    const config = readConfig(host.env)
    language = args.language ?? config.language ?? language
    if (args.version) {
      await host.out(`${host.version}\n`)
      return exit.answered
    }
    const isAsk = args.command === 'ask' || (args.command === undefined && args.stdin)
    const command = isAsk ? undefined : findCommand(headroom.commands, args.command ?? 'help', host.programs)
    keeper = host.keeper?.(config.storage)
    const settings = ownSettings(keeper, host.user ?? 'local')
    prices = host.prices?.(config)
    const run: Run = { host, headroom, config, args, language, command, settings, prices }
    if (args.command === 'prices') return await refreshPrices(run)
    if (args.help || command?.name === 'help') return await showHelp(run)
    if (!args.stdin) return await answer(run, args.text)
    if (args.text !== '') throw new UserError('bad-option', { said: '--stdin' })
    // Many answers, and one file.
    if (args.chart !== undefined) throw new UserError('bad-option', { said: '--chart' })
    return await answerLines(run)
  } catch (error) {
    for (const sentence of misuse(error, language)) await host.err(`${printable(sentence)}\n`)
    return exit.misused
  } finally {
    await keeper?.close()
    await prices?.close()
  }
}

/** What is wrong with the call or with what it is called in. Throws what is neither. */
function misuse(error: unknown, language: Language): readonly string[] {
  if (error instanceof ConfigError) return configSentences(error, language)
  if (error instanceof StoreRefused) return [error.message]
  if (error instanceof UserError) return [errorSentence(error, language)]
  throw error
}

/** Of what is said when the call itself is wrong: the language asked for, or that of the words. */
function spokenLanguage({ args, env }: Host): Language {
  const flag = args.indexOf('--lang')
  const said = flag < 0 ? env.HEADROOM_LANG : args[flag + 1]
  if (said === 'en' || said === 'zh') return said
  return args.some((word) => /\p{Script=Han}/u.test(word)) ? 'zh' : 'en'
}

function findCommand(commands: readonly Command[], name: string, programs: Host['programs'] = new Map()): Command | undefined {
  if (name === 'prices' || programs.has(name)) return undefined
  const command = commands.find((one) => one.name === name)
  if (command !== undefined) return command
  const names = [...commands.map((one) => one.name), 'ask', ...programs.keys()]
  throw new UserError('unknown-command', { said: name, suggestions: nearest(name, names) })
}

/** The page of the program, or of the command named before --help or after `help`. */
async function showHelp(run: Run): Promise<number> {
  const { host, headroom, args, language } = run
  const named = run.command?.name === 'help' ? args.text.split(' ')[0] : run.command?.name
  const command = named ? findCommand(headroom.commands, named) : undefined
  const card = command === undefined ? terminalHelp(headroom.commands, language) : terminalCommandHelp(command, language)
  await host.out(args.json ? toLine({ command: 'help', card, notes: card.notes }) : draw(run, card))
  return exit.answered
}

/** `headroom prices refresh`: one line a source. Answered when any of them has prices. */
async function refreshPrices({ host, args, language, prices }: Run): Promise<number> {
  if (args.text !== 'refresh' || prices === undefined)
    throw new UserError('unknown-command', { said: `prices ${args.text}`.trim(), suggestions: ['prices refresh', 'price h100'] })
  const reports = await prices.refresh()
  const line = (report: SourceReport) => (args.json ? toLine(report) : `${printable(priceReportLine(report, host.now(), language))}\n`)
  await host.out(reports.map(line).join(''))
  return reports.some(({ outcome }) => outcome !== 'failed' && outcome !== 'off') ? exit.answered : exit.unanswered
}

/** One question, one answer: on standard output as a card or as JSON; what went wrong as a sentence on standard error, or as JSON. */
async function answer(run: Run, text: string): Promise<number> {
  const { host, args } = run
  try {
    const held = await run.settings.read((reason) => host.err(`${printable(translate(run.language)('terminal.noSettings', { reason }))}\n`))
    const made = await run.settings.stored(
      run.headroom.reply(
        text,
        { ...askOptions(run), held, prices: run.command?.ownText ? undefined : await run.prices?.newest(), manages: true },
        run.command,
      ),
    )
    const reply = await withChartSaved(await withNewestChart(run, made), args.chart, host.save)
    if (reply.kind === 'refusal') {
      const { error, language } = reply
      await refuse(run, text, { code: error.code, message: errorSentence(error, language), suggestions: error.suggestions })
      return exit.unanswered
    }
    await host.out(args.json ? toLine(answerToJson(reply, { why: args.why })) : draw(run, reply.answer.card))
    if (args.chart !== undefined) await sayWhere(run, reply.question.language, args.chart)
    return exit.answered
  } catch (error) {
    if (error instanceof StoreRefused) throw error
    const failure = failureOf(error)
    if (run.config.debug) await host.err(`${failure.details}\n`)
    const message = translate(run.language)('errors.unexpected', { id: failure.id })
    await refuse(run, text, { code: 'unexpected', message, suggestions: [] })
    return exit.unanswered
  }
}

/** Days of prices are read only for who sees them. */
async function withNewestChart({ args, prices }: Run, reply: Reply): Promise<Reply> {
  if (reply.kind === 'refusal' || prices === undefined || !(args.json || args.chart !== undefined)) return reply
  return { ...reply, answer: { ...reply.answer, card: await withTrend(reply.answer, prices.history) } }
}

/** Beside JSON, of which there is one object and nothing else, on standard error. */
async function sayWhere({ host, args }: Run, language: Language, path: string): Promise<void> {
  const line = `${printable(translate(language)('terminal.chart', { path }))}\n`
  await (args.json ? host.err(line) : host.out(`\n${line}`))
}

/** One question a line; a line that cannot be answered does not end the run. */
async function answerLines(run: Run): Promise<number> {
  let code: number = exit.answered
  let isFirst = true
  for await (const line of lines(run.host.stdin(), longestText)) {
    if (!run.args.json) await run.host.out(`${isFirst ? '' : '\n'}> ${printable(line)}\n\n`)
    isFirst = false
    code = Math.max(code, await answer(run, line))
  }
  return code
}

async function refuse({ host, args }: Run, text: string, error: { code: string; message: string; suggestions: readonly string[] }) {
  await (args.json ? host.out(toLine(errorToJson(text.slice(0, longestText), error))) : host.err(`${printable(error.message)}\n`))
}

function askOptions({ host, config, args }: Run) {
  return { now: host.now(), zone: host.zone, language: args.language ?? config.language, all: args.all, why: args.why }
}

function draw({ host, args }: Run, card: Card): string {
  const asked = args.columns ?? (host.columns || Number.parseInt(host.env.COLUMNS ?? '', 10) || 80)
  return renderCard(card, { columns: Math.min(160, Math.max(40, asked)), color: wantsColor(host.env, host.isTerminal) })
}

/** One line of JSON. What JSON lets stand and a terminal obeys, or takes for a line break, is escaped as well. */
function toLine(value: object): string {
  const json = JSON.stringify(value).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `${json}\n`
}
