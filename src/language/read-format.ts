import type { Lexeme, Written } from './lexeme.ts'
import type { Problem } from './question.ts'
import { dynamicOfRate, ggufOfBits, kvFormats } from './words/formats.ts'

export interface ReadFormats {
  readonly quant: string | null
  readonly kvQuant: string | null
  readonly more: string[]
  readonly problems: Problem[]
}

/** The format of the weights, and of the KV cache where `kv` stands beside one ("kv q8_0", "fp8 kv cache"). */
export function readFormats(lexemes: readonly Lexeme[], written: Written): ReadFormats {
  const problems: Problem[] = []
  takeQuarters(lexemes)
  const kvQuant = readKv(lexemes, written, problems)
  takeRates(lexemes)
  const said: string[] = []
  for (const lexeme of lexemes) if (lexeme.tag === 'format' && !lexeme.used && !said.includes(lexeme.value)) said.push(lexeme.value)
  const [quant = null, ...more] = joined(said).map(inFile(lexemes))
  return { quant, kvQuant, more, problems }
}

/** "by q4": the fourth quarter. */
function takeQuarters(lexemes: readonly Lexeme[]): void {
  for (const [at, lexeme] of lexemes.entries()) {
    const before = lexemes[at - 1]
    if (lexeme.tag === 'format' && /^Q[1-4]$/.test(lexeme.value) && before?.tag === 'word' && before.value === 'deadline')
      lexeme.used = true
  }
}

/** "Q4@4.0": the rate of a type that was named says nothing more. */
function takeRates(lexemes: readonly Lexeme[]): void {
  for (const [at, lexeme] of lexemes.entries()) {
    const [sign, rate] = [lexemes[at + 1], lexemes[at + 2]]
    if (lexeme.tag === 'format' && sign?.tag === 'sign' && sign.value === '@' && rate?.tag === 'number' && rate.glued) rate.used = true
  }
}

/** What a word beside a format says of the file it is in: "4bit gguf", "1.58bit dynamic". */
function inFile(lexemes: readonly Lexeme[]): (format: string) => string {
  const has = (word: 'gguf' | 'dynamic') => lexemes.some((lexeme) => lexeme.tag === 'word' && lexeme.value === word)
  const [gguf, dynamic] = [has('gguf'), has('dynamic')]
  return (format) => (dynamic ? dynamicOfRate.get(format) : undefined) ?? (gguf ? ggufOfBits.get(format) : undefined) ?? format
}

/** What keys and values are stored in; llama.cpp takes a format for each. */
interface KvFormats {
  keys?: string | undefined
  values?: string | undefined
}

function readKv(lexemes: readonly Lexeme[], written: Written, problems: Problem[]): string | null {
  const said: KvFormats = {}
  for (let at = 0; at < lexemes.length; at++) {
    const word = lexemes[at]
    const side = word === undefined ? undefined : sideOf(word, written, said)
    if (word === undefined || side === undefined) continue
    const behind = formatNear(lexemes, at, 1)
    const format = behind ?? formatNear(lexemes, at, -1)
    if (format === undefined) continue
    const kv = kvFormats.get(format.value)
    if (kv === undefined) {
      // "q4_k_m kv cache" speaks of weights and then of the cache; "kv q2_k" of nothing a cache can be. "cache" alone may be another one.
      if (
        behind === undefined ||
        (word.tag === 'word' && word.value === 'noise') ||
        !isAlone(lexemes.slice(at + 1, lexemes.indexOf(behind)))
      )
        continue
      behind.used = true
      problems.push({ slot: 'quant', text: written(word, behind) })
      continue
    }
    format.used = true
    const other = side === 'kv' ? otherOfPair(lexemes, lexemes.indexOf(format), behind === undefined ? -1 : 1) : kv
    const [keys, values] = behind === undefined ? [other, kv] : [kv, other]
    if (side !== 'kv-values') said.keys ??= keys
    if (side !== 'kv-keys') said.values ??= values
  }
  return kvName(said)
}

