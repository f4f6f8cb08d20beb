import type { Card } from '../src/cards/card.ts'
import type { TrendAsked } from '../src/cards/chart-trend.ts'
import type { SuggestKind } from '../src/catalog/find-suggest.ts'
import type { PriceBook } from '../src/catalog/types.ts'
import type { Calibration } from '../src/estimator/calibration.ts'
import type { estimate } from '../src/estimator/estimate.ts'
import type { Estimate } from '../src/estimator/types.ts'
import type { Intent, Language, Question } from '../src/language/question.ts'
import type { HeldSettings, SettingsChange } from '../src/settings/settings.ts'

/** What a command may use. Wired once by the application. */
export interface Services {
  readonly prices: PriceBook
  /** Of speeds; absent: the one that comes with the program. */
  readonly calibration?: Calibration
  /** For questions that many ask: remembers its last results. Absent: each is worked out. */
  readonly estimate?: typeof estimate
}

interface CommandInput {
  readonly question: Question
  /** As it was typed. */
  readonly text?: string
  /** It was called by no name: what changes something says how it is called, and changes nothing. */
  readonly heard?: boolean
  /** Every candidate, not only the chosen ones. */
  readonly all: boolean
  /** Fill `why` of every Quantity. */
  readonly why: boolean
  /** What the asker, and the place it is asked in, have set; `question` has them already. */
  readonly held?: HeldSettings
  /** Whether the asker may change what holds for the place. */
  readonly manages?: boolean
  /** Whether the platform is told what is said in channels to nobody in particular; absent: it is. */
  readonly hears?: boolean
}

export interface Answer {
  readonly card: Card
  readonly shorthand: string
  /** Absent for commands without an estimate. */
  readonly estimate?: Estimate
  /** Further parts of the JSON answer, by name: plain values. */
  readonly parts?: Readonly<Record<string, unknown>>
  /** To be stored before the card is shown, which says that it was. */
  readonly change?: SettingsChange
  /** Whose price history the card's chart would rather be of: the edge reads it (charts/with-trend.ts). */
  readonly trend?: TrendAsked
}

type Words = Readonly<Record<Language, string>>

/** A piece of a question that can be said apart from the text. */
export interface Option {
  readonly name: string
  /** In Chinese. */
  readonly localName: string
  readonly summary: Words
  readonly kind:
    | { readonly of: 'name'; readonly suggest: SuggestKind }
    | { readonly of: 'number'; readonly least: number; readonly most: number }
    | { readonly of: 'choice'; readonly values: readonly string[] }
  /** How the grammar reads it. */
  say(value: string): string
}

export interface Command {
  readonly name: string
  readonly summary: Words
  /** Intents it answers. Each intent has one command at most; `none` belongs to nobody. */
  readonly intents: readonly Intent[]
  /** Called by its name: whether it answers a question whose words alone would go to another command ("2x 3090" is a card to one, hardware to another). */
  takes?(question: Question, text: string): boolean
  /** Called by no name: whether a text is its own, whatever its words alone say: a claim to be checked, a term nobody asked numbers of. */
  hears?(question: Question, text: string): boolean
  /** Its text is no question, and may be empty: nobody parses it but the command. */
  readonly ownText?: boolean
  /** Called by its name with no text, it says what it can be asked; any other command asks for a text. */
  readonly mayBeEmpty?: boolean
  /** Its answers concern the asker alone: nobody else sees them, unless the asker wants it. */
  readonly isPersonal?: boolean
  /** Options of the slash command, beside the free text. */
  readonly options: readonly Option[]
  /** What the same command is called where it is for a whole place and for those who manage it; its text then begins with `word`. */
  readonly forPlace?: { readonly name: string; readonly word: string; readonly summary: Words; readonly localName: string }
  /** In Chinese, where a platform shows its commands in the reader's language; absent: its name. */
  readonly localName?: string
  /** Each is answered by a test. */
  readonly examples: readonly { readonly text: string; readonly language: Language }[]
  /** Pure but for `services`. Throws UserError for what the asker can mend. */
  run(input: CommandInput, services: Services): Answer
}
