import { maxContextOf, memoryOf, onOther, speedOf } from '../estimator/fitting.ts'
import type { ClassFit } from '../estimator/what-fits.ts'
import type { Column, TableBlock, Tone } from './card.ts'
import { type FoundOn, flawOf, type ModelsView, setName, spokenModel } from './models-view.ts'
import { formatName, sizeName, withoutMaker } from './names.ts'
import { gib, rateRange, significant, tokens } from './numbers.ts'

const mostRows = 6
const none = '–'

/** The rows that are shown of one set: the largest classes, and those the answer names. */
export function shownRows({ fits, picks }: FoundOn): readonly ClassFit[] {
  const named = new Set([picks?.best, picks?.overall, picks?.faster, picks?.larger])
  const room = mostRows - fits.slice(mostRows).filter((fit) => named.has(fit)).length
  return fits.filter((fit, index) => index < room || named.has(fit)).slice(0, mostRows)
}

interface Part<Row> extends Column {
  readonly cell: (row: Row) => string
}

function table<Row>(title: string, parts: readonly Part<Row>[], rows: readonly Row[], tone: (row: Row) => Tone, more: number): TableBlock {
  return {
    kind: 'table',
    title,
    columns: parts.map(({ label, align, keep }) => ({ label, align, keep })),
    rows: rows.map((row) => ({ cells: parts.map(({ cell }) => cell(row)), tone: tone(row) })),
    more,
  }
}

export function modelsTable(view: ModelsView): TableBlock | undefined {
  if (view.found.length > 1) return bySet(view)
  return view.first.fits.length === 0 ? undefined : bySize(view)
}

const toneOf = ({ best }: ClassFit): Tone => (flawOf(best) === undefined ? 'fits' : 'tight')

/** One row for each class of size. */
function bySize(view: ModelsView): TableBlock {
  const { t, first, alike, use } = view
  const rows = shownRows(first)
  const speed = t(use === 'embedding' ? 'models.table.read' : 'models.table.speed')
  const [set] = alike
  const parts: Part<ClassFit>[] = [
    { label: t('models.table.model'), align: 'left', keep: 1, cell: ({ best }) => spokenModel(best.model) },
    { label: t('models.table.size'), align: 'right', keep: 8, cell: ({ best: { model } }) => sizeName(model.parametersB, model.activeB) },
    { label: t('models.table.format'), align: 'left', keep: 3, cell: ({ best }) => formatName(best.recipe.format) },
    { label: t('models.table.fit'), align: 'left', keep: 4, cell: (fit) => fitOf(view, fit) },
    { label: t('models.table.need'), align: 'right', keep: 6, cell: memoryCell },
    {
      label: set === undefined || first.set === undefined ? speed : t('models.table.speedOn', { gpu: withoutMaker(first.set.gpu.name) }),
      align: 'right',
      keep: 2,
      cell: ({ best }) => rate(speedOf(best)),
    },
    ...alike.map(
      (other): Part<ClassFit> => ({
        label: t('models.table.speedOn', { gpu: withoutMaker(other.gpu.name) }),
        align: 'right',
        keep: 5,
        cell: ({ best }) => rate(speedOf(onOther(best, other) ?? best)),
      }),
    ),
    { label: t('models.table.context'), align: 'right', keep: 7, cell: ({ best }) => contextCell(maxContextOf(best)) },
    { label: t('models.table.released'), align: 'left', keep: 9, cell: ({ best }) => best.model.released ?? none },
    {
      label: t('models.table.also'),
      align: 'left',
      keep: 10,
      cell: ({ others }) => others.map(spokenModel).join(t('models.comma')) || none,
    },
  ]
  return table(t('models.table.title'), parts, rows, toneOf, first.fits.length - rows.length)
}

function fitOf({ t }: ModelsView, { best }: ClassFit): string {
  const flaw = flawOf(best)
  if (flaw !== undefined) return t(`models.table.${flaw}`)
  if (best.offload === undefined) return t('models.table.good')
  return t(best.placement === undefined ? 'models.table.allRam' : 'models.table.ram')
}

function memoryCell({ best }: ClassFit): string {
  const memory = memoryOf(best)
  const inRam = best.offload === undefined ? '' : gib(best.offload.ramBytes)
  if (memory === undefined) return inRam
  return inRam === '' ? `${gib(memory.need)}/${gib(memory.ceiling)}` : `${gib(memory.need)} + ${inRam} RAM`
}

const contextCell = (count: number | undefined) => (count === undefined ? none : tokens(count))

const rate = (speed: ReturnType<typeof speedOf>) => (speed === undefined ? none : rateRange(speed))

/** One row for each set of hardware. */
function bySet(view: ModelsView): TableBlock {
  const { t, found, use } = view
  const named = (fit: ClassFit | undefined) =>
    fit === undefined
      ? none
      : t('models.table.withRate', { model: spokenModel(fit.best.model), rate: significant(speedOf(fit.best)?.value ?? 0) })
  const parts: Part<FoundOn>[] = [
    { label: t('models.table.hardware'), align: 'left', keep: 1, cell: ({ set }) => setName(view, set) },
    {
      label: t('models.table.model'),
      align: 'left',
      keep: 2,
      cell: ({ picks }) => (picks === undefined ? t('models.table.nothing') : spokenModel(picks.best.best.model)),
    },
    {
      label: t('models.table.format'),
      align: 'left',
      keep: 4,
      cell: ({ picks }) => (picks === undefined ? none : formatName(picks.best.best.recipe.format)),
    },
    {
      label: t(use === 'embedding' ? 'models.table.read' : 'models.table.speed'),
      align: 'right',
      keep: 3,
      cell: ({ picks }) => rate(picks === undefined ? undefined : speedOf(picks.best.best)),
    },
    { label: t('models.table.faster'), align: 'left', keep: 5, cell: ({ picks }) => named(picks?.faster) },
    { label: t('models.table.larger'), align: 'left', keep: 6, cell: ({ picks }) => named(picks?.larger) },
  ]
  return table(t('models.table.titleSeveral'), parts, found, ({ picks }) => (picks === undefined ? 'too-big' : toneOf(picks.best)), 0)
}
