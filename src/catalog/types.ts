/**
 * The nouns of the catalog: what a GPU, a model and a price are. Facts only; the arithmetic over them is the estimator's.
 * Rows live in `models/*.json`, `gpus/*.json` and `prices/*.json`, one row a line, each with its source.
 */
import type { Money, Rates } from './currencies.ts'
import type { OfferFilter, PriceChange, PriceOffer, PriceOrigin, RentalKind } from './offers.ts'

/** Who makes the accelerator. */
type Vendor = 'nvidia' | 'amd' | 'apple' | 'intel' | 'google' | 'aws' | 'huawei'

/** What kind of machine it sits in. Decides efficiency, what keeps part of the memory, and who is shown by default. */
type GpuClass = 'consumer' | 'laptop' | 'workstation' | 'datacenter' | 'apple' | 'edge' | 'tpu' | 'npu'

type LinkKind = 'nvlink' | 'infinityfabric' | 'pcie' | 'ici' | 'none'

export interface Gpu {
  readonly id: string
  readonly name: string
  /** Lower-case spellings people type. Unique over the whole catalog. */
  readonly aliases: readonly string[]
  readonly vendor: Vendor
  readonly class: GpuClass
  readonly architecture: string
  /** YYYY-MM. */
  readonly released?: string
  /** As marketed, per accelerator; the largest option where several are sold. */
  readonly memoryGb: number
  /** Every size sold (Apple, Strix Halo), ascending. */
  readonly memoryOptionsGb?: readonly number[]
  /** What the driver reports (nvidia-smi's total), GiB. Absent: see memory.ts. */
  readonly visibleGib?: number
  /** Share of unified memory the GPU may use by default. */
  readonly usableFraction?: number
  readonly memoryType?: string
  /** Peak, GB/s (10^9 bytes). */
  readonly bandwidthGBps: number
  /** Dense peaks, TFLOPS or TOPS; never the 2:1-sparse figure; fp16 with fp32 accumulation. */
  readonly tflops: {
    readonly fp32?: number
    readonly fp16?: number
    readonly bf16?: number
    readonly fp8?: number
    readonly int8?: number
    readonly fp4?: number
  }
  readonly tdpWatts?: number
  /** Scale-up link; GBps is both directions added, per accelerator. */
  readonly link: { readonly kind: LinkKind; readonly GBps?: number }
  readonly pcie?: string
  /** Accelerators in one usual server, or in one NVLink/ICI domain of a rack. */
  readonly gpusPerNode?: number
  readonly launchUsd?: number
  /** NVIDIA only. */
  readonly computeCapability?: number
  /** Why it is never proposed unless named: memory mod, export variant, or announced and not yet sold. */
  readonly availability?: 'modded' | 'export' | 'announced'
  readonly source: string
  readonly note?: string
}

/** How published weights are stored. */
export type NativeDtype = 'fp32' | 'fp16' | 'bf16' | 'fp8' | 'mxfp4' | 'int4'

type Modality = 'text' | 'vision' | 'embedding'

/**
 * What mixes tokens in a layer. Widths are elements, not bytes.
 * The cache a mixer keeps follows from these fields alone (see estimator/kv-cache.ts).
 */
