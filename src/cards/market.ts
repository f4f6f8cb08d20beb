import type { PriceBook } from '../catalog/types.ts'
import type { TermTaken } from '../prices/terms.ts'
import type { Card } from './card.ts'
import type { settingsEn } from './words/settings.en.ts'
import { type Translate, translate } from './words/words.ts'

/** `card` with what narrowed its prices and what its amounts are in; `noPrice`: the limits leave none of what was asked about. */
export function withMarketSaid(card: Card, prices: PriceBook, taken: readonly TermTaken[], noPrice: boolean): Card {
  if (taken.length === 0) return card
  const t = translate(card.language)
  const limits = taken.filter(({ slot }) => slot !== 'currency').map((term) => phraseOf(term, t))
  const { money } = prices
  return {
    ...card,
    assumed: [...taken.map((term) => lineOf(term, t)), ...card.assumed],
    notes: noPrice ? [t('settings.market.noPrice', { limits: limits.join(t('settings.comma')) }), ...card.notes] : card.notes,
    sources:
      money?.date === undefined
        ? card.sources
        : [
            ...card.sources,
            t('settings.market.rate', { rate: Number(money.perUsd.toPrecision(4)), currency: money.currency, date: money.date }),
          ],
  }
}

function lineOf(term: TermTaken, t: Translate): string {
  const phrase = phraseOf(term, t)
  return term.because === 'said' ? phrase : t('settings.assumed', { phrase, whose: t(`settings.${term.because}`) })
}

type Area = keyof typeof settingsEn.market.areas

function phraseOf({ slot, value }: TermTaken, t: Translate): string {
  const named =
    slot === 'regions'
      ? value
          .split(', ')
          .map((area) => t(`settings.market.areas.${area as Area}`))
          .join(t('settings.comma'))
      : value
  return t(`settings.market.${slot}`, {
    value: slot === 'kind' ? t(`settings.market.kinds.${value as keyof typeof settingsEn.market.kinds}`) : named,
  })
}
