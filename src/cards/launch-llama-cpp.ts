import { kvParts } from '../catalog/formats.ts'
import { isEmbedding, type Job, nodesOf, several, type Tool } from './launch-job.ts'
import { commandLine, type Flag } from './launch-shell.ts'
import { ggufFile } from './launch-weights.ts'

/** More than any model has: every layer. */
const allLayers = 999
/** Sequences one context can hold: LLAMA_MAX_SEQ. */
const mostSlots = 256
const mostTokens = 2 ** 31 - 1
/** Tokens written at each depth: enough for a steady figure. */
const measuredTokens = 128

/** The cache types by what they are asked as; an 8-bit or 4-bit cache is a block type here. */
const cacheTypes: ReadonlyMap<string, string | undefined> = new Map([
  ['fp16', undefined],
  ['bf16', 'bf16'],
  ['fp32', 'f32'],
  ['int8', 'q8_0'],
  ['q8_0', 'q8_0'],
  ['q5_1', 'q5_1'],
  ['q5_0', 'q5_0'],
  ['q4_1', 'q4_1'],
  ['q4_0', 'q4_0'],
  ['int4', 'q4_0'],
])

/** What server and benchmark are told alike; undefined where the job is not llama.cpp's: several servers, or a cache it does not have. */
function placed({ option, offload }: Job): readonly Flag[] | undefined {
  const [keys, values] = kvParts(option.recipe.kv.name)
  if (!cacheTypes.has(keys) || !cacheTypes.has(values) || nodesOf(option) > 1) return undefined
  return [
    ['-ngl', offload?.gpuLayers ?? allLayers],
    ['-ncmoe', offload?.cpuMoeLayers],
    ['-fa', 'on'],
    ['-sm', option.count > 1 ? 'layer' : undefined],
    ['-ctk', cacheTypes.get(keys)],
    ['-ctv', cacheTypes.get(values)],
  ]
}

/** llama-server shares `-c` out among its slots; without `-np` it takes several, each with a state of its own. */
function launch(job: Job): readonly string[] {
  const { contextTokens, concurrency } = job.workload
  const [file, flags] = [ggufFile(job), placed(job)]
  if (file === undefined || flags === undefined || concurrency > mostSlots || contextTokens * concurrency > mostTokens) return []
  const asked: readonly Flag[] = [
    ['-m', file],
    ['-c', contextTokens * concurrency],
    ['-np', concurrency],
    ['--embedding', isEmbedding(job) ? true : undefined],
  ]
  return [commandLine(['llama-server'], [...asked, ...flags])]
}

/** One user with an empty cache and with the one the speed is for; then all users at once. */
function check(job: Job): readonly string[] {
  const { promptTokens, outputTokens, depthTokens, concurrency } = job.workload
  const [file, flags] = [ggufFile(job), placed(job)]
  if (file === undefined || flags === undefined || launch(job).length === 0 || isEmbedding(job)) return []
  const alone: readonly Flag[] = [
    ['-m', file],
    ['-p', promptTokens],
    ['-n', Math.min(measuredTokens, outputTokens)],
    ['-d', `0,${depthTokens}`],
  ]
  const together: readonly Flag[] = [
    ['-m', file],
    ['-c', (promptTokens + outputTokens) * concurrency],
    ['-npp', promptTokens],
    ['-ntg', outputTokens],
    ['-npl', concurrency],
  ]
  const lines = [commandLine(['llama-bench'], [...alone, ...flags])]
  return several(concurrency) === undefined ? lines : [...lines, commandLine(['llama-batched-bench'], [...together, ...flags])]
}

export const llamaCpp: Tool = { launch, check }
