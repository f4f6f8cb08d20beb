/** What was said and nothing more: null for every slot the text does not fill. The shape is the JSON contract's `question`. */
export type Intent =
  | 'inference'
  | 'finetune'
  | 'pretrain'
  | 'what-fits'
  | 'compare-gpus'
  | 'gpu-info'
  | 'price'
  | 'compare-api'
  | 'explain'
  | 'none'

export type Language = 'en' | 'zh'

export interface AskedGpu {
  /** Catalog id. */
  readonly id: string
  /** null: not said ("a 4090" is 1 in every reading that matters). */
  readonly count: number | null
  /** Per card, only when written or implied by the id. */
  readonly memoryGb: number | null
}

export interface Parallelism {
  readonly tensor: number | null
  readonly pipeline: number | null
  readonly data: number | null
  readonly expert: number | null
}

/** A value that was clearly meant for a slot and cannot be one: `int5`, `-7b`, `rtx 9999`. */
export interface Problem {
  readonly slot: 'model' | 'gpu' | 'quant' | 'size' | 'count' | 'context' | 'concurrency'
  readonly text: string
}

export interface Question {
  readonly intent: Intent
  /** Catalog id. */
  readonly model: string | null
  readonly paramsB: number | null
  readonly activeParamsB: number | null
  /** Named as the field writes them: `Q4_K_M`, `int4`, `4.65bpw`. */
  readonly quant: string | null
  readonly kvQuant: string | null
  readonly context: number | null
  readonly promptTokens: number | null
  readonly outputTokens: number | null
  readonly concurrency: number | null
  readonly batch: number | null
  readonly gpus: readonly AskedGpu[]
  /** Memory per card, when no card is named ("24gb", "64gb mac"). */
  readonly memoryGb: number | null
  readonly totalMemoryGb: number | null
  readonly systemRamGb: number | null
  readonly nodes: number | null
  /** What kind of machine was named when no card was: `memoryGb` of a Mac is unified, a CPU has only `systemRamGb`. */
  readonly device: 'mac' | 'laptop' | 'cpu' | null
  readonly runtime: string | null
  /** How the work was said to be divided: "tp8", "tp4 pp2", "dp8 ep". A part that was not said is null. */
  readonly parallelism: Parallelism | null
  /** Share of the card a server was said to take, 0…1: "--gpu-memory-utilization 0.9". */
  readonly utilization: number | null
  readonly targetTokensPerSecond: number | null
  readonly targetTtftSeconds: number | null
  readonly method: 'full' | 'lora' | 'qlora' | null
  readonly optimizer: string | null
  readonly zeroStage: number | null
  readonly loraRank: number | null
  readonly checkpointing: boolean | null
  readonly trainTokens: number | null
  readonly deadline: string | null
  readonly budget: { readonly amount: number; readonly currency: string } | null
  readonly concept: string | null
  /** What a model that is not named is wanted for. */
  readonly use: 'coding' | 'vision' | 'embedding' | 'reasoning' | 'chat' | null
  /** Which of those that fit is wanted. */
  readonly prefer: 'largest' | 'fastest' | null
  /** Further values said for a slot: `{ paramsB: [13, 30] }`. */
  readonly alternatives: Readonly<Record<string, readonly (string | number)[]>>
  readonly language: Language
  /** 0…1 that the text is a question for us and was read rightly. */
  readonly confidence: number
  /** Words nobody understood, in order. */
  readonly unknown: readonly string[]
  readonly problems: readonly Problem[]
}

export const emptyQuestion: Question = {
  intent: 'none',
  model: null,
  paramsB: null,
  activeParamsB: null,
  quant: null,
  kvQuant: null,
  context: null,
  promptTokens: null,
  outputTokens: null,
  concurrency: null,
  batch: null,
  gpus: [],
  memoryGb: null,
  totalMemoryGb: null,
  systemRamGb: null,
  nodes: null,
  device: null,
  runtime: null,
  parallelism: null,
  utilization: null,
  targetTokensPerSecond: null,
  targetTtftSeconds: null,
  method: null,
  optimizer: null,
  zeroStage: null,
  loraRank: null,
  checkpointing: null,
  trainTokens: null,
  deadline: null,
  budget: null,
  concept: null,
  use: null,
  prefer: null,
  alternatives: {},
  language: 'en',
  confidence: 0,
  unknown: [],
  problems: [],
}

/** Whether a model is named, or a size that stands for one. */
export const hasModel = ({ model, paramsB }: Pick<Question, 'model' | 'paramsB'>) => model !== null || paramsB !== null
