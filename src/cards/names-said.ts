import type { Model } from '../catalog/types.ts'
import type { Card } from './card.ts'
import { modelName } from './names.ts'
import { translate } from './words/words.ts'

/** `card` with the names that its models go by and the rows they are reckoned as, before everything else that is assumed. */
export function withNamesSaid(card: Card, names: readonly { readonly said: string; readonly model: Model }[]): Card {
  const t = translate(card.language)
  const phrases = names.map(({ said, model }) => t('fit.assumed.otherName', { said, model: modelName(model) }))
  const rows = new Set(names.map(({ model }) => modelName(model)))
  return { ...card, assumed: [...phrases, ...card.assumed.filter((phrase) => !rows.has(phrase))] }
}
