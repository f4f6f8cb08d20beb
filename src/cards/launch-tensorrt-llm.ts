import {
  benchLengths,
  benchRequests,
  canSplit,
  dealsExperts,
  isEmbedding,
  type Job,
  nodesOf,
  requestsOf,
  several,
  type Tool,
} from './launch-job.ts'
import { commandLine, type Flag } from './launch-shell.ts'
import { bringsCode, repository } from './launch-weights.ts'

/** Of what weights and buffers leave free; its own default. */
const freeShare = 0.9
const promptsFile = 'prompts.jsonl'

/**
 * The published weights, or a placeholder; undefined where its command line has no way to say what the job needs: several servers
 * (MPI starts those), data parallelism and a cache in 8 bits (a configuration file), 32 bits, embeddings.
 */
function weightsOf(job: Job): string | undefined {
  const { recipe, layout } = job.option
  const plain = (recipe.kv.name === 'fp16' || recipe.kv.name === 'bf16') && layout.dataParallel === 1 && canSplit(job)
  if (!plain || nodesOf(job.option) > 1 || isEmbedding(job) || recipe.format.name === 'fp32' || recipe.format.name === 'nf4')
    return undefined
  return repository(job)?.id
}

function launch(job: Job): readonly string[] {
  const id = weightsOf(job)
  if (id === undefined) return []
  const { tensorParallel, pipelineParallel } = job.option.layout
  const flags: readonly Flag[] = [
    ['--tp_size', several(tensorParallel)],
    ['--pp_size', several(pipelineParallel)],
    ['--ep_size', dealsExperts(job) ? several(tensorParallel) : undefined],
    ['--max_seq_len', job.workload.contextTokens],
    ['--max_batch_size', requestsOf(job)],
    ['--kv_cache_free_gpu_memory_fraction', freeShare],
    ['--trust_remote_code', bringsCode(job)],
  ]
  return [commandLine(['trtllm-serve', id], flags)]
}

/** First the prompts, then the run: it loads the model by itself. */
function check(job: Job): readonly string[] {
  const id = weightsOf(job)
  if (id === undefined) return []
  const { tensorParallel, pipelineParallel } = job.option.layout
  const { input, output } = benchLengths(job)
  const bench = ['trtllm-bench', '--model', id]
  const prompts: readonly Flag[] = [
    ['--num-requests', benchRequests(job)],
    ['--input-mean', input],
    ['--input-stdev', 0],
    ['--output-mean', output],
    ['--output-stdev', 0],
  ]
  const run: readonly Flag[] = [
    ['--dataset', promptsFile],
    ['--tp', several(tensorParallel)],
    ['--pp', several(pipelineParallel)],
    ['--ep', dealsExperts(job) ? several(tensorParallel) : undefined],
    ['--concurrency', job.workload.concurrency],
    ['--kv_cache_free_gpu_mem_fraction', freeShare],
    ['--streaming', true],
  ]
  return [
    commandLine([...bench, 'prepare-dataset', '--output', promptsFile, 'token-norm-dist'], prompts),
    commandLine([...bench, 'throughput'], run),
  ]
}

export const tensorRtLlm: Tool = { launch, check }
