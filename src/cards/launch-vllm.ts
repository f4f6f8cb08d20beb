import {
  benchLengths,
  benchRequests,
  canJoin,
  canSplit,
  dealsExperts,
  groupsPerNode,
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

/** Its own default since 0.2x; 0.90 before. */
const usualUtilization = 0.92

const onLoading: ReadonlyMap<string, string> = new Map([
  ['fp8', 'fp8'],
  ['nf4', 'bitsandbytes'],
])

/** 16 bits are its `auto`. */
const cacheTypes: ReadonlyMap<string, string | undefined> = new Map([
  ['fp16', undefined],
  ['bf16', undefined],
  ['fp8', 'fp8'],
])

/**
 * Several servers are joined by rank; all but the first only compute. Groups with requests of their own are counted instead, so many to
 * a server. Undefined where a group of several would span servers.
 */
function placeOf(job: Job, nodes: number, rank: number): readonly Flag[] | undefined {
  if (nodes === 1) return []
  const headless: Flag = ['--headless', rank > 0 ? true : undefined]
  if (job.option.layout.dataParallel === 1) return [['--nnodes', nodes], ['--node-rank', rank], ['--master-addr', headAddress], headless]
  const groups = groupsPerNode(job)
  if (!Number.isInteger(groups)) return undefined
  return [
    ['--data-parallel-size-local', groups],
    ['--data-parallel-start-rank', rank > 0 ? rank * groups : undefined],
    ['--data-parallel-address', headAddress],
    headless,
  ]
}

function launch(job: Job): readonly string[] {
  const { option, workload } = job
  const weights = repository(job, onLoading)
  const nodes = nodesOf(option)
  const kv = option.recipe.kv.name
  if (weights === undefined || !cacheTypes.has(kv) || !canJoin(job) || !canSplit(job)) return []
  const { tensorParallel, pipelineParallel, dataParallel } = option.layout
  const flags: readonly Flag[] = [
    ['--runner', isEmbedding(job) ? 'pooling' : undefined],
    ['--quantization', weights.quantization],
    ['--dtype', computedIn(job)],
    ['--trust-remote-code', bringsCode(job)],
    ['--max-model-len', workload.contextTokens],
    ['--max-num-seqs', requestsOf(job)],
    ['--kv-cache-dtype', cacheTypes.get(kv)],
    ['--tensor-parallel-size', several(tensorParallel)],
    ['--pipeline-parallel-size', several(pipelineParallel)],
    ['--data-parallel-size', several(dataParallel)],
    ['--enable-expert-parallel', dealsExperts(job) ? true : undefined],
    ['--gpu-memory-utilization', option.pool?.utilization ?? usualUtilization],
  ]
  return Array.from({ length: nodes }, (_, rank) => placeOf(job, nodes, rank)).flatMap((place) =>
    place === undefined ? [] : [commandLine(['vllm', 'serve', weights.id], [...flags, ...place])],
  )
}

/** Asks the running server; its reply has the speed of each user and of all. */
function check(job: Job): readonly string[] {
  const weights = repository(job, onLoading)
  if (weights === undefined || launch(job).length === 0 || isEmbedding(job)) return []
  const { input, output } = benchLengths(job)
  const flags: readonly Flag[] = [
    ['--model', weights.id],
    ['--trust-remote-code', bringsCode(job)],
    ['--dataset-name', 'random'],
    ['--random-input-len', input],
    ['--random-output-len', output],
    ['--ignore-eos', true],
    ['--max-concurrency', job.workload.concurrency],
    ['--num-prompts', benchRequests(job)],
  ]
  return [commandLine(['vllm', 'bench', 'serve'], flags)]
}

export const vllm: Tool = { launch, check }
