import type { UserError } from '../errors.ts'
import type { Language } from '../language/question.ts'
import { translate } from './words/words.ts'

const example = '70b int4 on a 4090'
const exampleInChinese = '70b int4 用 4090 推理'

/** What was said instead of a model is named, where anything was; else the hardware it would be asked with. */
function noModel({ said, limit }: UserError) {
  if (said !== '') return 'errors.noModelIn'
  return limit === '' ? 'errors.no-model' : 'errors.noModelOn'
}

/** Only the setting's name was said. */
const saysNoValue = ({ code, said, limit }: UserError) => code === 'bad-setting' && said === limit

function sentenceKey(error: UserError) {
  if (error.code === 'no-model') return noModel(error)
  return saysNoValue(error) ? 'errors.noValue' : (`errors.${error.code}` as const)
}

/** One sentence saying what was wrong and what to do, then the nearest names where there are any. The text is not escaped. */
export function errorSentence(error: UserError, language: Language): string {
  const words = translate(language)
  const sentence = words(sentenceKey(error), { said: error.said, limit: error.limit, example: exampleFor(error, language) })
  if (error.suggestions.length === 0) return sentence
  const names = error.suggestions.join(language === 'zh' ? '、' : ', ')
  return `${sentence}${language === 'zh' ? '' : ' '}${words('errors.nearest', { names })}`
}

function exampleFor({ code, limit }: UserError, language: Language): string {
  if (code === 'empty' && limit !== '') return limit
  return language === 'zh' ? exampleInChinese : example
}

/** What can be asked instead, whole: the question with each suggestion in the place of what nobody knew, or else the examples the sentence names. */
export function waysOut(error: UserError, text: string, language: Language): readonly WayOut[] {
  if (error.suggestions.length > 0)
    return error.suggestions.map((suggestion) => ({ label: suggestion, text: mended(text, error, suggestion), isSameCommand: true }))
  const other = (asked: string): WayOut => ({ label: asked, text: asked, isSameCommand: false })
  if (error.code === 'no-gpu') return [other(language === 'zh' ? '4090 和 A100 对比' : 'rtx 4090 vs a100')]
  if (error.code === 'empty') return [{ ...other(exampleFor(error, language)), isSameCommand: true }]
  if (error.code !== 'no-model') return []
  if (noModel(error) !== 'errors.noModelOn') return [other(exampleFor(error, language))]
  return [
    other(`llama-3.1-8b ${error.limit}`),
    other(language === 'zh' ? `${error.limit} 能跑什么模型` : `what can i run on ${error.limit}`),
  ]
}

interface WayOut {
  readonly label: string
  readonly text: string
  /** Of the command that was called by its name; else whichever the words belong to. */
  readonly isSameCommand: boolean
}

/** The question with the word nobody knew replaced; the suggestion alone where that word is not found in it. */
function mended(text: string, error: UserError, suggestion: string): string {
  if (saysNoValue(error)) return `${text.trim()} ${suggestion}`
  const { said } = error
  const at = said === '' ? -1 : text.toLowerCase().indexOf(said.toLowerCase())
  // Lower case may have another length (İ): then the place is another one too.
  if (at < 0 || text.toLowerCase().length !== text.length) return suggestion
  return `${text.slice(0, at)}${suggestion}${text.slice(at + said.length)}`
}