export type Mixer =
  | {
      readonly kind: 'attention'
      readonly heads: number
      readonly kvHeads: number
      readonly headDim: number
      /** When values are narrower or wider than keys. 0: the key is the value too, projected and cached once (DeepSeek V4). */
      readonly valueHeadDim?: number
      /** Rank of the query's low-rank projection; absent: projected directly. */
      readonly queryRank?: number
      /** Low-rank output projection by groups of heads (DeepSeek V4). */
      readonly output?: { readonly groups: number; readonly rank: number }
      /** Sliding window, tokens. Absent: every token is kept. */
      readonly window?: number
      /** llama.cpp keeps every token all the same (Mistral 7B v0.1, Phi-3 mini). */
      readonly windowServersOnly?: true
      /** Chunked attention (Llama 4): at most one chunk is kept. */
      readonly chunk?: number
      /** Reuses another layer's keys and values: caches nothing. */
      readonly sharesCache?: true
      /** With `sharesCache`: the checkpoint holds the unused projections of K and V all the same (Gemma 3n, Gemma 4). */
      readonly storesKeyValue?: true
      /** The projections of K and V are stored once (Gemma 4 global layers); the cache still holds both. */
      readonly keyIsValue?: true
      /** The query projection also makes an output gate (Qwen3-Next and later). */
      readonly gated?: true
      /** Attends to image tokens: the cache does not grow with text. */
      readonly cross?: true
      /** Cache entries besides the window: one of `width` values per `every` tokens (DeepSeek V4), indexer keys included. */
      readonly compressed?: { readonly every: number; readonly width: number }
      readonly bias?: 'qkv' | 'all'
    }
  | {
      readonly kind: 'mla'
      readonly heads: number
      /** Rank of the query's low-rank projection; absent: projected directly. */
      readonly queryRank?: number
      readonly kvRank: number
      readonly ropeDim: number
      readonly nopeDim: number
      readonly valueDim: number
      /** Sparse-attention indexer: its key cache is `dim` values per layer and token, or per `every` tokens. */
      readonly indexer?: { readonly heads: number; readonly dim: number; readonly every?: number }
    }
  | {
      /** Gated DeltaNet and KDA: a matrix state per value head. */
      readonly kind: 'deltanet' | 'kda'
      readonly keyHeads: number
      readonly valueHeads: number
      readonly keyDim: number
      readonly valueDim: number
      readonly conv: number
    }
  | {
      readonly kind: 'mamba' | 'mamba2'
      readonly inner: number
      readonly state: number
      readonly conv: number
      /** Mamba 1: rank of the step projection. */
      readonly dtRank?: number
      /** Mamba 2. */
      readonly heads?: number
      readonly groups?: number
    }
  | { readonly kind: 'conv'; readonly kernel: number }
  | { readonly kind: 'linear'; readonly heads: number; readonly headDim: number }
  | { readonly kind: 'rwkv'; readonly headDim: number; readonly version: 4 | 5 | 6 }
  | { readonly kind: 'none' }

/** The feed-forward part of a layer. `gated` (SwiGLU, GeGLU: three matrices) unless said otherwise. */
export type Mlp =
  | { readonly kind: 'dense'; readonly width: number; readonly plain?: true; readonly bias?: true }
  | {
      readonly kind: 'moe'
      readonly experts: number
      readonly perToken: number
      readonly width: number
      /** Total width of the always-on experts. */
      readonly sharedWidth?: number
      /** A dense MLP that runs beside the experts in the same layer. */
      readonly denseWidth?: number
      /** Experts work in a narrower latent space of this width. */
      readonly latent?: number
      readonly plain?: true
    }
  | { readonly kind: 'none' }

/** `count` equal layers in a row or interleaved: order does not matter to memory or speed. */
export interface Block {
  readonly count: number
  readonly mixer: Mixer
  readonly mlp: Mlp
  /** Norms and other vectors of one layer, elements, where it is not one norm of width `hidden` per mixer and MLP. Biases named above come on top. */
  readonly small?: number
  /** Rows, each `hidden` wide, of matrices of one layer that no field describes: head gates, compressors, per-layer embedding gates. */
  readonly otherRows?: number
}

/** What the estimator needs to know of a model: a stack of blocks between an embedding and an output head. */
export interface Architecture {
  readonly hidden: number
  readonly vocab: number
  readonly tiedEmbeddings: boolean
  /** Width of the word embedding where it is not `hidden` (OPT-350M): projected in and out. */
  readonly embeddingWidth?: number
  /** Norms and other vectors outside the stack, elements. Absent: one norm of width `hidden`. */
  readonly small?: number
  /** Empty where the dimensions are not public: the size is then in `extrasB.other`, and the cache is unknown. */
  readonly blocks: readonly Block[]
  /** Learned position table, rows. */
  readonly positions?: number
  /** Embedding models have none. */
  readonly noHead?: true
  /** Parameters outside the stack, billions: image and audio towers, prediction heads counted in the total, per-layer embeddings. */
  readonly extrasB?: { readonly vision?: number; readonly mtp?: number; readonly perLayerEmbedding?: number; readonly other?: number }
}

