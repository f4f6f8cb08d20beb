import type { Picks } from '../estimator/what-fits.ts'
import { type FoundOn, type ModelsView, runOf, setName, spokenModel, spokenSet } from './models-view.ts'
import { formatName } from './names.ts'
import { significant } from './numbers.ts'

export function modelsTitle(view: ModelsView): string {
  const { t, first, found, question } = view
  const use = t(`models.use.${view.use}`)
  if (found.length > 1) return t('models.title.several', { use, wanted: t(`models.wanted.${question.prefer ?? 'best'}`) })
  const hardware = askedName(view)
  if (first.picks === undefined) return t('models.title.nothing', { hardware, use })
  const { best } = first.picks.best
  return t(`models.title.${question.prefer ?? 'one'}`, {
    hardware,
    use,
    model: spokenModel(best.model),
    format: formatName(best.recipe.format),
  })
}

/** Where only memory was said, that and no card's name: the card it was worked out on is named below. */
function askedName(view: ModelsView): string {
  const { set } = view.first
  if (view.because !== 'has-that-memory' || set === undefined) return setName(view, set)
  const size = `${set.memoryGb} GB`
  return view.t(set.gpu.class === 'apple' ? 'models.title.unified' : 'models.title.memory', {
    size: set.count === 1 ? size : `${set.count} × ${size}`,
  })
}

const mostSpoken = 2

/** A sentence for each thing a reader may want: the best, a faster one, a larger one. */
export function modelsAnswer(view: ModelsView): string {
  const { found } = view
  if (found.length === 1) return sentences(view, view.first).join(spaceOf(view))
  return found
    .filter(({ picks }) => picks !== undefined)
    .slice(0, mostSpoken)
    .map((one) => sentences(view, one)[0] ?? '')
    .join(spaceOf(view))
}

const spaceOf = ({ question }: ModelsView) => (question.language === 'zh' ? '' : ' ')

function sentences(view: ModelsView, { set, picks }: FoundOn): readonly string[] {
  const { t, question } = view
  const hardware = spokenSet(view, set)
  if (picks === undefined) {
    const wanted = question.targetTokensPerSecond
    return [
      t('models.answer.nothing', { hardware, target: wanted === null ? '' : t('models.answer.target', { rate: significant(wanted) }) }),
    ]
  }
  return [t('models.answer.best', { hardware, run: runOf(view, picks.best) }), ...beside(view, picks)]
}

function beside(view: ModelsView, { overall, faster, larger }: Picks): readonly string[] {
  const { t, question } = view
  const isDone = question.prefer === 'largest'
  const said: string[] = []
  if (overall !== undefined) said.push(t('models.answer.overall', { run: runOf(view, overall) }))
  if (faster !== undefined) said.push(t('models.answer.faster', { run: runOf(view, faster, 'fasterRun') }))
  if (larger !== undefined && !isDone)
    said.push(t('models.answer.larger', { run: runOf(view, larger, 'fasterRun'), catch: t(`models.answer.catch.${larger.best.grade}`) }))
  return said
}
