import type { Answer, Command, Services } from '../commands/command.ts'
import { pretrainTokens, trainingOf } from '../commands/training.ts'
import type { Card } from './cards/card.ts'
import { withMarketSaid } from './cards/market.ts'
import { withNamesSaid } from './cards/names-said.ts'
import { notOursCard } from './cards/not-ours.ts'
import { withSettingsSaid } from './cards/settings.ts'
import type { PriceBook } from './catalog/types.ts'
import { longestText } from './config.ts'
import { UserError } from './errors.ts'
import type { Assumption } from './estimator/types.ts'
import { asksForHardware } from './language/asks-hardware.ts'
import { follow } from './language/follow.ts'
import { otherWorldSaid } from './language/other-world.ts'
import { parse } from './language/parse.ts'
import { emptyQuestion, type Intent, type Language, type Problem, type Question } from './language/question.ts'
import { otherNamesSaid } from './language/said.ts'
import { simplified } from './language/simplified.ts'
import { formatTerms, readTerms, type Terms } from './prices/terms.ts'
import { leavesNoPrice, type Market, marketOf, withOffersAsked } from './resolve/market.ts'
import { rememberedEstimates } from './resolve/remembered.ts'
import { problemError } from './resolve/resolve.ts'
import { withStrangers } from './resolve/strangers.ts'
import { withSettings } from './resolve/with-settings.ts'
import { type HeldSettings, noSettings, settingOf } from './settings/settings.ts'

