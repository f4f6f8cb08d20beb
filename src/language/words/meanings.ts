/** What a word or phrase can mean to the readers. The tables beside this file are the grammar's vocabulary. */
export type Measure =
  | 'context'
  | 'max-context'
  | 'tokens'
  | 'prompt'
  | 'output'
  | 'in'
  | 'out'
  | 'users'
  | 'people'
  | 'batch'
  | 'cards'
  | 'nodes'
  | 'sets'
  | 'rank'
  | 'tensor'
  | 'pipeline'
  | 'data'
  | 'expert'
  | 'utilization'
  | 'zero'
  | 'speed'
  | 'ttft'
  | 'usd'
  | 'cny'
  | 'eur'
  | 'gbp'
  | 'jpy'
  | 'inr'
  | 'krw'
  | 'aud'
  | 'cad'
  | 'hkd'
  | 'twd'
  | 'chf'
  | 'sequences'
  | 'whole-context'
  | 'duration'
  | 'seconds'
  | 'milliseconds'
  | 'parameters'
  | 'epochs'
  | 'other'

/** Signs of what is asked, weighed together by `intent.ts`. */
export type Cue =
  | 'inference'
  | 'need'
  | 'finetune'
  | 'train'
  | 'tuned'
  | 'pretrain'
  | 'which-model'
  | 'models'
  | 'how-big'
  | 'versus'
  | 'or'
  | 'faster'
  | 'which-one'
  | 'spec'
  | 'memory'
  | 'price'
  | 'rent'
  | 'cheap'
  | 'per-hour'
  | 'per-million'
  | 'api'
  | 'own'
  | 'ask'
  | 'define'
  | 'why'
  | 'formula'
  | 'question'
  | 'fit'
  | 'speed'
  | 'report'
  | 'aspect'
  | 'taste'
  | 'which'
  | 'what-can'
  | 'trend'
  | 'how-long'
  | 'llm'
  | 'llms'

export type Meaning =
  | { readonly tag: 'measure'; readonly value: Measure }
  | { readonly tag: 'format'; readonly value: string }
  | { readonly tag: 'cue'; readonly value: Cue }
  | { readonly tag: 'intent'; readonly value: string }
  | { readonly tag: 'runtime'; readonly value: string }
  | { readonly tag: 'method'; readonly value: 'full' | 'lora' | 'qlora' }
  | { readonly tag: 'optimizer'; readonly value: string }
  | { readonly tag: 'checkpointing'; readonly value: 'on' | 'off' }
  | { readonly tag: 'concept'; readonly value: string }
  | { readonly tag: 'count'; readonly value: number }
  | { readonly tag: 'device'; readonly value: 'mac' | 'laptop' | 'cpu' }
  | { readonly tag: 'model'; readonly value: string }
  | { readonly tag: 'word'; readonly value: Word }
  | { readonly tag: 'off'; readonly value: string }
  /** A machine of which the catalog has no figures. */
  | { readonly tag: 'unlisted'; readonly value: string }

/** Small words some reader looks for. `noise` is understood and means nothing. */
export type Word =
  | 'noise'
  | 'and'
  | 'kv'
  | 'kv-keys'
  | 'kv-values'
  | 'vram'
  | 'ram'
  | 'total'
  | 'each'
  | 'at'
  | 'least'
  | 'under'
  | 'budget'
  | 'about'
  | 'not'
  | 'on'
  | 'of'
  | 'to'
  | 'with'
  | 'per'
  | 'times'
  | 'series'
  | 'maker'
  | 'how-many'
  | 'deadline'
  | 'got'
  | 'measure-word'
  | 'full-blooded'
  | 'instead'
  | 'finish'
  | 'used'
  | 'doubt'
  | 'active'
  | 'gguf'
  | 'dynamic'
  | 'gap'
  | 'machine'
  | 'disk'
  | 'mere'

export type Table<Value> = readonly (readonly [value: Value, phrases: string])[]

/** A table row: phrases separated by commas. */
export function rows<Value>(table: Table<Value>): (readonly [Value, string])[] {
  return table.flatMap(([value, phrases]) => phrases.split(',').map((phrase) => [value, phrase.trim()] as const))
}
