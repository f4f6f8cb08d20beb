import { type SpeedClass, speedClass } from '../../../src/estimator/calibration.ts'
import { askedPlacements } from '../../../src/estimator/candidates.ts'
import type { Placement } from '../../../src/estimator/place.ts'
import { type Plan, planOf } from '../../../src/estimator/plan.ts'
import { prefillSeconds } from '../../../src/estimator/prompt.ts'
import { fullLoadOf, streamTokensPerSecond, throughput } from '../../../src/estimator/serving.ts'
import { crossesSlowLink, stepSeconds } from '../../../src/estimator/step.ts'
import { parse } from '../../../src/language/parse.ts'
import { resolve } from '../../../src/resolve/resolve.ts'
import { withStrangers } from '../../../src/resolve/strangers.ts'
import { questionOf } from '../answers.ts'
import { number, type Row } from '../measured.ts'
import { isPromptRate, longPrompt } from '../metrics.ts'

/** A measured speed, and what the estimator makes of the same job under any calibration. */
export interface Run {
  /** Model and GPU. */
  readonly group: string
  readonly runtime: string
  readonly hardware: SpeedClass
  readonly kind: 'dense' | 'moe'
  /** Tokens/s. */
  readonly measured: number
  readonly placement: Placement
  predict(placement: Placement): number
}

const now = { now: new Date(0), zone: 'UTC' }

/** Where a row's question is put, as the estimator puts it; undefined where the model is one that nobody knows. */
function placed(row: Row): Placement | undefined {
  try {
    const question = withStrangers(parse(questionOf(row), now))
    // A typical model of a size would teach what it does not resemble.
    if (question.model === null) return undefined
    const workload = resolve(question)
    const [asked] = workload.asked
    if (asked === undefined) return undefined
    const [first, ...rest] = workload.recipes
    const plans: [Plan, ...Plan[]] = [planOf(workload, first), ...rest.map((recipe) => planOf(workload, recipe))]
    return askedPlacements(plans, asked)[0]
  } catch {
    return undefined
  }
}

function run(placement: Placement, runtime: string, measured: number, predict: Run['predict']): Run {
  const { plan, gpu } = placement
  return {
    group: `${plan.workload.model.id} on ${gpu.id}`,
    runtime,
    hardware: speedClass(gpu),
    kind: plan.moe ? 'moe' : 'dense',
    measured,
    placement,
    predict,
  }
}

const tokensOf = ({ plan }: Placement) => plan.workload.promptTokens

const fullLoad = (placement: Placement) => fullLoadOf(placement).rate

/** How each serving table's figure is predicted, all GPUs together. */
const servingOf = new Map<string, { readonly perGpu?: true; readonly of: (placement: Placement) => number }>([
  ['output_per_gpu_batched', { perGpu: true, of: (placement) => throughput(placement, placement.plan.workload.concurrency) }],
  ['total_output_concurrent', { of: (placement) => throughput(placement, placement.plan.workload.concurrency) }],
  ['total_output_maxload', { of: fullLoad }],
  ['output_per_gpu_maxload', { perGpu: true, of: fullLoad }],
  ['mlperf_offline', { of: fullLoad }],
])

export interface Runs {
  readonly decode: readonly Run[]
  readonly prefill: readonly Run[]
  readonly serving: readonly Run[]
}

/** The runs of a measured table that each fit rests on. */
export function runsOf(rows: readonly Row[]): Runs {
  const decode: Run[] = []
  const prefill: Run[] = []
  const serving: Run[] = []
  for (const row of rows) {
    const speed = number(row, 'decode_tok_s')
    const rate = number(row, 'prefill_tok_s')
    const placement = placed(row)
    if (placement === undefined) continue
    const { family, recipe } = placement.plan
    // Over PCIe it is the link that is measured, and every generation of software does better.
    if (row.metric === 'single_stream_decode' && speed && !crossesSlowLink(placement))
      decode.push(run(placement, family, speed, (on) => 1 / stepSeconds(on, 1)))
    if (row.metric === 'per_stream_tpot_at_concurrency' && speed)
      decode.push(run(placement, family, speed, (on) => streamTokensPerSecond(on, on.plan.workload.concurrency)))
    if (rate && isPromptRate(row)) prefill.push(run(placement, family, rate, (on) => tokensOf(on) / prefillSeconds(on, tokensOf(on))))
    const first = number(row, 'ttft_ms')
    if (row.metric === 'first_token_latency' && first && tokensOf(placement) >= longPrompt)
      prefill.push(run(placement, family, tokensOf(placement) / (first / 1000), (on) => tokensOf(on) / prefillSeconds(on, tokensOf(on))))
    const table = servingOf.get(row.metric ?? '')
    if (table === undefined || speed === undefined || family !== 'server') continue
    const parts = table.perGpu ? placement.count : 1
    // SGLang's schedule is vLLM's; TensorRT-LLM compiles its own.
    serving.push(run(placement, recipe.runtime === 'tensorrt-llm' ? 'tensorrt-llm' : 'vllm', speed, (on) => table.of(on) / parts))
  }
  return { decode, prefill, serving }
}
