import { dollars } from '../catalog/currencies.ts'
import { dayAt, owning } from '../estimator/break-even.ts'
import type { Option } from '../estimator/types.ts'
import { format } from '../language/format.ts'
import type { Question } from '../language/question.ts'
import type { Card, Refinement, TableBlock } from './card.ts'
import { charted } from './chart.ts'
import { millionChart } from './chart-comparison.ts'
import { type ApiComparison, type ApiFigures, type ApiSide, apiFigures, type OwnWay, shownFigures } from './compare-api-figures.ts'
import { onWhat, subjectName } from './compare-view.ts'
import { shownApi } from './money.ts'
import { formatName, modelName } from './names.ts'
import { grouped, significant, usdPerHour, usdPerHourRange } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

/** A machine of one's own against the API of the same open model: from which load on it pays. Pure. */
export function apiCard(given: ApiComparison): Card {
  const { money = dollars } = given.prices
  const comparison = { ...given, api: given.api && { ...given.api, ...shownApi(given.api, money) } }
  const { question, prices, estimate, option, api } = comparison
  const t = translate(question.language, money.currency)
  const figures = shownFigures(apiFigures(given), money)
  const model = comparison.usualModel ? modelName(estimate.workload.model) : subjectName(question, estimate)
  return {
    language: question.language,
    title: title(t, model, option, figures, question),
    tone: option === undefined ? 'too-big' : 'info',
    answer: answer(t, option, figures, question),
    assumed: assumed(t, comparison, figures),
    blocks: option === undefined ? [] : [waysTable(t, option, api, figures, question), ...daysTable(t, option, figures, question)],
    ...charted(option === undefined ? undefined : millionChart(t, model, onWhat(option), figures.ways, asked(t, api, figures))),
    notes: [
      ...(api === undefined ? [] : [apiNote(t, api)]),
      t('compare.api.noteIdle'),
      t('compare.api.noteCached'),
      t('compare.api.noteClosed'),
      ...(question.budget === null ? [] : [t('compare.api.noteUnused')]),
    ],
    refinements: taps(t, comparison),
    sources: [
      ...(api === undefined ? [] : [t('compare.api.source', { date: api.output.asOf })]),
      ...(prices.asOf === '' ? [] : [t('gpu.source.prices', { date: prices.asOf })]),
      t('compare.source.runs'),
    ],
    hint: t('compare.api.hint'),
  }
}

/** `12M`, `1.3B`; in Chinese `1,200万`, `13亿`. */
function loadName({ language }: Question, tokens: number): string {
  const steps =
    language === 'zh'
      ? ([
          [1e8, '亿'],
          [1e4, '万'],
        ] as const)
      : ([
          [1e9, 'B'],
          [1e6, 'M'],
          [1e3, 'k'],
        ] as const)
  const step = steps.find(([unit]) => tokens >= unit)
  if (step === undefined) return grouped(tokens)
  const value = significant(tokens / step[0])
  return `${value.endsWith('.0') ? value.slice(0, -2) : value}${step[1]}`
}

const percent = (share: number) => significant(share * 100)

function title(t: Translate, model: string, option: Option | undefined, { ways }: ApiFigures, question: Question): string {
  const [way] = ways
  if (option === undefined) return t('compare.api.title.noMachine', { model })
  const gpu = onWhat(option)
  if (way === undefined) return t('compare.api.title.noPrice', { model, gpu })
  if (way.even === undefined) return t('compare.api.title.none', { model, gpu, usd: significant(way.usdAtFullLoad.value) })
  if (way.even.busy.value > 1) return t('compare.api.title.never', { model, gpu })
  return t('compare.api.title.from', {
    model,
    gpu,
    tokens: loadName(question, way.even.tokensPerDay.value),
    busy: percent(way.even.busy.value),
  })
}

