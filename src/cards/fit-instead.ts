import type { Catch, Remedy } from '../estimator/types.ts'
import type { TableBlock } from './card.ts'
import { partInRam, waitSpan } from './fit-offload.ts'
import type { FitView } from './fit-view.ts'
import { countedName, formatName, gpuName, modelName } from './names.ts'
import { gib, rateRange, tokens } from './numbers.ts'

const mostRows = 7

/** Ways to go on from a no, or from a yes that takes RAM: nothing where one of the cards asked about holds the job. */
export function waysOn({ estimate, tone, hybrid }: FitView): readonly Remedy[] {
  return tone === 'too-big' || hybrid !== undefined ? (estimate.remedies ?? []) : []
}

/** What would work on the card that is too small, or with more of it; undefined where there is nothing to say. */
export function fitInstead(view: FitView): TableBlock | undefined {
  const { t, decider, asked } = view
  const remedies = waysOn(view)
  const [first] = asked
  if (remedies.length === 0 || first === undefined) return undefined
  const shown = remedies.slice(0, mostRows)
  return {
    kind: 'table',
    title: decider === undefined ? t('instead.table.titleFor', { gpu: countedName(first) }) : t('instead.table.title'),
    columns: [
      { label: t('instead.table.way'), align: 'left', keep: 1 },
      { label: t('instead.table.gib'), align: 'right', keep: 4 },
      { label: t('instead.table.speed'), align: 'right', keep: 2 },
      { label: t('instead.table.catch'), align: 'left', keep: 3 },
    ],
    rows: shown.map((remedy) => ({
      cells: [wayOf(view, remedy), memoryOf(view, remedy), speedOf(remedy), catchesOf(view, remedy)],
      tone: remedy.verdict === 'fits' && !remedy.catches.includes('quality') ? 'fits' : 'tight',
    })),
    more: remedies.length - shown.length,
  }
}

/** What is done: `Llama-3.1-70B in IQ2_XXS, 8k context`. */
function wayOf(view: FitView, remedy: Remedy): string {
  const { t, estimate, decider } = view
  const { kind, recipe, model, contextTokens } = remedy
  const asked = decider?.recipe ?? estimate.workload.recipes[0]
  const format = formatName(recipe.format)
  const more: string[] = []
  const otherFormat = recipe.format.name !== asked.format.name
  if ((kind === 'cards' || kind === 'offload') && otherFormat) more.push(format)
  if ((kind === 'cards' || kind === 'format') && recipe.kv.name !== asked.kv.name)
    more.push(t('instead.way.kvMore', { kv: recipe.kv.name }))
  if (kind === 'format' && contextTokens < estimate.workload.contextTokens)
    more.push(t('instead.way.contextMore', { context: tokens(contextTokens) }))
  return more.reduce((way, one) => t('instead.way.with', { way, more: one }), plainWay(view, remedy, format, modelName(model)))
}

function plainWay(view: FitView, remedy: Remedy, format: string, model: string): string {
  const { t } = view
  switch (remedy.kind) {
    case 'kv':
      return t('instead.way.kv', { kv: remedy.recipe.kv.name })
    case 'format':
      return t('instead.way.format', { format })
    case 'model':
      return t('instead.way.model', { model, format })
    case 'context':
      return t('instead.way.context', { context: tokens(remedy.contextTokens) })
    case 'cards':
      return t('instead.way.cards', { gpu: `${remedy.count} × ${gpuName(remedy.gpu, remedy.memoryGb)}` })
    case 'offload':
      return inRam(view, remedy)
  }
}

/** The part of it, where this much RAM was what the answer is about. */
function inRam(view: FitView, { ramGb }: Remedy): string {
  const { t, decider } = view
  const offload = decider?.offload
  if (offload === undefined) return t('instead.way.offload')
  return offload.fitsRam ? t('instead.way.inRam', { part: partInRam(view, offload) }) : t('instead.way.otherRam', { ram: ramGb ?? '' })
}

function memoryOf({ t }: FitView, { bytes, ceilingBytes, ramBytes }: Remedy): string {
  return ramBytes === undefined ? `${gib(bytes)}/${gib(ceilingBytes)}` : t('instead.table.withRam', { gib: gib(bytes), ram: gib(ramBytes) })
}

function speedOf({ decodeTokensPerSecond: speed }: Remedy): string {
  return speed === undefined ? '–' : rateRange(speed)
}

/** Gravest first: one is said, for a narrow place drops what is long. How long the context is, the way itself says. */
const said = [
  'quality',
  'slow',
  'slow-prompt',
  'mixture',
  'smaller-model',
  'other-model',
  'buy',
  'some-quality',
] as const satisfies readonly Catch[]

function catchesOf(view: FitView, remedy: Remedy): string {
  const gravest = said.find((one) => remedy.catches.includes(one))
  return gravest === undefined ? harmless(view, remedy) : catchWords(view, remedy, gravest)
}

function catchWords(view: FitView, { count }: Remedy, one: (typeof said)[number]): string {
  const { t, decider } = view
  if (one === 'buy') return t('instead.catch.buy', { count: count - (decider?.count ?? 1) })
  if (one !== 'slow-prompt') return t(`instead.catch.${one}`)
  const offload = decider?.offload
  return offload === undefined ? '' : t('instead.catch.slow-prompt', { time: waitSpan(view, offload.fullPromptSeconds) })
}

function harmless({ t }: FitView, { kind, verdict }: Remedy): string {
  if (kind === 'kv') return t('instead.catch.cache')
  if (kind === 'context') return t('instead.catch.shorter')
  if (kind === 'format') return t('instead.catch.format')
  return verdict === 'tight' && kind !== 'offload' ? t('instead.catch.tight') : ''
}
