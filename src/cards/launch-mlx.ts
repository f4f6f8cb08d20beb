import { benchLengths, isEmbedding, type Job, type Tool } from './launch-job.ts'
import { commandLine, type Flag } from './launch-shell.ts'
import { bringsCode, repository, weightsName } from './launch-weights.ts'

/** Requests it works on at once by itself. */
const usualConcurrency = 32

/** Conversions are published under one name for all models; undefined for weights MLX does not read, and for several Macs. */
function weightsOf(job: Job): string | undefined {
  const { format, kv } = job.option.recipe
  // The server keeps its cache in the weights' own 16 bits.
  if (job.option.count > 1 || isEmbedding(job) || (kv.name !== 'fp16' && kv.name !== 'bf16')) return undefined
  if (format.name.startsWith('mlx-')) return `mlx-community/${weightsName(job)}-${format.name.slice('mlx-'.length)}`
  return format.family === 'float' ? repository(job)?.id : undefined
}

/** Its cache grows with what is asked: a context need not be said. */
function launch(job: Job): readonly string[] {
  const model = weightsOf(job)
  const { concurrency } = job.workload
  if (model === undefined) return []
  const flags: readonly Flag[] = [
    ['--model', model],
    ['--trust-remote-code', bringsCode(job)],
    ['--decode-concurrency', concurrency > usualConcurrency ? concurrency : undefined],
  ]
  return [commandLine(['mlx_lm.server'], flags)]
}

function check(job: Job): readonly string[] {
  const model = weightsOf(job)
  if (model === undefined) return []
  const { input, output } = benchLengths(job)
  const flags: readonly Flag[] = [
    ['--model', model],
    ['--trust-remote-code', bringsCode(job)],
    ['--prompt-tokens', input],
    ['--generation-tokens', output],
    ['--batch-size', job.workload.concurrency],
  ]
  return [commandLine(['mlx_lm.benchmark'], flags)]
}

export const mlx: Tool = { launch, check }
