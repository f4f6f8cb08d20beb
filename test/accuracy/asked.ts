import { number, type Row } from './measured.ts'

/** Formats as tables write them → as a user would say them. Empty: the source does not say. */
const formats: ReadonlyMap<string, string> = new Map([
  ['unstated', ''],
  ['ollama-default', ''],
  ['ollama-mlx-default', 'mlx-4bit'],
  ['4bit-gguf-unstated', 'Q4_K_M'],
  ['bnb-int8-or-4bit', 'int8'],
  ['2bit-ternary', 'TQ2_0'],
])

const runtimes: ReadonlyMap<string, string> = new Map([
  ['llama.cpp/ollama', 'llama.cpp'],
  ['lmstudio', 'llama.cpp'],
  ['litgpt', 'transformers'],
  ['exllama', 'exllamav2'],
  ['vllm-metal', 'mlx'],
])

/** Files of weights are asked about under the runtime that reads them. */
const readers: ReadonlyMap<string, string> = new Map([
  ['gguf', 'llama.cpp'],
  ['safetensors', 'vllm'],
  ['safetensors-in-vllm', 'vllm'],
])

const spoken = (value: string, words: ReadonlyMap<string, string>) => words.get(value) ?? value

/** Tables name parts of a machine "unstated" or describe them: a memory size can still be said. */
function hardware(row: Row): string {
  const gpu = row.gpu ?? ''
  const count = number(row, 'gpu_count') ?? 1
  const size = /(\d+)(?:gb|gib)/.exec(gpu)?.[1]
  if (gpu.includes('unstated') || gpu.startsWith('ascend')) return size === undefined ? '' : `on ${count}x ${size}GB`
  return gpu === '' ? '' : `on ${count}x ${gpu}`
}

/** `tp8-attn_dp1-moe_tp8-moe_ep1`, `tp2-pp2`, `dep8` → `tp8`, `tp2 pp2`, `dp8 ep8`. */
function division(text: string): string {
  const together = /^dep(\d+)$/.exec(text)?.[1]
  if (together !== undefined) return `dp${together} ep${together}`
  const named = [...text.matchAll(/(?:^|[-_])(tp|pp|dp|ep)(\d+)/g)].filter(([part]) => !part.startsWith('_') || part.startsWith('_ep'))
  return named.flatMap(([, kind, size]) => (Number(size) > 1 ? [`${kind}${size}`] : [])).join(' ')
}

/** Lengths of the data sets MLPerf serves: mean prompt and output tokens (MLCommons inference rules and data set pages). */
const mlperf: readonly (readonly [model: string, lengths: string])[] = [
  ['gpt-j', '900 in 80 out'],
  ['llama-2-70b', '290 in 294 out'],
  ['llama-3.1-8b', '800 in 73 out'],
  ['deepseek-r1', '800 in 3880 out'],
  ['mixtral', '500 in 145 out'],
  ['llama-3.1-405b', '9400 in 680 out'],
]

/** Of a chat data set (ShareGPT): mean prompt and output. */
const chat = '220 in 200 out'
/** A prompt of a line or two. */
const shortPrompt = 64
/** What a table leaves out of one reply's length. */
const someOutput = 128

function lengths(row: Row): string {
  const prompt = number(row, 'prompt_tokens')
  const output = number(row, 'output_tokens')
  const window = number(row, 'context_tokens')
  if (row.metric?.startsWith('mlperf')) return mlperf.find(([model]) => row.model?.startsWith(model))?.[1] ?? chat
  if (row.metric === 'total_in_plus_out_maxload') return chat
  // llama-bench: so many tokens are in the cache before the first is made.
  if (/kyuz0|ggml-org|lhl/.test(row.source ?? '') && number(row, 'concurrency') === 1)
    return `${window || 1} in ${output || someOutput} out`
  const said: string[] = []
  if (window !== undefined && window > (prompt ?? 0) + (output ?? 0)) said.push(`${window} context`)
  if (prompt !== undefined || output !== undefined)
    said.push(`${Math.max(1, prompt ?? shortPrompt)} in ${Math.max(1, output ?? someOutput)} out`)
  else if (row.conditions?.includes('short prompt') || row.metric === 'single_stream_decode')
    said.push(`${shortPrompt} in ${2 * someOutput} out`)
  return said.join(' ')
}

function named(row: Row, knows: (text: string) => boolean): string {
  const model = row.model ?? ''
  if (knows(model)) return model
  const active = number(row, 'active_params_b')
  return `${model} ${number(row, 'params_b')}b${active === undefined ? '' : `-a${active}b`}`
}

const kvTypes = /fp8|q8_0|q5_1|q5_0|q4_1|q4_0/

function kvFormat(row: Row): string {
  const [keys, values] = [row.kv_dtype_k, row.kv_dtype_v]
  if (keys && values && keys !== values) return `kv ${keys}/${values}`
  const kind = kvTypes.exec(keys || row.kv_dtype || '')?.[0]
  return kind === undefined ? '' : `kv ${kind}`
}

/** A measured row as somebody would type it. `knows` tells whether a name needs its size beside it. */
export function asked(row: Row, knows: (text: string) => boolean): string {
  const runtime = readers.get(row.format ?? '') ?? spoken(row.runtime ?? '', runtimes)
  const streams = number(row, 'n_seq') ?? number(row, 'concurrency') ?? 1
  const maxload = /maxload|mlperf/.test(row.metric ?? '')
  const window = number(row, 'context_tokens')
  const isCache = row.metric?.includes('_kv_') === true
  const shards = number(row, 'gpu_count_shards')
  const words = [
    named(row, knows),
    row.metric?.startsWith('mlperf') && row.quant === 'unstated' ? 'fp8' : spoken(row.quant ?? '', formats),
    kvFormat(row),
    isCache
      ? window === undefined
        ? ''
        : `${Math.round(window / (number(row, 'n_seq') ?? 1))} context`
      : 'gpu' in row
        ? lengths(row)
        : '',
    streams > 1 && !maxload ? `x${streams}` : '',
    runtime === 'mlx' || row.quant !== 'ollama-mlx-default' ? runtime : 'mlx',
    division(row.parallelism ?? ''),
    number(row, 'gpu_memory_utilization') === undefined ? '' : `utilization ${row.gpu_memory_utilization}`,
    shards === undefined ? hardware(row) : shards > 1 ? `tp${shards} on ${shards}x h100-sxm` : '',
  ]
  return words.filter((word) => word !== '').join(' ')
}