function answer(
  t: Translate,
  option: Option | undefined,
  { ways, blendedUsdPerMillion: api, capacityTokensPerDay: capacity }: ApiFigures,
  question: Question,
): string {
  const [way] = ways
  if (option === undefined) return ''
  if (way === undefined) {
    if (capacity === undefined) return ''
    const day = { gpu: onWhat(option), tokens: loadName(question, capacity.value) }
    return api === undefined
      ? t('compare.api.answerCapacity', day)
      : t('compare.api.answerNoPrice', { ...day, usd: significant((capacity.value / 1e6) * api.value) })
  }
  const words = { gpu: onWhat(option), full: significant(way.usdAtFullLoad.value) }
  if (way.even === undefined || api === undefined) return t('compare.api.answerNone', words)
  const range = { api: significant(api.value), low: significant(api.low), high: significant(api.high) }
  const first =
    way.even.busy.value > 1
      ? t('compare.api.answerNever', { ...words, ...range })
      : t('compare.api.answerFrom', { ...words, ...range, tokens: loadName(question, way.even.tokensPerDay.value) })
  return [first, otherWay(t, ways[1], question)].filter((text) => text !== '').join(question.language === 'zh' ? '' : ' ')
}

/** The other way to have the machine, where there is one. */
function otherWay(t: Translate, way: OwnWay | undefined, question: Question): string {
  if (way?.even === undefined) return ''
  const key = way.kind === 'owned' ? 'otherOwned' : 'otherRented'
  if (way.even.busy.value > 1) return t(`compare.api.${key}Never`)
  return t(`compare.api.${key}`, { tokens: loadName(question, way.even.tokensPerDay.value), busy: percent(way.even.busy.value) })
}

function assumed(
  t: Translate,
  { estimate: { workload }, option, api, usualModel, card, prices: { money = dollars } }: ApiComparison,
  { ways }: ApiFigures,
): readonly string[] {
  return [
    ...(usualModel ? [t('compare.api.assumed.model', { model: modelName(workload.model) })] : []),
    ...(option === undefined
      ? []
      : card === undefined
        ? [t('compare.api.assumed.chosen', { gpu: onWhat(option), format: formatName(option.recipe.format) })]
        : [
            ...(card.count === null && option.count > 1 ? [t('compare.api.assumed.asMany', { gpu: onWhat(option) })] : []),
            t('compare.api.assumed.weights', { format: formatName(option.recipe.format) }),
          ]),
    ...(api?.standIn ? [t('compare.api.assumed.standIn', { model: api.model.slice(api.model.indexOf('/') + 1) })] : []),
    t('compare.api.assumed.mix', { prompt: grouped(workload.promptTokens), output: grouped(workload.outputTokens) }),
    ...ways.map(({ kind }) =>
      t(`compare.api.assumed.${kind}`, {
        years: owning.years,
        kwh: money === dollars ? owning.usdPerKwh : significant(owning.usdPerKwh * money.perUsd),
      }),
    ),
    t('compare.assumed.full'),
  ]
}

const busy = 0.2

/** What the API asks for a million tokens, and the cheapest provider of it. */
function asked(
  t: Translate,
  api: ApiSide | undefined,
  { blendedUsdPerMillion: blended }: ApiFigures,
): readonly (readonly [string, number])[] {
  if (api === undefined || blended === undefined) return []
  return [
    [t('compare.api.theApi', { offers: api.output.offers }), blended.value],
    [t('compare.api.theCheapest', { provider: api.output.cheapestProvider }), blended.low],
  ]
}