export interface Model extends Architecture {
  /** Hugging Face repository, or `paper/...` where weights were never released. */
  readonly id: string
  readonly family: string
  readonly aliases: readonly string[]
  readonly released?: string
  readonly license?: string
  /** Published total, billions. */
  readonly parametersB: number
  /** Published active parameters of a mixture of experts, billions. */
  readonly activeB?: number
  readonly maxContext?: number
  readonly dtype: NativeDtype
  readonly modality: Modality
  /** Thinks before it answers: longer outputs, larger default context. */
  readonly reasoning?: true
  readonly source: string
  readonly note?: string
}

type PriceKind = RentalKind | 'purchase-new' | 'purchase-used'

/** One price seen somewhere on a day. Rental rows carry usdPerHour (per GPU), purchase rows usd (per card). */
export interface PriceRow {
  readonly gpu: string
  readonly kind: PriceKind
  readonly provider: string
  readonly region?: string
  /** GPUs in the offer the price was divided by. */
  readonly gpus: number
  readonly usdPerHour?: number
  readonly usd?: number
  /** What the provider calls the machine. */
  readonly sku?: string
  /** The chip is sold in several form factors, and the provider did not say which: `gpu` is the usual one. */
  readonly form?: 'unknown'
  /** YYYY-MM-DD, or less where no better is known. */
  readonly date: string
  readonly source: string
  readonly note?: string
}

/** Price of an open model behind an API, USD per million tokens. */
export interface ApiPriceRow {
  readonly provider: string
  readonly providerModel: string
  /** Hugging Face id of the weights served. */
  readonly model: string
  readonly usdPerMillionInput: number
  readonly usdPerMillionOutput: number
  readonly contextTokens?: number
  readonly date: string
  readonly source: string
  readonly note?: string
}

/**
 * What a price book says of one GPU and one kind of offer: USD per hour for rentals, per card for purchases.
 * The median is of the newest prices; `low` and `high` bound everything seen in a year, and `cheapestProvider` asked `low`.
 */
export interface PriceSummary {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly cheapestProvider: string
  /** Providers (rentals) or rows (purchases) the median rests on. */
  readonly offers: number
  /** Newest date among them. */
  readonly asOf: string
}

/** Prices as the estimator reads them; made from rows by `prices/book.ts`. */
export interface PriceBook {
  readonly asOf: string
  readonly source: string
  rental(gpu: string): PriceSummary | undefined
  purchase(gpu: string): PriceSummary | undefined
  /** The newest of each provider and kind, cheapest first; on demand where no kinds are named; absent: the book keeps no single offers. */
  offers?(gpu: string, kinds?: readonly RentalKind[]): readonly PriceOffer[]
  /** The same book with those rentals alone; absent: the book keeps no single offers. */
  only?(filter: OfferFilter): PriceBook
  /** How its on-demand median moved; absent or undefined: no history yet. */
  change?(gpu: string): PriceChange | undefined
  /** What APIs ask for a model; absent: no rows were fetched. */
  readonly api?: ApiPriceRange
  /** Whence the fetched rows of GPUs are; absent: the snapshot alone. */
  readonly origins?: readonly PriceOrigin[]
  /** US dollars for one of a currency (ISO 4217), with the day of the rate; absent: none fetched yet. */
  readonly rates?: Rates
  /** What the book was narrowed to; absent: it has all. */
  readonly filter?: OfferFilter
  /** What amounts are shown in; absent: US dollars. The book's own are always in dollars. */
  readonly money?: Money
}

/**
 * What an API asks for a model, USD per million tokens, one vote per provider; undefined when none serves it.
 * `modelIds`: Hugging Face ids of the model and of what counts as it; base and instruct editions are found from each other.
 */
export type ApiPriceRange = (modelIds: readonly string[]) => ApiPrices | undefined

export interface ApiPrices {
  readonly input: PriceSummary
  readonly output: PriceSummary
  /** One of each provider, cheapest output first; absent: only the summary is known. */
  readonly offers?: readonly ApiPriceRow[]
}
