import type { Estimate, Option, Quantity } from '../../src/estimator/types.ts'
import { number, type Row } from './measured.ts'

/** One figure of a row and where the answer has it. `measured` in the answer's own unit: bytes, tokens, tokens/s, seconds. */
export interface Figure {
  readonly metric: string
  readonly measured: number
  predicted(estimate: Estimate, option: Option | undefined): Quantity | undefined
}

const MiB = 2 ** 20
const GiB = 2 ** 30
const GB = 1e9

const scaled = (quantity: Quantity | undefined, factor: number): Quantity | undefined =>
  quantity && { ...quantity, value: quantity.value * factor, low: quantity.low * factor, high: quantity.high * factor }

/** `measured` is not in every row: a figure only where it is. */
function figure(metric: string, measured: number | undefined, predicted: Figure['predicted']): Figure[] {
  return measured === undefined || measured <= 0 ? [] : [{ metric, measured, predicted }]
}

export function weightFigures(row: Row): Figure[] {
  const metric = row.format === 'gguf' ? 'weights, GGUF' : 'weights, quantised safetensors'
  const shards = number(row, 'gpu_count_shards') ?? 1
  const gib = number(row, 'weights_gib')
  return figure(metric, gib === undefined ? undefined : gib * GiB, (estimate, option) =>
    shards > 1 ? option?.memory.parts.weights : estimate.byRecipe[0]?.memory.weights,
  )
}

export function cacheFigures(row: Row): Figure[] {
  const mib = (column: string) => {
    const value = number(row, column)
    return value === undefined ? undefined : value * MiB
  }
  if (row.metric === 'llamacpp_kv_size')
    return [
      ...figure('KV cache', mib('kv_total_mib'), (estimate) => estimate.memory.kvCache),
      ...figure('compute buffer', mib('compute_buffer_mib'), (estimate, option) =>
        scaled(option?.memory.parts.activations ?? estimate.memory.activations, option?.count ?? 1),
      ),
    ]
  const gib = number(row, 'kv_avail_gib_per_gpu')
  const load = number(row, 'model_load_gib_per_gpu')
  return [
    ...figure('weights, quantised safetensors', load === undefined ? undefined : load * GiB, (estimate, option) =>
      option === undefined
        ? scaled(estimate.byRecipe[0]?.memory.weights, 1 / (number(row, 'gpu_count') ?? 1))
        : option.memory.parts.weights,
    ),
    ...figure('KV pool of a server', gib === undefined ? undefined : gib * GiB, (_, option) => option?.pool?.bytes),
    ...figure('tokens in the pool', number(row, 'kv_tokens'), (_, option) => option?.pool?.tokens),
  ]
}

/** What each kind of speed table measures, of all GPUs together. Those of the second kind print the share of one GPU. */
const servingMetrics = new Map<string, { readonly perGpu?: true; readonly of: (option: Option) => Quantity | undefined }>([
  ['total_decode_batched', { of: (option) => scaled(option.perUserTokensPerSecond, 1) }],
  ['total_output_batched', { of: (option) => option.totalTokensPerSecond }],
  ['output_per_gpu_batched', { perGpu: true, of: (option) => option.totalTokensPerSecond }],
  ['total_output_concurrent', { of: (option) => option.totalTokensPerSecond }],
  ['total_output_maxload', { of: (option) => option.fullLoadTokensPerSecond }],
  ['output_per_gpu_maxload', { perGpu: true, of: (option) => option.fullLoadTokensPerSecond }],
  ['mlperf_offline', { of: (option) => option.fullLoadTokensPerSecond }],
  ['mlperf_server', { of: (option) => option.fullLoadTokensPerSecond }],
  ['per_stream_tpot_at_concurrency', { of: (option) => option.perUserTokensPerSecond }],
])

function servingFigures(row: Row, value: number | undefined): Figure[] {
  const metric = row.metric ?? ''
  if (metric === 'total_in_plus_out_maxload')
    return figure('serving throughput', value, ({ workload: { promptTokens, outputTokens } }, option) =>
      scaled(option?.fullLoadTokensPerSecond, (promptTokens + outputTokens) / outputTokens),
    )
  const kind = servingMetrics.get(metric)
  if (kind === undefined) return []
  const streams = metric === 'total_decode_batched' ? (number(row, 'concurrency') ?? 1) : 1
  return figure('serving throughput', value, (_, option) =>
    option === undefined ? undefined : scaled(kind.of(option), streams / (kind.perGpu ? option.count : 1)),
  )
}

/** Memory as a monitor shows it. A server's tables give one card of several; a desktop runtime's the sum. */
function peakFigure(row: Row): Figure[] {
  const gb = number(row, 'peak_vram_gb')
  return figure('peak memory', gb === undefined ? undefined : gb * GB, (_, option) =>
    option === undefined ? undefined : scaled(option.memory.peak, option.pool === undefined ? 1 : 1 / option.count),
  )
}

/** Tokens that fill the matrix units. */
export const longPrompt = 256

/** Of a prompt long enough to fill the matrix units, evaluated from an empty cache: tables of depths print the rate at the depth. */
export function isPromptRate(row: Row): boolean {
  const atDepth = /kyuz0|ggml-org|lhl/.test(row.source ?? '') && (number(row, 'context_tokens') ?? 0) > 0
  return !atDepth && (number(row, 'prompt_tokens') ?? 0) >= longPrompt
}

export function speedFigures(row: Row): Figure[] {
  const speed = number(row, 'decode_tok_s')
  const ttft = number(row, 'ttft_ms')
  return [
    ...(row.metric === 'single_stream_decode'
      ? figure('single-stream decode', speed, (_, option) => option?.decodeTokensPerSecond)
      : servingFigures(row, speed)),
    ...figure('prefill', isPromptRate(row) ? number(row, 'prefill_tok_s') : undefined, (_, option) => option?.prefillTokensPerSecond),
    ...(row.metric === 'first_token_latency'
      ? figure('first token', ttft === undefined ? undefined : ttft / 1000, (_, option) => option?.timeToFirstTokenSeconds)
      : []),
    ...peakFigure(row),
  ]
}
