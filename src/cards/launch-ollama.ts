import type { WeightFormat } from '../catalog/formats.ts'
import { isEmbedding, type Job, nodesOf, type Tool } from './launch-job.ts'
import { commandLine, type Flag } from './launch-shell.ts'
import { ggufName, isNamed, unknownRepository } from './launch-weights.ts'

/** What the library holds of these models beside its default (ollama.com/library). */
const libraryFormats: ReadonlyMap<string, string> = new Map([
  ['Q4_K_M', 'q4_K_M'],
  ['Q8_0', 'q8_0'],
  ['F16', 'fp16'],
])

const sizes = (owner: string, family: string, tag: string, suffix: string, names: readonly string[]): (readonly [string, string])[] =>
  names.map((size) => [`${owner}/${family}-${size}`, `${tag}:${size.replace('-it', '').toLowerCase()}${suffix}`])

/** Tags without their format, by repository. */
const library: ReadonlyMap<string, string> = new Map([
  ...sizes('meta-llama', 'Llama-3.1', 'llama3.1', '-instruct', ['8B', '70B', '405B']),
  ...sizes('meta-llama', 'Llama-3.2', 'llama3.2', '-instruct', ['1B', '3B']),
  ['meta-llama/Llama-3.3-70B-Instruct', 'llama3.3:70b-instruct'],
  ...sizes('Qwen', 'Qwen2.5', 'qwen2.5', '-instruct', ['0.5B', '1.5B', '3B', '7B', '14B', '32B', '72B']),
  ...sizes('Qwen', 'Qwen2.5-Coder', 'qwen2.5-coder', '-instruct', ['0.5B', '1.5B', '3B', '7B', '14B', '32B']),
  ...sizes('Qwen', 'Qwen3', 'qwen3', '', ['0.6B', '1.7B', '4B', '8B', '14B', '32B', '30B-A3B', '235B-A22B']),
  ...sizes('google', 'gemma-2', 'gemma2', '-instruct', ['2b', '9b', '27b']),
  ...sizes('google', 'gemma-3', 'gemma3', '-it', ['1b-it', '4b-it', '12b-it', '27b-it']),
  ...sizes('deepseek-ai', 'DeepSeek-R1-Distill-Qwen', 'deepseek-r1', '-qwen-distill', ['1.5B', '7B', '14B', '32B']),
  ...sizes('deepseek-ai', 'DeepSeek-R1-Distill-Llama', 'deepseek-r1', '-llama-distill', ['8B', '70B']),
  ['microsoft/phi-4', 'phi4:14b'],
])

/** Published in four bits, and kept as published. */
const asPublished: ReadonlyMap<string, string> = new Map([
  ['openai/gpt-oss-20b', 'gpt-oss:20b'],
  ['openai/gpt-oss-120b', 'gpt-oss:120b'],
])

const cacheTypes: ReadonlyMap<string, string | undefined> = new Map([
  ['fp16', undefined],
  ['int8', 'q8_0'],
  ['q8_0', 'q8_0'],
  ['int4', 'q4_0'],
  ['q4_0', 'q4_0'],
])

/** The library's tag where it has one, else a file of Hugging Face. */
function tagOf(job: Job, format: WeightFormat): string | undefined {
  const { id } = job.workload.model
  const gguf = ggufName(format)
  if (gguf === undefined) return undefined
  const named = isNamed(job.workload)
  const whole = named && gguf === 'MXFP4' ? asPublished.get(id) : undefined
  if (whole !== undefined) return whole
  const [tag, kept] = [named ? library.get(id) : undefined, libraryFormats.get(gguf)]
  return tag !== undefined && kept !== undefined ? `${tag}-${kept}` : `hf.co/${unknownRepository(job, 'GGUF')}:${gguf}`
}

/** Undefined where Ollama cannot: several servers, a cache it does not have, embeddings. */
function tagFor(job: Job): string | undefined {
  const { recipe } = job.option
  if (nodesOf(job.option) > 1 || isEmbedding(job) || !cacheTypes.has(recipe.kv.name)) return undefined
  return tagOf(job, recipe.format)
}

/** Context, users and cache are the server's to know, not the client's: it is started with them first. */
function launch(job: Job): readonly string[] {
  const tag = tagFor(job)
  if (tag === undefined) return []
  const { option, workload } = job
  const cache = cacheTypes.get(option.recipe.kv.name)
  const settings: readonly Flag[] = [
    ['OLLAMA_CONTEXT_LENGTH', workload.contextTokens],
    ['OLLAMA_NUM_PARALLEL', workload.concurrency],
    ['OLLAMA_SCHED_SPREAD', option.count > 1 ? 1 : undefined],
    ['OLLAMA_FLASH_ATTENTION', 1],
    ['OLLAMA_KV_CACHE_TYPE', cache],
  ]
  return [commandLine(['ollama', 'serve'], [], settings), commandLine(['ollama', 'run', tag])]
}

/** Prints the rates after each answer. */
function check(job: Job): readonly string[] {
  const tag = tagFor(job)
  return tag === undefined ? [] : [commandLine(['ollama', 'run', tag], [['--verbose', true]])]
}

export const ollama: Tool = { launch, check }
