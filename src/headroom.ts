import type { Answer, Command, Services } from '../commands/command.ts'
import { notYetCard } from './cards/not-yet.ts'
import { longestText } from './config.ts'
import { UserError } from './errors.ts'
import { parse } from './language/parse.ts'
import type { Language, Question } from './language/question.ts'

export interface AskOptions {
  readonly now: Date
  /** IANA name, for dates in the text. */
  readonly zone: string
  /** Of the reply; absent: that of the question. */
  readonly language?: Language | undefined
  readonly all?: boolean
  readonly why?: boolean
}

export type Reply =
  | { readonly kind: 'answer'; readonly command: string; readonly question: Question; readonly answer: Answer }
  | { readonly kind: 'refusal'; readonly error: UserError; readonly language: Language }

/** The application: one text in, one reply out. Pure but for the services it was made with. */
export interface Headroom {
  readonly commands: readonly Command[]
  /** Answers `text` with `command`, or, without one, with the command for what the text asks. A mistake of the asker is a reply too. */
  reply(text: string, options: AskOptions, command?: Command): Reply
}

export function createHeadroom(commands: readonly Command[], services: Services): Headroom {
  return {
    commands,
    reply(text, options, named) {
      let language = options.language ?? guessLanguage(text)
      try {
        checkText(text)
        const parsed = parse(text, { now: options.now, zone: options.zone })
        language = options.language ?? parsed.language
        const question = { ...parsed, language }
        const command = choose(commands, question, named)
        if (command === undefined) {
          const answering = commands.filter(({ intents }) => intents.length > 0)
          return { kind: 'answer', command: 'none', question, answer: { card: notYetCard(question, answering), shorthand: '' } }
        }
        const answer = command.run({ question, all: options.all ?? false, why: options.why ?? false }, services)
        return { kind: 'answer', command: command.name, question, answer }
      } catch (error) {
        if (error instanceof UserError) return { kind: 'refusal', error, language }
        throw error
      }
    },
  }
}

/**
 * The command for a question. One that was named keeps what it can answer and what no intent claims; anything else goes to the
 * command for that intent, and where there is none yet, to nobody: a guess would look like an answer.
 */
function choose(commands: readonly Command[], question: Question, named: Command | undefined): Command | undefined {
  if (question.intent === 'none') return named ?? commands[0]
  if (named?.intents.length === 0 || named?.intents.includes(question.intent)) return named
  return commands.find((command) => command.intents.includes(question.intent))
}

function checkText(text: string): void {
  if (text.length > longestText) throw new UserError('too-long', { said: text, limit: String(longestText) })
  const plain = text.trim()
  if (plain === '') throw new UserError('empty')
  if (/\p{Cc}/u.test(plain.replace(/[\t\r\n]/g, ' '))) throw new UserError('unreadable')
}

/** Before a text is parsed, and for one that cannot be: Chinese if it has Chinese characters. */
function guessLanguage(text: string): Language {
  return /\p{Script=Han}/u.test(text.slice(0, longestText)) ? 'zh' : 'en'
}