function waysTable(t: Translate, option: Option, api: ApiSide | undefined, figures: ApiFigures, question: Question): TableBlock {
  const { ways, capacityTokensPerDay: capacity } = figures
  const gpu = onWhat(option)
  const own = ways.map(({ kind, usdPerHour: hour, usdAtFullLoad: full, even }) => [
    t(kind === 'rented' ? 'compare.api.rented' : 'compare.api.owned', { gpu }),
    kind === 'rented' ? usdPerHourRange(hour) : usdPerHour(hour.value),
    `${significant(full.value)} (${significant(full.low)}–${significant(full.high)})`,
    significant(full.value / busy),
    even === undefined ? '–' : loadName(question, even.tokensPerDay.value),
    even === undefined ? '–' : `${percent(even.busy.value)} %`,
    capacity === undefined ? '–' : loadName(question, capacity.value),
  ])
  const theirs = asked(t, api, figures).map(([label, usd]) => [label, '–', significant(usd), significant(usd), '–', '–', '–'])
  const heads = ['way', 'hour', 'full', 'busy20', 'even', 'share', 'capacity'] as const
  const keep = [1, 6, 2, 3, 4, 5, 7]
  return {
    kind: 'table',
    title: t('compare.api.ways'),
    columns: heads.map((head, index) => ({
      label: t(`compare.api.col.${head}`),
      align: index === 0 ? 'left' : 'right',
      keep: keep[index] ?? 9,
    })),
    rows: [...own, ...theirs].map((cells) => ({ cells, tone: 'info' as const })),
    more: 0,
  }
}

const loads = [1e6, 1e7, 1e8, 1e9]

/** What a day costs either way: where one machine is not enough, as many as it takes. */
function daysTable(
  t: Translate,
  option: Option,
  { ways, blendedUsdPerMillion: api, capacityTokensPerDay: capacity }: ApiFigures,
  question: Question,
): readonly TableBlock[] {
  const [way] = ways
  if (way === undefined || api === undefined || capacity === undefined) return []
  const rows = loads.map((tokens) => {
    const day = dayAt(tokens, way.usdPerHour.value, api.value, capacity.value)
    const cells = [
      loadName(question, tokens),
      significant(day.api),
      significant(day.own),
      grouped(day.machines),
      t(day.own < day.api ? 'compare.api.winsOwn' : 'compare.api.winsApi'),
    ]
    return { cells, tone: 'info' as const }
  })
  const heads = ['tokens', 'api', 'own', 'machines', 'wins'] as const
  return [
    {
      kind: 'table',
      title: t('compare.api.days'),
      columns: heads.map((head, index) => ({
        label: t(`compare.api.dayCol.${head}`, { gpu: onWhat(option) }),
        align: index === 0 || head === 'wins' ? 'left' : 'right',
        keep: index + 1,
      })),
      rows,
      more: 0,
    },
  ]
}

function apiNote(t: Translate, { input, output }: ApiSide): string {
  return t('compare.api.noteApi', {
    input: significant(input.median),
    inputLow: significant(input.low),
    inputHigh: significant(input.high),
    output: significant(output.median),
    outputLow: significant(output.low),
    outputHigh: significant(output.high),
    offers: output.offers,
    date: output.asOf,
  })
}

/** The same on hardware people would take instead. */
const instead = [
  ['a100-80gb-sxm', 'A100 80 GB'],
  ['h100-sxm', 'H100'],
  ['rtx-4090', 'RTX 4090'],
] as const

function taps(t: Translate, { question, estimate, option, usualModel }: ApiComparison): readonly Refinement[] {
  const base: Question = {
    ...question,
    intent: 'compare-api',
    budget: null,
    alternatives: {},
    unknown: [],
    problems: [],
    memoryGb: null,
    totalMemoryGb: null,
    device: null,
  }
  const named = usualModel ? { ...base, model: estimate.workload.model.id } : base
  const others = instead.filter(([id]) => id !== option?.gpu.id).slice(0, 2)
  return [
    ...others.map(
      ([id, name]): Refinement => ({
        group: 'gpu',
        label: t('compare.api.tapGpu', { gpu: name }),
        command: 'compare',
        shorthand: format({ ...named, gpus: [{ id, count: null, memoryGb: null }] }),
      }),
    ),
    ...(option === undefined
      ? []
      : [
          {
            group: 'other' as const,
            label: t('compare.tap.fit', { label: onWhat(option) }),
            command: 'fit',
            shorthand: format({
              ...named,
              intent: 'inference',
              gpus: [
                { id: option.gpu.id, count: option.count, memoryGb: option.gpu.memoryOptionsGb === undefined ? null : option.memoryGb },
              ],
            }),
          },
        ]),
  ]
}
