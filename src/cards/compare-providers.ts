import { dollars, type Money } from '../catalog/currencies.ts'
import type { PriceOffer } from '../catalog/offers.ts'
import type { AskedCard } from '../estimator/types.ts'
import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Card } from './card.ts'
import { charted } from './chart.ts'
import { offersChart } from './chart-comparison.ts'
import { providerTable } from './compare-table.ts'
import { formNote } from './gpu.ts'
import { shownOffers } from './money.ts'
import { gpuName } from './names.ts'
import { grouped, usdPerHour } from './numbers.ts'
import { translate } from './words/words.ts'

/** Providers of one card side by side. Pure. */
export function providersCard(
  question: Question,
  card: AskedCard,
  named: readonly PriceOffer[],
  all: readonly PriceOffer[],
  missing: readonly string[],
  money: Money = dollars,
): Card {
  const t = translate(question.language, money.currency)
  const offers = shownOffers(named.length > 0 ? named : all, money)
  const shown = offers.slice(0, 10)
  const [cheapest, next] = shown
  const gpu = gpuName(card.gpu, card.memoryGb)
  const more = shown.at(-1)
  return {
    language: question.language,
    title:
      cheapest === undefined
        ? t('compare.provider.none', { gpu })
        : t('compare.provider.title', { gpu, provider: cheapest.provider, usd: usdPerHour(cheapest.usdPerHour) }),
    tone: 'info',
    answer:
      cheapest === undefined || next === undefined || more === undefined
        ? t('compare.provider.few')
        : t('compare.provider.answer', {
            cheapest: cheapest.provider,
            usd: usdPerHour(cheapest.usdPerHour),
            others: shown
              .slice(1)
              .map(({ provider, usdPerHour: usd }) => `${provider} ${usdPerHour(usd)}`)
              .join(t('compare.list')),
            month: grouped((more.usdPerHour - cheapest.usdPerHour) * 730),
          }),
    assumed: [],
    blocks: shown.length === 0 ? [] : [providerTable(t, card, shown, offers.length - shown.length)],
    ...charted(offersChart(t, card, offers)),
    notes: [
      ...(missing.length > 0 ? [t('compare.provider.missing', { names: missing.join(t('compare.and')) })] : []),
      t('compare.provider.note'),
      ...formNote(t, card.gpu),
    ],
    refinements: [
      {
        group: 'other',
        label: t('compare.tap.facts', { gpu }),
        command: 'gpu',
        shorthand: format({ ...question, intent: 'gpu-info', alternatives: {}, unknown: [] }),
      },
      {
        group: 'other',
        label: t('compare.tap.price', { gpu }),
        command: 'price',
        shorthand: format({ ...question, intent: 'price', alternatives: {}, unknown: [] }),
      },
    ],
    sources: [t('compare.source.offers')],
    hint: t('compare.hint.provider'),
  }
}
