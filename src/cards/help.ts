import type { Language } from '../language/question.ts'
import type { Block, Card, Refinement } from './card.ts'
import { translate } from './words/words.ts'

type Words = Readonly<Record<Language, string>>

/** What a card needs to know of a command. */
export interface CommandSummary {
  readonly name: string
  readonly summary: Words
  readonly options: readonly { readonly name: string; readonly summary: Words }[]
  /** Its text is no question: its examples change something, and are to be read and not tapped. */
  readonly ownText?: boolean
  readonly examples: readonly { readonly text: string; readonly language: Language }[]
}

/** What can be asked: every command with its summary, and examples to tap. */
export function helpCard(commands: readonly CommandSummary[], language: Language): Card {
  const words = translate(language)
  return {
    ...emptyCard(language),
    title: words('help.title'),
    answer: words('help.answer'),
    blocks: [commandList(commands, language), exampleList(commands, language)],
    refinements: oneOfEach(commands, language),
    hint: words('help.hint'),
  }
}

/** One command: what it answers, its options, its examples. */
export function commandHelpCard(command: CommandSummary, language: Language): Card {
  const words = translate(language)
  const options: Block = {
    kind: 'facts',
    title: words('help.options'),
    rows: command.options.map((option) => ({ label: option.name, value: option.summary[language] })),
  }
  return {
    ...emptyCard(language),
    title: command.name,
    answer: command.summary[language],
    blocks: options.rows.length === 0 ? [] : [options],
    refinements: examplesOf([command], language),
  }
}

export function commandList(commands: readonly CommandSummary[], language: Language): Block {
  return {
    kind: 'facts',
    title: translate(language)('help.commands'),
    rows: commands.map((command) => ({ label: command.name, value: command.summary[language] })),
  }
}

const examplesEach = 2

/** What to try, by command. */
function exampleList(commands: readonly CommandSummary[], language: Language): Block {
  return {
    kind: 'facts',
    title: translate(language)('help.examples'),
    rows: commands.flatMap((command) =>
      examplesOf([command], language)
        .slice(0, examplesEach)
        .map(({ label }, at) => ({ label: at === 0 ? command.name : '', value: label })),
    ),
  }
}

/** The first example of every command, then the second: so that the first few are of different kinds. */
export function oneOfEach(commands: readonly CommandSummary[], language: Language): Refinement[] {
  const each = commands.filter(({ ownText }) => ownText !== true).map((command) => examplesOf([command], language))
  return each.flatMap((_, at) => each.flatMap((examples) => examples.slice(at, at + 1)))
}

/** Examples in the reader's language, each as a question that can be asked at once. */
function examplesOf(commands: readonly CommandSummary[], language: Language): Refinement[] {
  return commands.flatMap((command) =>
    command.examples
      .filter((example) => example.language === language)
      .map((example) => ({ group: 'other' as const, label: example.text, command: command.name, shorthand: example.text })),
  )
}

export function emptyCard(language: Language): Card {
  return { language, tone: 'info', title: '', answer: '', assumed: [], blocks: [], notes: [], refinements: [], sources: [], hint: '' }
}
