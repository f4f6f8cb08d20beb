import { formatByName, kvFormatByName, nativeFormat, type WeightFormat } from '../catalog/formats.ts'
import { isRuntime, type Runtime, runtimeFamily } from '../catalog/runtimes.ts'
import type { Model } from '../catalog/types.ts'
import { UserError } from '../errors.ts'
import type { Assumption, Recipe } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'

/** `fallback`: only for hardware the ways before it do not reach. */
type Way = readonly [format: string, runtime: Runtime, fallback?: true]

/**
 * What stands for a format named loosely, in order of preference on a desktop; data-centre cards prefer the servers' way.
 * A bare "int4" is Q4_K_M on a desk and AWQ on a server; "fp8" falls back to 8-bit GGUF where no server runs.
 */
const waysOf: ReadonlyMap<string, readonly Way[]> = new Map<string, readonly Way[]>([
  [
    'fp32',
    [
      ['fp32', 'vllm'],
      ['fp32', 'llama.cpp', true],
    ],
  ],
  [
    'fp16',
    [
      ['fp16', 'vllm'],
      ['fp16', 'llama.cpp', true],
    ],
  ],
  [
    'bf16',
    [
      ['bf16', 'vllm'],
      // The same size on cards that cannot compute in bf16.
      ['fp16', 'vllm', true],
      ['bf16', 'llama.cpp', true],
    ],
  ],
  [
    'fp8',
    [
      ['fp8', 'vllm'],
      ['Q8_0', 'llama.cpp', true],
    ],
  ],
  [
    'int8',
    [
      ['int8', 'vllm'],
      ['Q8_0', 'llama.cpp', true],
    ],
  ],
  [
    'int4',
    [
      ['Q4_K_M', 'llama.cpp'],
      ['awq-int4', 'vllm'],
    ],
  ],
  [
    'int3',
    [
      ['Q3_K_M', 'llama.cpp'],
      ['gptq-int3', 'vllm'],
    ],
  ],
  ['int2', [['Q2_K', 'llama.cpp']]],
  ['Q8', [['Q8_0', 'llama.cpp']]],
  ['Q6', [['Q6_K', 'llama.cpp']]],
  ['Q5', [['Q5_K_M', 'llama.cpp']]],
  ['Q4', [['Q4_K_M', 'llama.cpp']]],
  ['Q3', [['Q3_K_M', 'llama.cpp']]],
  ['Q2', [['Q2_K', 'llama.cpp']]],
  ['awq', [['awq-int4', 'vllm']]],
  [
    'gptq',
    [
      ['gptq-int4', 'vllm'],
      ['gptq-int4', 'exllamav2', true],
    ],
  ],
  ['exl2', [['4.65bpw', 'exllamav2']]],
  ['nf4', [['nf4', 'transformers']]],
  [
    'mxfp4',
    [
      ['MXFP4', 'llama.cpp'],
      ['mxfp4', 'vllm'],
    ],
  ],
])

/** What is taken below the published format: the usual GGUF files, largest first, and on servers what their runtimes read. */
const desktopLadder: readonly Way[] = [
  ['Q8_0', 'llama.cpp'],
  ['Q6_K', 'llama.cpp'],
  ['Q5_K_M', 'llama.cpp'],
  ['Q4_K_M', 'llama.cpp'],
]
const serverLadder: readonly Way[] = [
  ['fp8', 'vllm'],
  ['awq-int4', 'vllm'],
]

/** Bits: the ladders end at four, and what was published in four has nothing below it. */
const lowestEnd = 5

function formatNamed(name: string): WeightFormat {
  const format = formatByName(name)
  if (format === undefined)
    throw new UserError('unknown-format', { said: name, suggestions: ['Q4_K_M', 'Q8_0', 'awq-int4', 'fp8', 'fp16'] })
  return format
}

