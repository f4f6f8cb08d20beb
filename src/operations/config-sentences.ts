import { printable } from '../cards/text/width.ts'
import { translate } from '../cards/words/words.ts'
import type { ConfigError } from '../config.ts'
import type { Language } from '../language/question.ts'

/** Each thing that is wrong with the configuration, with its fix, in a sentence of its own. */
export function configSentences({ problems }: ConfigError, language: Language): readonly string[] {
  const words = translate(language)
  return problems.map(({ variable, said, needs }) => words(`operations.config.${needs}`, { variable, said: printable(said).slice(0, 60) }))
}
