import type { Estimate, Option } from '../../estimator/types.ts'
import { format } from '../../language/format.ts'
import type { Question } from '../../language/question.ts'
import type { Block, Card, Tone } from '../card.ts'
import { emptyCard } from '../help.ts'
import { formatName, gpuName, modelName, optionName, sizeName } from '../names.ts'
import { gib, gibLeft, gibRough, gigabytes, rateSpan, significant, tokens } from '../numbers.ts'
import { type Translate, translate } from '../words/words.ts'
import type { Claim } from './claim.ts'
import { entryTaps } from './explain-card.ts'

interface View {
  readonly t: Translate
  readonly question: Question
  readonly estimate: Estimate
  readonly subject: string
}

interface Judgement {
  readonly tone: Tone
  readonly title: string
  readonly answer: string
  readonly related: readonly string[]
}

/** A figure somebody states against ours. `question`: without the claim, as it was worked out. */
export function claimCard(claim: Extract<Claim, { kind: 'memory' | 'speed' | 'runs' }>, question: Question, estimate: Estimate): Card {
  const t = translate(question.language)
  const view: View = { t, question, estimate, subject: subjectOf(t, question, estimate) }
  const { related, ...said } = claim.kind === 'memory' ? memoryClaim(view, claim.gb) : hardwareClaim(view, claim)
  return {
    ...emptyCard(question.language),
    ...said,
    blocks: [parts(view)],
    refinements: [
      { group: 'other', label: view.subject, command: 'fit', shorthand: format(question) },
      ...entryTaps(related, question.language),
    ],
    sources: [t('explain.source')],
    hint: t('explain.hint.claim'),
  }
}

function subjectOf(t: Translate, { model, paramsB, activeParamsB }: Question, { workload, byRecipe }: Estimate): string {
  const name = model !== null || paramsB === null ? modelName(workload.model) : sizeName(paramsB, activeParamsB)
  const recipe = byRecipe[0]?.recipe ?? workload.recipes[0]
  return t('explain.claim.inFormat', { model: name, format: formatName(recipe.format) })
}

function parts({ t, estimate: { memory, workload } }: View): Block {
  const rest = memory.total.value - memory.kvCache.value - (memory.weights.value - memory.weightsInRam)
  return {
    kind: 'facts',
    title: t('explain.claim.parts'),
    rows: [
      { label: t('explain.claim.weightsRow'), value: gib(memory.weights.value - memory.weightsInRam) },
      { label: t('explain.claim.cacheRow', { context: tokens(workload.contextTokens) }), value: gib(memory.kvCache.value) },
      { label: t('explain.claim.restRow'), value: gib(rest) },
      { label: t('explain.claim.totalRow'), value: gib(memory.total.value) },
    ],
  }
}

/** A figure is of the weights in GB as files are, or of memory in GiB as drivers say: it may be either. */
const slack = 0.02
const near = (value: number, target: number) => Math.abs(value / target - 1) <= slack
const GiB = 1024 ** 3