/** Who reads a kind of file that only one runtime reads; the rest is the servers'. */
function defaultRuntime(format: WeightFormat): Runtime {
  if (format.name.startsWith('mlx-')) return 'mlx'
  if (format.name.startsWith('nf4')) return 'transformers'
  switch (format.family) {
    case 'gguf':
      return 'llama.cpp'
    case 'exl2':
      return 'exllamav2'
    default:
      return 'vllm'
  }
}

/** The ways a said format may be run. int4 of a model published in it (Kimi K2 Thinking, gpt-oss) is the published file. */
function saidWays(quant: string, model: Model): readonly Way[] {
  if (quant === 'int4' && model.dtype === 'int4')
    return [
      ['int4', 'vllm'],
      ['Q4_K_M', 'llama.cpp', true],
    ]
  if (quant === 'int4' && model.dtype === 'mxfp4') return waysOf.get('mxfp4') ?? []
  const ways = waysOf.get(quant === 'gptq-int4' ? 'gptq' : quant)
  if (ways !== undefined) return ways
  const format = formatNamed(quant)
  return [[format.name, defaultRuntime(format)]]
}

/** Published weights first; those in 32 bits are loaded in 16 by every server that is not told otherwise. */
function nativeWays(model: Model): readonly Way[] {
  if (model.dtype === 'fp32') return waysOf.get('fp16') ?? []
  if (model.dtype === 'int4') return saidWays('int4', model)
  return waysOf.get(model.dtype) ?? [[nativeFormat(model.dtype).name, 'vllm']]
}

/** The runtime that was named, for each format it can read; a file kind it cannot read becomes the nearest it can. */
function underRuntime(ways: readonly Way[], runtime: Runtime): Way[] {
  const family = runtimeFamily(runtime)
  const same = ways.filter(([, usual]) => runtimeFamily(usual) === family)
  const isOnly = same.every(([, , fallback]) => fallback)
  if (same.length > 0)
    return same.map(([format, , fallback]): Way => (fallback && !isOnly ? [format, runtime, fallback] : [format, runtime]))
  const first = formatNamed(ways[0]?.[0] ?? 'bf16')
  const nearest = (four: string, eight: string, more: string) => (first.nominalBits < 6 ? four : first.nominalBits < 12 ? eight : more)
  if (family === 'mlx') return [[nearest('mlx-4bit', 'mlx-8bit', 'bf16'), runtime]]
  if (family === 'exllama') return [[nearest('4.65bpw', '8bpw', '8bpw'), runtime]]
  if (family === 'llama.cpp' && first.family !== 'gguf') return [[nearest('Q4_K_M', 'Q8_0', first.name), runtime]]
  return [[first.name, runtime]]
}

/** What is taken where the published weights do not fit and no format was said, by the runtime that was named. */
function ladderOf(runtime: Runtime | undefined, hasHardware: boolean): readonly Way[] {
  if (runtime === undefined) return hasHardware ? [...desktopLadder, ...serverLadder] : desktopLadder.slice(-1)
  switch (runtimeFamily(runtime)) {
    case 'llama.cpp':
      return hasHardware ? desktopLadder : desktopLadder.slice(-1)
    case 'server':
      return serverLadder
    case 'mlx':
      return [
        ['mlx-8bit', 'mlx'],
        ['mlx-4bit', 'mlx'],
      ]
    case 'exllama':
      return [
        ['6bpw', 'exllamav2'],
        ['4.65bpw', 'exllamav2'],
      ]
    case 'eager':
      return [['nf4', 'transformers']]
  }
}

/** A tag of Ollama without a type is Q4_K_M, and so is what a CPU is fast enough for; what was published in four bits stays so. */
function unsaidWays(model: Model, runtime: Runtime | undefined, onCpu: boolean): readonly Way[] {
  return (runtime === 'ollama' || onCpu) && model.dtype !== 'mxfp4' ? [['Q4_K_M', runtime ?? 'llama.cpp']] : nativeWays(model)
}

/** llama-server's default number of slots: more requests at once are a server's work. */
const mostSlots = 4

