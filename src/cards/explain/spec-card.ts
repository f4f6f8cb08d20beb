import { gpuById, gpus } from '../../catalog/gpus.ts'
import type { Gpu } from '../../catalog/types.ts'
import type { Language } from '../../language/question.ts'
import type { Card } from '../card.ts'
import { emptyCard } from '../help.ts'
import { withoutMaker } from '../names.ts'
import { grouped } from '../numbers.ts'
import { translate } from '../words/words.ts'
import type { Claim } from './claim.ts'
import { entryTaps } from './explain-card.ts'

type SpecClaim = Extract<Claim, { kind: 'spec' }>

const slack = 0.02
const near = (value: number, target: number) => Math.abs(value / target - 1) <= slack

/** What we have for it: TFLOPS of dense fp16, GB of the label, GB/s. */
function oursOf(gpu: Gpu, of: SpecClaim['of']): number | undefined {
  if (of === 'tflops') return gpu.tflops.fp16 ?? gpu.tflops.bf16
  return of === 'memory' ? gpu.memoryGb : gpu.bandwidthGBps
}

/** Cards that go by the same short name: "H100" is SXM, PCIe and NVL. */
function namesakes(gpu: Gpu): readonly Gpu[] {
  const [first = ''] = gpu.id.split('-')
  return gpus.filter(({ id, vendor }) => vendor === gpu.vendor && id.split('-')[0] === first && gpu.class === 'datacenter')
}

/** Whether a stated figure is one the card or a namesake has. Undefined where we have none. */
export function specHolds(claim: SpecClaim): boolean | undefined {
  const gpu = gpuById(claim.gpu)
  const values = gpu === undefined ? [] : [gpu, ...namesakes(gpu)].map((one) => oursOf(one, claim.of))
  const known = values.filter((value) => value !== undefined)
  return known.length === 0 ? undefined : known.some((value) => near(claim.value, value))
}

const units = { tflops: 'TFLOPS', memory: 'GB', bandwidth: 'GB/s' } as const

/** A figure of a data sheet against the catalog's. */
export function specCard(claim: SpecClaim, language: Language): Card | undefined {
  const gpu = gpuById(claim.gpu)
  const value = gpu === undefined ? undefined : oursOf(gpu, claim.of)
  if (gpu === undefined || value === undefined) return undefined
  const t = translate(language)
  const name = withoutMaker(gpu.name)
  const ours = t(`explain.claim.spec.${claim.of}`, { gpu: name, ours: grouped(value) })
  const said = `${claim.value} ${units[claim.of]}`
  const holds = specHolds(claim) === true
  const half = gpu.tflops.fp8
  const sparse = claim.of === 'tflops' && near(claim.value, 2 * value)
  const others = namesakes(gpu).flatMap((one) => {
    const figure = oursOf(one, claim.of)
    return figure === undefined ? [] : [`${withoutMaker(one.name)} ${grouped(figure)}`]
  })
  const fp8 = half !== undefined && near(claim.value, half) ? t('explain.claim.fp8', { value: grouped(half) }) : ''
  const sentences = [
    ...(sparse ? [t('explain.claim.sparse', { said, fp8, ours: grouped(value) })] : []),
    ...(others.length > 1 ? [t('explain.claim.variants', { list: others.join(t('explain.claim.comma')) })] : []),
  ]
  return {
    ...emptyCard(language),
    tone: holds ? 'fits' : 'too-big',
    title: holds ? t('explain.claim.right', { ours }) : t('explain.claim.wrong', { ours, said }),
    answer: sentences.length === 0 ? t('explain.claim.sheet') : sentences.join(language === 'zh' ? '' : ' '),
    refinements: entryTaps(
      claim.of === 'tflops'
        ? ['tflops', 'peak-figures', 'fp8']
        : claim.of === 'memory'
          ? ['usable-memory', 'gib']
          : ['bandwidth', 'roofline'],
      language,
    ),
    sources: [t('explain.source')],
    hint: t('explain.hint.spec', { gpu: claim.gpu }),
  }
}