function memoryClaim({ t, question, estimate, subject }: View, gb: number): Judgement {
  const { memory, workload, byRecipe } = estimate
  const said = `${gb} GB`
  const { total, weights } = memory
  // Who says 7B reckons with 7 billion, whatever such models have.
  const parameters = (question.paramsB ?? workload.model.parametersB) * 1e9
  const perParameter = (gb * 1e9) / parameters
  const recipe = byRecipe[0]?.recipe ?? workload.recipes[0]
  const bits = recipe.format.nominalBits
  const users = t('explain.claim.user', { count: workload.concurrency })
  const context = tokens(workload.contextTokens)
  const sizes = { weights: gigabytes(weights.value), weightsGib: gib(weights.value) }
  const ours = t('explain.claim.ours', { subject, need: gibRough(total.value) })
  const wrong = (answer: string, related: readonly string[]): Judgement => ({
    tone: 'too-big',
    title: t('explain.claim.wrong', { ours, said }),
    answer,
    related,
  })
  if (bits < 32 && near(perParameter, 4))
    return wrong(
      t('explain.claim.fp32', {
        said,
        format: formatName(recipe.format),
        bytes: significant(weights.value / (workload.model.parametersB * 1e9)),
      }),
      ['full-precision', 'number-formats', 'gib'],
    )
  if (bits < 8 && near(perParameter, 2 / 8)) return wrong(t('explain.claim.eighth', { said }), ['compression-ratio', 'int4', 'gptq-vs-awq'])
  if (near(perParameter, Math.floor(bits) / 8) && weights.low > gb * 1e9 * (1 + slack))
    return wrong(t('explain.claim.ideal', { said, bits: Math.floor(bits), ...sizes }), ['int4', 'bpw', 'params-to-memory'])
  if (gb * GiB < weights.low * (1 - slack)) return wrong(t('explain.claim.less', sizes), ['weights', 'quantization', 'params-to-memory'])
  if (gb * 1e9 > total.high * (1 + slack)) {
    const further = (gb * 1e9 - total.value) / (estimate.bytesPer8kTokens * workload.concurrency)
    const reached = workload.contextTokens + further * eightK
    const limit = workload.model.maxContext ?? 0
    const explained = Number.isFinite(reached) && reached < limit ? ` ${t('explain.claim.moreContext', { tokens: tokens(reached) })}` : ''
    return wrong(t('explain.claim.more', { context, users, high: gib(total.high) }) + explained, ['context', 'vllm-pool', 'overhead'])
  }
  // Parameters times bytes is the figure of the weights, even where the least that everything takes is hardly more.
  if (gb * GiB < total.low * (1 - slack) || (near(perParameter, bits / 8) && gb * GiB < total.value))
    return {
      tone: 'tight',
      title: t('explain.claim.partly', { ours, said }),
      answer: t('explain.claim.weights', { ...sizes, rest: gib(total.value - weights.value + memory.weightsInRam), context }),
      related: ['kv-cache', 'overhead', 'weights'],
    }
  return {
    tone: 'fits',
    title: t('explain.claim.right', { ours }),
    answer: t('explain.claim.within', { ...sizes, context, users, low: gib(total.low), high: gib(total.high) }),
    related: ['range', 'context', 'weights'],
  }
}

const eightK = 8192

/** Whether it runs there, and how fast. */
function hardwareClaim(view: View, claim: Extract<Claim, { kind: 'speed' | 'runs' }>): Judgement {
  const { t, estimate } = view
  const option = estimate.options.find((one) => one.asked)
  if (option === undefined) return memoryClaim(view, 0)
  if (claim.kind === 'runs') return runsClaim(view, option)
  const gpu = optionName(option)
  const speed = option.decodeTokensPerSecond
  const roofline = significant(option.rooflineTokensPerSecond)
  const said = claim.low === claim.high ? `${claim.low}` : `${claim.low}–${claim.high}`
  if (speed === undefined) {
    const answer = t('explain.claim.notHeld', {
      need: gib(option.memory.total.value),
      ceiling: gib(option.memory.ceilingPerGpu * option.count),
    })
    return { ...runsClaim(view, option), answer }
  }
  const ours = t('explain.claim.oursSpeed', { subject: view.subject, gpu, speed: significant(speed.value) })
  const range = rateSpan(speed)
  const above = claim.high > option.rooflineTokensPerSecond
  const outside = above || claim.low > speed.high || claim.high < speed.low
  const key = above ? 'above' : claim.low > speed.high ? 'fast' : claim.high < speed.low ? 'slow' : 'agrees'
  return {
    tone: outside ? 'too-big' : 'fits',
    title: outside ? t('explain.claim.wrong', { ours, said }) : t('explain.claim.right', { ours }),
    answer: t(`explain.claim.${key}`, {
      gpu,
      range,
      roofline,
      bandwidth: significant(option.gpu.bandwidthGBps),
      bytes: significant(option.gpu.bandwidthGBps / option.rooflineTokensPerSecond),
    }),
    related: ['roofline', 'too-good-speed', 'batch'],
  }
}

function runsClaim({ t, subject }: View, option: Option): Judgement {
  const need = option.memory.total.value
  const ceiling = option.memory.ceilingPerGpu * option.count
  const key = option.verdict === 'no' ? 'runsNo' : option.verdict === 'tight' ? 'runsTight' : 'runsYes'
  return {
    tone: option.verdict === 'no' ? 'too-big' : option.verdict,
    title: t(`explain.claim.${key}`, {
      subject,
      gpu: option.count === 1 ? gpuName(option.gpu, option.memoryGb) : optionName(option),
      need: gib(need),
      ceiling: gib(ceiling),
    }),
    answer: t(option.verdict === 'no' ? 'explain.claim.short' : 'explain.claim.free', { gib: gibLeft(need, ceiling) }),
    related: ['verdict', 'int4', 'offload'],
  }
}
