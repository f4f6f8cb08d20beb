import { isEmbedding, type Job, nodesOf, type Tool } from './launch-job.ts'
import { commandLine, type Flag } from './launch-shell.ts'
import { bringsCode, weightsName } from './launch-weights.ts'

/** TabbyAPI's folder of models. */
const folder = 'models'
/** The cache is taken in pages. */
const page = 256

const cacheModes: ReadonlyMap<string, string> = new Map([
  ['fp16', 'FP16'],
  ['bf16', 'FP16'],
  ['int8', 'Q8'],
  ['q8_0', 'Q8'],
  ['int4', 'Q4'],
  ['q4_0', 'Q4'],
])

function name(job: Job): string | undefined {
  const { format } = job.option.recipe
  if (nodesOf(job.option) > 1 || isEmbedding(job) || bringsCode(job)) return undefined
  if (format.family === 'exl2') return `${weightsName(job)}-${format.name}-exl2`
  return format.name === 'gptq-int4' ? `${weightsName(job)}-gptq-int4` : undefined
}

/** Run in TabbyAPI's folder; splits over the cards there are by itself. */
function launch(job: Job): readonly string[] {
  const { contextTokens, concurrency } = job.workload
  const [model, mode] = [name(job), cacheModes.get(job.option.recipe.kv.name)]
  if (model === undefined || mode === undefined) return []
  const flags: readonly Flag[] = [
    ['--model-dir', folder],
    ['--model-name', model],
    ['--backend', 'exllamav2'],
    ['--max-seq-len', contextTokens],
    ['--cache-size', Math.ceil((contextTokens * concurrency) / page) * page],
    ['--cache-mode', mode],
    ['--max-batch-size', concurrency],
  ]
  return [commandLine(['python', 'main.py'], flags)]
}

/** Run in ExLlamaV2's folder; its cache is in 16 bits, so a job that needs a smaller one is not measured. */
function check(job: Job): readonly string[] {
  const model = name(job)
  if (model === undefined || cacheModes.get(job.option.recipe.kv.name) !== 'FP16') return []
  const flags: readonly Flag[] = [
    ['-m', `${folder}/${model}`],
    ['-gs', 'auto'],
    ['-l', job.workload.contextTokens],
    ['-ps', true],
    ['-s', true],
  ]
  return [commandLine(['python', 'test_inference.py'], flags)]
}

export const exllamaV2: Tool = { launch, check }
