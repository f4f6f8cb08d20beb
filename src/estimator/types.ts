import type { KvFormat, WeightFormat } from '../catalog/formats.ts'
import type { Runtime } from '../catalog/runtimes.ts'
import type { Gpu, Model } from '../catalog/types.ts'

/** Where a Quantity comes from, surest first. */
export type Basis = 'exact' | 'measured' | 'calibrated' | 'rule'

/** `low…high` should hold 80 % of real measurements. `why`: the formula with its numbers, made only when asked for. */
export interface Quantity {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly basis: Basis
  readonly why?: string
  /** Measurements behind it, and how many pairs of model and GPU they are of; 0: carried over from other hardware. */
  readonly restsOn?: { readonly rows: number; readonly groups: number }
}

/** A default taken because nothing was said, or a reading of something ambiguous. `because` names the reason; cards/ words it. */
export interface Assumption {
  readonly slot: 'model' | 'quant' | 'context' | 'concurrency' | 'kvQuant' | 'runtime' | 'prompt' | 'gpu' | 'memory'
  readonly value: string | number
  readonly because: string
}

/** One way to run the model: which weights under which runtime. A bare "int4" has several; each GPU takes the ones it can run. */
export interface Recipe {
  readonly format: WeightFormat
  readonly runtime: Runtime
  readonly kv: KvFormat
  /** Taken only where the first ones do not fit; no part of the headline's range. */
  readonly fallback?: true
}

/** A card asked for by name, or by memory alone. `count` null: every usual count is tried. */
export interface AskedCard {
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number | null
}

/** How far a typical architecture may be from the real model behind a bare "70b": bounds as factors of the central value. */
export interface Spread {
  readonly weights: readonly [low: number, high: number]
  readonly kvCache: readonly [low: number, high: number]
}

export interface Division {
  readonly tensor: number | null
  readonly pipeline: number | null
  readonly data: number | null
  readonly expert: number | null
}

/** One fully decided inference job. */
export interface Workload {
  readonly model: Model
  /** Set when the model is a typical architecture of a size, not a named one. */
  readonly spread?: Spread
  /** In order of preference; never empty. */
  readonly recipes: readonly [Recipe, ...Recipe[]]
  /** Prompt and output together, per user. */
  readonly contextTokens: number
  readonly promptTokens: number
  readonly outputTokens: number
  /** Tokens in a request's cache, on average, while its answer is made: what a speed is for. */
  readonly depthTokens: number
  /** Requests in flight at the same moment. */
  readonly concurrency: number
  /** What each of them is to get at least, while all are being answered. */
  readonly targetTokensPerSecond?: number
  /** How long each may wait for the first token, while the others are being answered. */
  readonly targetTtftSeconds?: number
  readonly asked: readonly AskedCard[]
  /** How the work was said to be divided over the GPUs of a candidate; a part that was not said is null. */
  readonly parallelism?: Division
  /** Share of each card a server was said to take, 0…1. */
  readonly utilization?: number
  /** System memory that was said to be beside the GPU, or to be all there is, GB. */
  readonly systemRamGb?: number
  /** No GPU is meant. */
  readonly cpuOnly?: true
  /** Where the asker most likely buys: what is sold only there is proposed too. */
  readonly market?: 'cn'
  readonly assumptions: readonly Assumption[]
}

export type Verdict = 'fits' | 'tight' | 'no'

/** Bytes. On one accelerator unless said otherwise. */
export interface Memory {
  readonly weights: Quantity
  readonly kvCache: Quantity
  /** Compute buffers: activations of the largest step, logits, sampler. */
  readonly activations: Quantity
  /** Driver context, runtime, graphs, communication. */
  readonly overhead: Quantity
  /** Part of the weights that stays in system RAM, bytes; not in `total`. */
  readonly weightsInRam: number
  readonly total: Quantity
}

/** Together they are the GPUs of a candidate. Data parallel: each group has requests of its own, and all weights but a mixture's experts. */
export interface Layout {
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly dataParallel: number
}

