import { isEmbedding, type Job, nodesOf, type Tool } from './launch-job.ts'
import { commandLine, type Flag } from './launch-shell.ts'
import { bringsCode, computedIn, repository } from './launch-weights.ts'

const onLoading: ReadonlyMap<string, string> = new Map([['nf4', 'bnb-4bit']])

/** Places the model on the cards there are by itself, and lets the cache grow with what is asked. */
function launch(job: Job): readonly string[] {
  const { recipe } = job.option
  const weights = repository(job, onLoading)
  if (weights === undefined || nodesOf(job.option) > 1 || isEmbedding(job)) return []
  if (recipe.kv.name !== 'fp16' && recipe.kv.name !== 'bf16') return []
  const flags: readonly Flag[] = [
    ['--force-model', weights.id],
    ['--quantization', weights.quantization],
    ['--dtype', computedIn(job)],
    ['--trust-remote-code', bringsCode(job)],
    ['--continuous-batching', job.workload.concurrency > 1 ? true : undefined],
  ]
  return [commandLine(['transformers', 'serve'], flags)]
}

/** It brings no benchmark, and answers too few fields of others' for theirs. */
export const transformers: Tool = { launch, check: () => [] }