/** A bare "int4" for many users means first what a server runs. */
function servedFirst(ways: readonly Way[], users: number): readonly Way[] {
  if (users <= mostSlots) return ways
  const isServed = ([, usual, fallback]: Way) => !fallback && runtimeFamily(usual) === 'server'
  return [...ways.filter(isServed), ...ways.filter((way) => !isServed(way))]
}

export interface Resolved {
  readonly recipes: readonly [Recipe, ...Recipe[]]
  readonly assumptions: readonly Assumption[]
}

function kvNamed(name: string): Recipe['kv'] {
  const format = kvFormatByName(name)
  if (format === undefined) throw new UserError('unknown-format', { said: name, suggestions: ['fp16', 'fp8', 'q8_0', 'q4_0'] })
  return format
}

/** As it was said; else 16 bits, but for TensorRT-LLM's fp8 and fp4 checkpoints, which ask for a cache in fp8 (ModelOpt's recipes). */
function kvOf(question: Question, runtime: Runtime, format: WeightFormat): Recipe['kv'] {
  const comesWithFp8 = runtime === 'tensorrt-llm' && (format.family === 'fp8' || format.family === 'fp4')
  return kvNamed(question.kvQuant ?? (comesWithFp8 ? 'fp8' : 'fp16'))
}

/** Why a format was taken that nobody said. */
function reasonOf(format: WeightFormat, model: Model, isRuntimes: boolean): string {
  if (isRuntimes) return 'not-said'
  if (format.name === 'fp16' && model.dtype === 'fp32') return 'loaded-in-16-bits'
  // A GGUF file of the published bits is written in capitals.
  return format.name.toLowerCase() === nativeFormat(model.dtype).name.toLowerCase() ? 'native-format' : 'not-said'
}

/** Which weights under which runtimes; says so where the format was not said or stands for several. */
export function resolveRecipes(question: Question, model: Model, hasHardware: boolean): Resolved {
  const made = (name: string, usual: Runtime): Recipe => {
    const format = formatNamed(name)
    return { format, runtime: usual, kv: kvOf(question, usual, format) }
  }
  const onCpu = question.device === 'cpu' && !hasHardware
  const named = question.runtime !== null && isRuntime(question.runtime) ? question.runtime : undefined
  // Of the runtimes known here it is the one for CPUs, and the one that keeps keys and values in unlike formats.
  const isMixedCache = question.kvQuant?.includes('/') === true
  const runtime = named ?? (onCpu || isMixedCache ? 'llama.cpp' : undefined)
  const said = question.quant
  const meant = said === null ? unsaidWays(model, runtime, onCpu) : saidWays(said, model)
  const ways = runtime === undefined ? servedFirst(meant, question.concurrency ?? question.batch ?? 1) : underRuntime(meant, runtime)
  const isLowest = nativeFormat(model.dtype).nominalBits < lowestEnd
  const below = said === null && runtime !== 'ollama' && !isLowest ? ladderOf(runtime, hasHardware) : []
  const names = new Set(ways.filter(([, , fallback]) => !fallback).map(([format]) => format))
  const recipes = [
    ...ways.map(([format, usual, fallback]): Recipe => ({ ...made(format, usual), ...(fallback && { fallback }) })),
    ...below
      .filter(([format]) => !names.has(format))
      .map(([format, usual]): Recipe => ({ ...made(format, runtime ?? usual), fallback: true })),
  ]
  const [first, ...rest] = recipes
  if (first === undefined) throw new UserError('unknown-format', { said: said ?? '' })
  const assumptions: Assumption[] = []
  if (said === null)
    assumptions.push({ slot: 'quant', value: first.format.name, because: reasonOf(first.format, model, runtime === 'ollama' || onCpu) })
  else if (names.size > 1 || !names.has(said))
    assumptions.push({ slot: 'quant', value: [...names].join(' / '), because: `stands-for:${said}` })
  if (question.kvQuant === null) assumptions.push({ slot: 'kvQuant', value: first.kv.name, because: 'not-said' })
  return { recipes: [first, ...rest], assumptions }
}