/** What a server that takes its memory at start makes of one GPU: what is needed is less than what it shows as used. */
export interface Pool {
  /** Requests each of its groups is started for: its default, or fewer where the warm-up of so many would not fit; all that were said. */
  readonly sequences: number
  /** Share of the card it is told to take, 0…1. */
  readonly utilization: number
  /** KV cache it has left after weights, its own peak and graphs: bytes on one GPU. */
  readonly bytes: Quantity
  /** Tokens of all requests together that the whole candidate holds, at the asked context. */
  readonly tokens: Quantity
  /** Captured graphs, bytes on one GPU: beside what it was told to take. */
  readonly graphs: number
  /** The least share that still holds the job, in steps of 0.01; null where even all of it does not. */
  readonly smallestUtilization: number | null
}

/** What a candidate lacks of what was asked for: room, speed for each, or an early first token. */
export type Shortfall = 'memory' | 'speed' | 'first-token'

/** Why nobody is told to use a set-up that holds the job, gravest first. */
export type Folly = 'oversized' | 'too-slow' | 'long-wait'

/** A reason worth a sentence beside a candidate. */
export type Caveat =
  | Folly
  | 'fp8-not-native'
  | 'fp4-not-native'
  | 'unsupported-format'
  | 'raise-limit'
  | 'slow'
  | 'multi-node'
  | 'no-price'
  | 'memory-mod'
  | 'export'
  | 'announced'

/** llama.cpp with the layers, or the experts, that the GPUs do not hold in system RAM. */
export interface Offload {
  readonly recipe: Recipe
  readonly layers: number
  /** Layers that are on the GPUs, experts apart; the head is there too where any is. */
  readonly gpuLayers: number
  /** A mixture: layers whose experts are in RAM. */
  readonly cpuMoeLayers?: number
  /** Its layers that have experts. */
  readonly moeLayers?: number
  /** Weights and cache on all GPUs together, bytes. */
  readonly gpuBytes: number
  /** Compute buffers and runtime on all GPUs together, bytes. */
  readonly bufferBytes: number
  /** Weights and cache in RAM, bytes. */
  readonly ramBytes: number
  /** RAM that was said, or else the smallest sold that holds it. */
  readonly ramGb: number
  readonly ramSaid: boolean
  readonly ramKind: 'desktop' | 'server'
  readonly fitsRam: boolean
  /** One user, while all of the workload's are busy. */
  readonly decodeTokensPerSecond: Quantity
  readonly prefillTokensPerSecond: Quantity
  readonly timeToFirstTokenSeconds: Quantity
  /** Until the first token of a prompt that fills the context. */
  readonly fullPromptSeconds: Quantity
}

/** What a remedy costs beside memory and speed. */
export type Catch = 'quality' | 'some-quality' | 'shorter' | 'slow' | 'slow-prompt' | 'smaller-model' | 'other-model' | 'mixture' | 'buy'

/** One thing that would work where what was asked does not. Memory on all its GPUs together, bytes. */
export interface Remedy {
  readonly kind: 'kv' | 'format' | 'context' | 'offload' | 'cards' | 'model'
  readonly gpu: Gpu
  readonly memoryGb: number
  readonly count: number
  readonly model: Model
  readonly recipe: Recipe
  readonly contextTokens: number
  readonly verdict: Verdict
  readonly bytes: number
  readonly ceilingBytes: number
  readonly ramBytes?: number
  readonly ramGb?: number
  readonly decodeTokensPerSecond?: Quantity
  readonly catches: readonly Catch[]
}

