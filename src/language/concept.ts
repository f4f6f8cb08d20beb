import type { Lexeme } from './lexeme.ts'
import type { Question } from './question.ts'

const concepts: ReadonlySet<string> = new Set(
  (
    'params params-vs-tokens params-to-memory quantization quant-quality gguf-quant-names bpw gptq-vs-awq number-formats kv-cache context-memory gqa concurrency ' +
    'vram-vs-ram moe-active-params memory-bandwidth-bound training-vs-inference-memory lora-vs-qlora qlora zero pipeline-parallel vllm-preallocation tokens-to-bytes estimation-formula ' +
    'flops params-from-architecture prefill speculative-decoding tpu gib offload hardware-roles cloud-or-own'
  ).split(' '),
)

/** The concept of a shorthand, "explain kv-cache", and where its name ends. `text` normalised. */
export function namedConcept(text: string): { readonly concept: string; readonly end: number } | undefined {
  const verb = text.startsWith('explain ') ? 'explain ' : text.startsWith('解释 ') ? '解释 ' : undefined
  if (verb === undefined) return undefined
  const space = text.indexOf(' ', verb.length)
  const end = space < 0 ? text.length : space
  const concept = text.slice(verb.length, end)
  return concepts.has(concept) ? { concept, end } : undefined
}

/** What is known of a text when its concept is looked for. */
interface Heard {
  readonly question: Question
  has(tag: Lexeme['tag'], value?: string): boolean
  readonly formats: readonly string[]
  readonly methods: readonly string[]
}

const parallel = ['tensor', 'pipeline', 'data', 'expert']
const floats = new Set(['fp32', 'fp16', 'bf16', 'fp8', 'int8'])

/** What an explanation is asked of, first match first. Derived from what stands together; a lone term names itself. */
const derived: readonly (readonly [concept: string, test: (heard: Heard) => boolean])[] = [
  ['flops', (heard) => heard.has('concept', 'flops')],
  ['hardware-roles', (heard) => heard.has('concept', 'hardware-roles')],
  ['gptq-vs-awq', ({ formats }) => formats.some((name) => name.startsWith('gptq')) && formats.some((name) => name.startsWith('awq'))],
  ['lora-vs-qlora', ({ methods }) => methods.includes('lora') && methods.includes('qlora')],
  [
    'vram-vs-ram',
    (heard) =>
      heard.has('concept', 'vram-vs-ram') ||
      (heard.has('word', 'ram') &&
        heard.has('cue', 'memory') &&
        (heard.has('cue', 'or') || ['why', 'ask', 'versus', 'define'].some((cue) => heard.has('cue', cue)))),
  ],
  [
    'vllm-preallocation',
    (heard) => heard.question.runtime === 'vllm' && (heard.has('word', 'used') || heard.has('concept', 'vllm-preallocation')),
  ],
  [
    'bpw',
    (heard) =>
      heard.has('concept', 'bpw') ||
      (heard.formats.some((name) => name === 'exl2' || name.endsWith('bpw')) && heard.question.paramsB === null),
  ],
  [
    'quant-quality',
    (heard) =>
      heard.has('concept', 'quant-quality') || ((heard.has('cue', 'taste') || heard.has('word', 'gap')) && heard.formats.length > 0),
  ],
  ['number-formats', ({ formats }) => formats.filter((name) => floats.has(name)).length >= 2],
  ['gguf-quant-names', ({ formats }) => formats.some((name) => /^(UD-)?I?[QT]Q?\d/.test(name))],
  [
    'training-vs-inference-memory',
    (heard) => heard.has('cue', 'train') && (heard.has('cue', 'inference') || heard.has('concept', 'kv-cache')),
  ],
  ['qlora', ({ methods }) => methods.includes('qlora')],
  [
    'memory-bandwidth-bound',
    (heard) => heard.has('concept', 'memory-bandwidth-bound') || (heard.has('cue', 'why') && heard.has('cue', 'spec')),
  ],
  ['gqa', (heard) => heard.has('concept', 'gqa')],
  ['moe-active-params', (heard) => heard.question.activeParamsB !== null],
  ['kv-cache', (heard) => heard.has('concept', 'kv-cache') || heard.has('word', 'kv')],
  ['params-to-memory', (heard) => heard.has('concept', 'params-to-memory') || isParamsToMemory(heard)],
  [
    'params-vs-tokens',
    (heard) => heard.has('concept', 'params-vs-tokens') || (heard.has('measure', 'tokens') && heard.has('measure', 'parameters')),
  ],
  [
    'context-memory',
    (heard) => heard.has('measure', 'context') || heard.has('measure', 'max-context') || heard.has('measure', 'whole-context'),
  ],
  ['concurrency', (heard) => heard.has('measure', 'users')],
  ['zero', (heard) => heard.has('measure', 'zero') || heard.has('concept', 'zero')],
  ['vllm-preallocation', (heard) => heard.has('measure', 'utilization')],
  ['pipeline-parallel', (heard) => parallel.some((part) => heard.has('measure', part))],
]

/** 7B为什么是14G, "vram of 1B params": a size, and what it becomes. */
function isParamsToMemory(heard: Heard): boolean {
  const { paramsB, memoryGb, model } = heard.question
  if (paramsB === null && heard.has('cue', 'formula') && heard.has('cue', 'memory') && heard.has('measure', 'parameters')) return true
  if (paramsB === null || model !== null) return false
  return (
    memoryGb !== null ||
    ((heard.has('cue', 'memory') || heard.has('measure', 'parameters')) && (heard.has('cue', 'formula') || paramsB === 1))
  )
}

const last: readonly (readonly [concept: string, test: (heard: Heard) => boolean])[] = [
  ['training-vs-inference-memory', ({ methods }) => methods.includes('full')],
  ['number-formats', ({ formats }) => formats.some((name) => floats.has(name))],
  ['gptq-vs-awq', ({ formats }) => formats.some((name) => name.startsWith('gptq') || name.startsWith('awq'))],
  ['quantization', ({ formats }) => formats.length > 0],
  ['gguf-quant-names', (heard) => heard.has('word', 'gguf')],
  ['tokens-to-bytes', (heard) => heard.has('measure', 'tokens') && heard.question.paramsB === null],
  ['estimation-formula', (heard) => heard.has('cue', 'formula')],
  ['params', (heard) => heard.question.paramsB !== null || heard.has('measure', 'parameters')],
]

export function conceptOf(lexemes: readonly Lexeme[], question: Question): string | null {
  const heard = hear(lexemes, question)
  for (const [concept, test] of derived) if (test(heard)) return concept
  const named = lexemes.find((lexeme) => lexeme.tag === 'concept')
  if (named?.tag === 'concept') return named.value
  for (const [concept, test] of last) if (test(heard)) return concept
  return null
}

function hear(lexemes: readonly Lexeme[], question: Question): Heard {
  return {
    question,
    has: (tag, value) =>
      lexemes.some((lexeme) => lexeme.tag === tag && (value === undefined || ('value' in lexeme && lexeme.value === value))),
    formats: lexemes.flatMap((lexeme) => (lexeme.tag === 'format' ? [lexeme.value] : [])),
    methods: lexemes.flatMap((lexeme) => (lexeme.tag === 'method' ? [lexeme.value] : [])),
  }
}