export interface AskOptions {
  readonly now: Date
  /** IANA name, for dates in the text. */
  readonly zone: string
  /** Of the reply; absent: that of the question. */
  readonly language?: Language | undefined
  /** What was asked before in the same conversation: "and with 32k?" continues it. The question of the reply is the next one's. */
  readonly previous?: Question | undefined
  /** What the asker, and the place it is asked in, have set. */
  readonly held?: HeldSettings | undefined
  /** Whether the asker may change what holds for the place. */
  readonly manages?: boolean
  /** Whether the platform is told what is said in channels to nobody in particular; absent: it is. */
  readonly hears?: boolean | undefined
  /** Newer than those the application was made with. */
  readonly prices?: PriceBook | undefined
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

export function createHeadroom(commands: readonly Command[], wired: Services): Headroom {
  const given: Services = { estimate: rememberedEstimates(), ...wired }
  return {
    commands,
    reply(typed, options, named) {
      // What names a term, a price's history or a currency is known in simplified characters, whoever reads it; what is to be stored is not a question.
      const text = named?.ownText ? typed : simplified(typed)
      const { held = noSettings, manages = false, hears = true, all = false, why = false } = options
      const services = options.prices === undefined ? given : { ...given, prices: options.prices }
      const chosen = options.language ?? settingOf(held, 'language')?.value
      let language = chosen ?? guessLanguage(text)
      try {
        if (text.trim() !== '' || !(named?.ownText || named?.mayBeEmpty)) checkText(text, exampleOf(named, language))
        if (named?.ownText) {
          const question = { ...emptyQuestion, language }
          return {
            kind: 'answer',
            command: named.name,
            question,
            answer: named.run({ question, text, all, why, held, manages, hears }, services),
          }
        }
        const { question: said, terms } = readOffered(text, options)
        const parsed = withStrangers(said)
        language = chosen ?? parsed.language
        const question = withOffersAsked(
          { ...parsed, language, intent: named === undefined ? askedIntent(parsed) : parsed.intent },
          // "gpu h100 in euros" asks for the card; whose offers and what money is of the answer.
          named?.intents.includes(parsed.intent) || named?.takes?.(parsed, text) ? {} : terms,
          text,
        )
        const command = choose(commands, question, text, named)
        const [problem] = question.problems
        // What cannot be is said before what is not built: "999999999x4090" is no question about a card.
        if (command === undefined && problem !== undefined && !isTraining(question, problem)) throw problemError(problem)
        if (command === undefined)
          return { kind: 'answer', command: 'none', question, answer: { card: unanswered(question, commands, text), shorthand: '' } }
        // A text that says too little for an intent is about what the command is about.
        const intent = question.intent === 'none' ? (command.intents[0] ?? 'none') : question.intent
        const settled = withSettings({ ...question, intent }, held, !asksForHardware(text))
        const market = marketOf(terms, question, held, services.prices)
        const heard = named === undefined
        const input = { question: { ...settled.question, intent: question.intent }, text, heard, all, why, held }
        const ran = command.run(input, { ...services, prices: market.prices })
        const answer = withAssumed(question.model === null ? ran : withNames(ran, text), settled.assumed)
        return { kind: 'answer', command: command.name, question, answer: withMarket(answer, question, market, terms) }
      } catch (error) {
        if (error instanceof UserError) return { kind: 'refusal', error, language }
        throw error
      }
    },
  }
}

/** Says what the settings filled in, on the card and among the assumptions. */
function withAssumed(answer: Answer, assumed: readonly Assumption[]): Answer {
  if (assumed.length === 0) return answer
  const card = withSettingsSaid(answer.card, assumed)
  const { estimate } = answer
  if (estimate === undefined) return { ...answer, card }
  const { workload } = estimate
  return { ...answer, card, estimate: { ...estimate, workload: { ...workload, assumptions: [...assumed, ...workload.assumptions] } } }
}

/** Says under which name a model is reckoned that has another one. */
function withNames(answer: Answer, text: string): Answer {
  const names = otherNamesSaid(text)
  return names.length === 0 ? answer : { ...answer, card: withNamesSaid(answer.card, names) }
}

/** Says which offers and which money the answer is in, and keeps what was said of them in every question it leads to. */
function withMarket(answer: Answer, { gpus }: Question, market: Market, terms: Terms): Answer {
  if (answer.estimate === undefined && answer.parts?.prices === undefined) return answer
  const words = formatTerms(terms)
  const kept = (shorthand: string) => (words === '' ? shorthand : `${shorthand} ${words}`)
  const asked = gpus.length > 0 ? gpus.map(({ id }) => id) : (answer.estimate?.options.map(({ gpu }) => gpu.id) ?? [])
  const card = withMarketSaid(answer.card, market.prices, market.taken, leavesNoPrice(market, asked))
  const refinements = card.refinements.map((tap) => ({ ...tap, shorthand: kept(tap.shorthand) }))
  return { ...answer, card: { ...card, refinements }, shorthand: kept(answer.shorthand) }
}

/** What a text says of offers is no part of the question, but where it asks what that is. */
function readOffered(text: string, options: AskOptions): { readonly question: Question; readonly terms: Terms } {
  const { terms, rest } = readTerms(text)
  if (rest === text) return { question: read(text, options), terms }
  // The language is that of all that was said: “h100 在欧洲” is Chinese by what was cut out.
  const question = { ...(rest === '' ? emptyQuestion : read(rest, options)), language: guessLanguage(text) }
  return question.intent === 'explain' ? { question: read(text, options), terms: {} } : { question, terms }
}

/** A continuation keeps what was said before it; anything else speaks for itself. */
function read(text: string, { now, zone, previous }: AskOptions): Question {
  const clock = { now, zone }
  return (previous && follow(previous, text, clock)) ?? parse(text, clock)
}

/**
 * The command for a question. One that was named keeps what it can answer and what no intent claims; anything else goes to the
 * command for that intent, and where there is none yet, to nobody: a guess would look like an answer.
 */
function choose(commands: readonly Command[], question: Question, text: string, named: Command | undefined): Command | undefined {
  // "gpu TPU 是什么": nothing the named one can say.
  const isOpen = named === undefined || (question.intent === 'none' && named.takes !== undefined && !named.takes(question, text))
  const heard = (isOpen ? commands : [named]).find((command) => command.hears?.(question, text))
  if (heard !== undefined) return heard
  // "fit stable diffusion xl": a model, but none of those that are estimated.
  const { confidence, model, paramsB } = question
  const isElsewhere = confidence === 0 && model === null && paramsB === null && otherWorldSaid(text) !== undefined
  if (isElsewhere && named?.intents.includes('inference')) return undefined
  if (question.intent === 'none') return named ?? (isUnfinished(question) ? commands[0] : undefined)
  if (named?.intents.length === 0 || named?.intents.includes(question.intent) || named?.takes?.(question, text)) return named
  // "fit zorkmodel on 4090": a model nobody knows leaves a card standing alone; it was not the card that was asked about.
  if (named !== undefined && question.intent === 'gpu-info' && question.unknown.length > 0) return named
  return commands.find((command) => command.intents.includes(question.intent))
}

/** What training a model nobody knows needs is said by the parameter. */
function isTraining({ intent }: Question, { slot }: Problem): boolean {
  return slot === 'model' && (intent === 'finetune' || intent === 'pretrain')
}

/** What is said where no command answers: of training, what is surely needed; else what can be asked. */
function unanswered(question: Question, commands: readonly Command[], text: string): Card {
  const { intent } = question
  if (intent !== 'finetune' && intent !== 'pretrain')
    return notOursCard(
      question.language,
      commands.filter(({ intents }) => intents.length > 0),
      otherWorldSaid(text),
    )
  return trainingOf(question)
}

/** How to train was said, so training is asked about, whatever the model is of. */
function askedIntent({ intent, method, optimizer, zeroStage, loraRank, trainTokens }: Question): Intent {
  if (intent !== 'none') return intent
  if (trainTokens !== null && trainTokens >= pretrainTokens) return 'pretrain'
  return method !== null || optimizer !== null || zeroStage !== null || loraRank !== null ? 'finetune' : 'none'
}

/**
 * Whether a text of no clear intent lacks nothing but its model, or holds a slip, so that a reply can say what to mend: every word was
 * understood, and one of them was a card, memory, a format, a length. What was understood and is no question of ours stays unanswered.
 */
function isUnfinished({ model, paramsB, quant, kvQuant, gpus, unknown, problems, ...said }: Question): boolean {
  if (said.confidence === 0) return false
  if (problems.length > 0) return true
  if (model !== null || paramsB !== null || unknown.length > 0) return false
  const hardware = gpus.length > 0 || said.memoryGb !== null || said.totalMemoryGb !== null || said.systemRamGb !== null
  return hardware || said.device !== null || quant !== null || kvQuant !== null || said.context !== null || said.concurrency !== null
}

/** What might have been asked, in the language of the reply. */
function exampleOf(command: Command | undefined, language: Language): string | undefined {
  return command?.examples.find((example) => example.language === language)?.text
}

function checkText(text: string, example = ''): void {
  if (text.length > longestText) throw new UserError('too-long', { said: text, limit: String(longestText) })
  const plain = text.trim()
  if (plain === '') throw new UserError('empty', { limit: example })
  if (/\p{Cc}/u.test(plain.replace(/[\t\r\n]/g, ' '))) throw new UserError('unreadable')
}

/** Before a text is parsed, and for one that cannot be: Chinese if it has Chinese characters. */
function guessLanguage(text: string): Language {
  return /\p{Script=Han}/u.test(text.slice(0, longestText)) ? 'zh' : 'en'
}