/** The second of "kv q8_0/f16", the first of "q8_0/f16 kv cache"; the format itself where it stands alone. */
function otherOfPair(lexemes: readonly Lexeme[], at: number, step: 1 | -1): string | undefined {
  const [format, sign, other] = [lexemes[at], lexemes[at + step], lexemes[at + 2 * step]]
  const own = format?.tag === 'format' ? kvFormats.get(format.value) : undefined
  if (sign?.tag !== 'sign' || sign.value !== '/' || other?.tag !== 'format' || other.used) return own
  const kv = kvFormats.get(other.value)
  if (kv === undefined) return own
  other.used = true
  return kv
}

/** "q8_0", or "q8_0/fp16": keys, then values. A side nobody spoke of keeps 16 bits, as llama.cpp has it. */
function kvName({ keys, values }: KvFormats): string | null {
  if (keys === undefined && values === undefined) return null
  return keys === values ? (keys ?? null) : `${keys ?? 'fp16'}/${values ?? 'fp16'}`
}

function isAlone(between: readonly Lexeme[]): boolean {
  return between.every((lexeme) => lexeme.tag === 'sign' || (lexeme.tag === 'word' && lexeme.value === 'at'))
}

/** Whose format a word speaks of: of both, of keys, of values; "v" alone does behind that of the keys ("kv k=q8_0 v=f16"). */
function sideOf(lexeme: Lexeme, written: Written, said: KvFormats): 'kv' | 'kv-keys' | 'kv-values' | undefined {
  if (lexeme.tag === 'concept') return lexeme.value === 'kv-cache' ? 'kv' : undefined
  if (lexeme.tag !== 'word') return undefined
  if (lexeme.value === 'kv' || lexeme.value === 'kv-keys' || lexeme.value === 'kv-values') return lexeme.value
  if (lexeme.value !== 'noise') return undefined
  // "with q8 cache": of all caches only that of keys and values has a format.
  if (caches.has(written(lexeme))) return 'kv'
  return said.keys !== undefined && said.values === undefined && written(lexeme) === 'v' ? 'kv-values' : undefined
}

const caches: ReadonlySet<string> = new Set(['cache', '缓存'])

/** "kv cache in fp8", "set the kv cache to q8_0", kv用fp8. */
const kvLinks: ReadonlySet<string> = new Set(['of', 'noise', 'at', 'to', 'on', 'in'])

function formatNear(lexemes: readonly Lexeme[], at: number, step: 1 | -1) {
  for (let i = at + step; i >= 0 && Math.abs(i - at) <= 3; i += step) {
    const lexeme = lexemes[i]
    if (lexeme?.tag === 'format') return lexeme.used || (step < 0 && i !== at - 1) ? undefined : lexeme
    const link =
      lexeme?.tag === 'sign'
        ? '=:-'.includes(lexeme.value)
        : (lexeme?.tag === 'word' || lexeme?.tag === 'measure') && kvLinks.has(lexeme.value)
    if (!link) return undefined
  }
  return undefined
}

const bitsOfMethod: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'gptq',
    new Map([
      ['int4', 'gptq-int4'],
      ['int8', 'gptq-int8'],
      ['int3', 'gptq-int3'],
      ['Q4', 'gptq-int4'],
    ]),
  ],
  [
    'awq-int4',
    new Map([
      ['int4', 'awq-int4'],
      ['Q4', 'awq-int4'],
    ]),
  ],
])

/** "gptq 4bit" is one format said in two words; so is "exl2 at 4.65 bits per weight". */
function joined(said: readonly string[]): string[] {
  for (const method of said) {
    const bits = said.find((other) => (method === 'exl2' ? other.endsWith('bpw') : bitsOfMethod.get(method)?.has(other)))
    if (bits === undefined) continue
    const whole = method === 'exl2' ? bits : (bitsOfMethod.get(method)?.get(bits) ?? method)
    const rest = said.filter((other) => other !== method && other !== bits)
    return said.indexOf(method) === 0 || said.indexOf(bits) === 0 ? [whole, ...rest] : [...rest, whole]
  }
  return [...said]
}
