import {
  benchLengths,
  benchRequests,
  canJoin,
  canSplit,
  dealsExperts,
  headAddress,
  isEmbedding,
  type Job,
  nodesOf,
  requestsOf,
  several,
  type Tool,
} from './launch-job.ts'
import { commandLine, type Flag } from './launch-shell.ts'
import { bringsCode, computedIn, repository } from './launch-weights.ts'

/** Of the card for weights and cache; its buffers come beside it. */
const usualShare = 0.88

const onLoading: ReadonlyMap<string, string> = new Map([['fp8', 'fp8']])

/** 16 bits are its `auto`. */
const cacheTypes: ReadonlyMap<string, string | undefined> = new Map([
  ['fp16', undefined],
  ['bf16', undefined],
  ['fp8', 'fp8_e4m3'],
])

function placeOf(nodes: number, rank: number): readonly Flag[] {
  if (nodes === 1) return []
  return [
    ['--nnodes', nodes],
    ['--node-rank', rank],
    ['--dist-init-addr', `${headAddress}:50000`],
  ]
}

/** Where a mixture's attention is repeated and its experts are dealt out, the tensor-parallel size counts all GPUs. */
function dividedFlags(job: Job): readonly Flag[] {
  const { tensorParallel, pipelineParallel, dataParallel } = job.option.layout
  const experts = dealsExperts(job)
  const together = experts ? tensorParallel * dataParallel : tensorParallel
  return [
    ['--tp-size', several(together)],
    ['--pp-size', several(pipelineParallel)],
    ['--dp-size', several(dataParallel)],
    ['--enable-dp-attention', experts && dataParallel > 1 ? true : undefined],
    ['--ep-size', experts ? several(together) : undefined],
  ]
}

/** Whole copies on several servers stand behind a router, which is another program. */
const isScattered = (job: Job) => nodesOf(job.option) > 1 && job.option.layout.dataParallel > 1 && !dealsExperts(job)

function launch(job: Job): readonly string[] {
  const { option, workload } = job
  const weights = repository(job, onLoading)
  const nodes = nodesOf(option)
  const kv = option.recipe.kv.name
  if (weights === undefined || !cacheTypes.has(kv) || !canJoin(job) || !canSplit(job) || isScattered(job)) return []
  const requests = requestsOf(job)
  const flags: readonly Flag[] = [
    ['--model-path', weights.id],
    ['--is-embedding', isEmbedding(job) ? true : undefined],
    ['--quantization', weights.quantization],
    ['--dtype', computedIn(job)],
    ['--trust-remote-code', bringsCode(job)],
    ['--context-length', workload.contextTokens],
    // Of all groups together.
    ['--max-running-requests', requests === undefined ? undefined : requests * option.layout.dataParallel],
    ['--kv-cache-dtype', cacheTypes.get(kv)],
    ...dividedFlags(job),
    ['--mem-fraction-static', option.pool?.utilization ?? usualShare],
  ]
  const server = ['python', '-m', 'sglang.launch_server']
  return Array.from({ length: nodes }, (_, rank) => commandLine(server, [...flags, ...placeOf(nodes, rank)]))
}

/** Asks the running server. Lengths are random up to those said, unless the range is closed. */
function check(job: Job): readonly string[] {
  const weights = repository(job, onLoading)
  if (weights === undefined || launch(job).length === 0 || isEmbedding(job)) return []
  const { input, output } = benchLengths(job)
  const flags: readonly Flag[] = [
    ['--backend', 'sglang'],
    ['--model', weights.id],
    ['--dataset-name', 'random'],
    ['--random-input-len', input],
    ['--random-output-len', output],
    ['--random-range-ratio', 1],
    ['--max-concurrency', job.workload.concurrency],
    ['--num-prompts', benchRequests(job)],
  ]
  return [commandLine(['python', '-m', 'sglang.bench_serving'], flags)]
}

export const sglang: Tool = { launch, check }
