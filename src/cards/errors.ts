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

/** One sentence saying what was wrong and what to do, then the nearest names where there are any. The text is not escaped. */
export function errorSentence(error: UserError, language: Language): string {
  const words = translate(language)
  const key = error.code === 'no-model' ? noModel(error) : (`errors.${error.code}` as const)
  const sentence = words(key, {
    said: error.said,
    limit: error.limit,
    example: error.code === 'empty' && error.limit !== '' ? error.limit : language === 'zh' ? exampleInChinese : example,
  })
  if (error.suggestions.length === 0) return sentence
  const names = error.suggestions.join(language === 'zh' ? '、' : ', ')
  return `${sentence}${language === 'zh' ? '' : ' '}${words('errors.nearest', { names })}`
}