/** One candidate: so many of a GPU, laid out one way, under one recipe. Memory per GPU, speed and money for the whole. */
export interface Option {
  readonly gpu: Gpu
  readonly count: number
  /** GB of the variant, where several are sold. */
  readonly memoryGb: number
  readonly asked: boolean
  /** Why it is on the card's short list. */
  readonly role: 'asked' | 'cheapest' | 'desk' | 'workstation' | 'server' | 'mac' | 'fastest' | 'enough' | 'near-miss' | 'other'
  readonly recipe: Recipe
  readonly layout: Layout
  readonly verdict: Verdict
  /** Only where a target was said: what is missing; null where nothing is. */
  readonly shortfall?: Shortfall | null
  readonly caveats: readonly Caveat[]
  readonly memory: {
    readonly perGpu: Quantity
    /** What `perGpu` is made of, bytes on the fullest GPU. */
    readonly parts: {
      readonly weights: Quantity
      readonly kvCache: Quantity
      readonly activations: Quantity
      readonly overhead: Quantity
    }
    readonly total: Quantity
    /** What a monitor shows while it runs, whole candidate: a server fills its pool whatever the job needs. */
    readonly peak: Quantity
    readonly usablePerGpu: number
    /** How much of the usable may be filled before nothing starts: the runtime's own limit, or what must stay free. */
    readonly ceilingPerGpu: number
  }
  /** Servers only. */
  readonly pool?: Pool
  /** Free after everything, whole candidate, bytes; negative when short. */
  readonly headroomBytes: number
  /** Longest context one user can have at the asked concurrency; 0 when the weights alone do not fit. */
  readonly maxContext: number
  /** Users that fit at the asked context. */
  readonly maxConcurrency: number
  /** One stream, at the asked depth. Absent when it does not fit. */
  readonly decodeTokensPerSecond?: Quantity
  /** All streams at the asked concurrency. */
  readonly totalTokensPerSecond?: Quantity
  /** One of the streams at the asked concurrency, between its first token and its last. */
  readonly perUserTokensPerSecond?: Quantity
  /** All streams when as many requests are in flight as the memory holds. */
  readonly fullLoadTokensPerSecond?: Quantity
  readonly prefillTokensPerSecond?: Quantity
  /** In steady arrival: one prompt, while the other requests are being answered. */
  readonly timeToFirstTokenSeconds?: Quantity
  /** The last of all who ask at the same moment; absent for one user. */
  readonly timeToLastFirstTokenSeconds?: Quantity
  /** Until the first token of a prompt that fills the context, all else idle; absent where the context is short. */
  readonly fullPromptSeconds?: Quantity
  /** Memory-bandwidth bound of one stream, tokens/s: no real number is above it without speculative decoding. */
  readonly rooflineTokensPerSecond: number
  /** Asked for and too small: how it runs all the same, with the rest in RAM. */
  readonly offload?: Offload
  readonly usdPerHour?: Quantity
  readonly purchaseUsd?: Quantity
  readonly watts?: Quantity
  readonly usdPerMillionOutputTokens?: Quantity
  readonly usdPerMillionOutputTokensAtFullLoad?: Quantity
}

/** The least hardware of one kind that holds a job: so many cards of a label size. */
export interface Smallest {
  readonly recipe: Recipe
  readonly count: number
  /** GB on the label of each card. */
  readonly memoryGb: number
  readonly verdict: 'fits' | 'tight'
  /** Every single card of that label holds it, not only one. */
  readonly every: boolean
  /** Need of the whole set, bytes. */
  readonly bytes: number
}

export interface Estimate {
  readonly workload: Workload
  /** The first recipe's memory on one accelerator, ranges over all recipes: the asked-for one, where one was asked for. */
  readonly memory: Memory
  /** The same for every recipe: that of the asked-for accelerator first, then in the workload's order. */
  readonly byRecipe: readonly { readonly recipe: Recipe; readonly memory: Memory }[]
  /** KV cache of 8,192 further tokens for one user, bytes. */
  readonly bytesPer8kTokens: number
  /** KV cache of one further user at the asked context, bytes. */
  readonly bytesPerUser: number
  /** The smallest discrete cards in the whole catalog, by what was meant and then by each fallback: one card, or a few smaller ones. */
  readonly smallest: readonly Smallest[]
  /** The asked-for and the chosen ones, best first. With `all`, every candidate. */
  readonly options: readonly Option[]
  /** No GPU is meant: everything in RAM. */
  readonly withoutGpu?: Offload
  /** What would work instead of the first asked-for card, where that does not. */
  readonly remedies?: readonly Remedy[]
  readonly prices: { readonly asOf: string; readonly source: string }
}
