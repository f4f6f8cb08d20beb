import type { Tensor } from './tensors.ts'

/**
 * GGUF files mix block types: a name such as Q4_K_M stands for a recipe that gives each tensor a type by its role, its depth
 * and the model's shape. Block sizes: ggml-common.h of llama.cpp; recipes: llama_tensor_get_type in its quantiser.
 */
export const blockBits = {
  F32: 32,
  F16: 16,
  BF16: 16,
  Q8_0: 8.5,
  Q6_K: 6.5625,
  Q5_1: 6,
  Q5_0: 5.5,
  Q5_K: 5.5,
  Q4_1: 5,
  Q4_0: 4.5,
  Q4_K: 4.5,
  IQ4_NL: 4.5,
  IQ4_XS: 4.25,
  MXFP4: 4.25,
  Q3_K: 3.4375,
  IQ3_S: 3.4375,
  IQ3_XXS: 3.0625,
  Q2_K: 2.625,
  IQ2_S: 2.5625,
  IQ2_XS: 2.3125,
  IQ2_XXS: 2.0625,
  IQ1_M: 1.75,
  IQ1_S: 1.5625,
  TQ2_0: 2.0625,
  TQ1_0: 1.6875,
} as const

type BlockType = keyof typeof blockBits

/** What of the model's shape the recipes look at. */
export interface Shape {
  readonly layers: number
  /** Query heads per KV head. */
  readonly queriesPerKv: number
  readonly experts: number
  readonly tied: boolean
}

/** A type for part of the layers and another for the rest. */
type Choice = BlockType | { readonly first: BlockType; readonly layers: (n: number) => number; readonly rest: BlockType }
type Rule = Choice | ((shape: Shape) => Choice)

/** The first eighth, the last eighth and every third layer between: half of them, near enough; counted exactly. */
function layersWithMoreBits(n: number): number {
  const eighth = Math.floor(n / 8)
  let count = 0
  for (let i = 0; i < n; i++) if (i < eighth || i >= Math.floor((7 * n) / 8) || (i - eighth) % 3 === 2) count++
  return count
}

const moreBits = (first: BlockType, rest: BlockType): Choice => ({ first, layers: layersWithMoreBits, rest })
const firstLayers = (first: BlockType, count: (n: number) => number, rest: BlockType): Choice => ({ first, layers: count, rest })
const eighth = (n: number) => Math.floor(n / 8)

/** Eight KV heads serve sixty-four queries in a 70B: its value matrix is small and gets a better type. */
const is70b = (shape: Shape) => shape.layers === 80 && shape.queriesPerKv === 8
const shared = (better: BlockType, usual: Choice) => (shape: Shape) => (shape.queriesPerKv >= 4 ? better : usual)
const q4kmValue = (shape: Shape) => moreBits('Q6_K', is70b(shape) ? 'Q5_K' : 'Q4_K')
const value70b = (usual: Choice) => (shape: Shape) => (is70b(shape) ? 'Q5_K' : usual)

export interface Recipe {
  readonly base: BlockType
  readonly embedding?: BlockType
  readonly value?: Rule
  readonly key?: Rule
  readonly query?: Rule
  /** Query, key and value in one matrix, as Gated DeltaNet has them. */
  readonly fused?: BlockType
  readonly output?: Rule
  readonly gateUp?: Rule
  readonly down?: Rule
  /** The head; Q6_K unless said otherwise. */
  readonly head?: BlockType
  /** Everything that is not an expert of a mixture; only the published 4-bit mixtures and the dynamic recipes set it. */
  readonly besideExperts?: BlockType
}

const tiny = { embedding: 'Q2_K', head: 'Q5_K', value: shared('Q4_K', 'Q2_K'), down: firstLayers('Q2_K', eighth, 'IQ2_XXS') } as const

/** Recipes by name. `_L` and `_XL` keep embedding and head in 8 bits (bartowski); UD: unsloth's dynamic mixes, approximated by role. */
export const ggufRecipes: ReadonlyMap<string, Recipe> = new Map(
  Object.entries({
    F32: { base: 'F32', head: 'F32' },
    F16: { base: 'F16', head: 'F16' },
    BF16: { base: 'BF16', head: 'BF16' },
    Q8_0: { base: 'Q8_0', head: 'Q8_0' },
    Q6_K: { base: 'Q6_K' },
    Q6_K_L: { base: 'Q6_K', head: 'Q8_0', embedding: 'Q8_0' },
    Q5_1: { base: 'Q5_1' },
    Q5_0: { base: 'Q5_0' },
    Q5_K_L: {
      base: 'Q5_K',
      fused: 'Q6_K',
      head: 'Q8_0',
      embedding: 'Q8_0',
      value: moreBits('Q6_K', 'Q5_K'),
      down: moreBits('Q6_K', 'Q5_K'),
    },
    Q5_K_M: { base: 'Q5_K', fused: 'Q6_K', value: moreBits('Q6_K', 'Q5_K'), down: moreBits('Q6_K', 'Q5_K') },
    Q5_K_S: { base: 'Q5_K' },
    Q4_1: { base: 'Q4_1' },
    Q4_0: { base: 'Q4_0' },
    Q4_K_L: { base: 'Q4_K', fused: 'Q5_K', head: 'Q8_0', embedding: 'Q8_0', value: q4kmValue, down: moreBits('Q6_K', 'Q4_K') },
    Q4_K_M: { base: 'Q4_K', fused: 'Q5_K', value: q4kmValue, down: moreBits('Q6_K', 'Q4_K') },
    Q4_K_S: { base: 'Q4_K', value: value70b(firstLayers('Q5_K', () => 4, 'Q4_K')), down: firstLayers('Q5_K', eighth, 'Q4_K') },
    IQ4_NL: { base: 'IQ4_NL', value: shared('Q5_K', 'IQ4_NL') },
    IQ4_XS: { base: 'IQ4_XS', value: shared('Q5_K', 'IQ4_XS') },
    Q3_K_XL: { base: 'Q3_K', fused: 'Q4_K', head: 'Q8_0', embedding: 'Q8_0', value: 'Q5_K', output: 'Q5_K', down: 'Q5_K' },
    Q3_K_L: { base: 'Q3_K', fused: 'Q4_K', value: 'Q5_K', output: 'Q5_K', down: 'Q5_K' },
    Q3_K_M: {
      base: 'Q3_K',
      fused: 'Q4_K',
      value: value70b(firstLayers('Q5_K', () => 2, 'Q4_K')),
      output: 'Q4_K',
      down: firstLayers('Q5_K', (n) => Math.floor(n / 16), 'Q4_K'),
    },
    Q3_K_S: { base: 'Q3_K', value: value70b('Q3_K') },
    IQ3_M: { base: 'IQ3_S', fused: 'Q4_K', value: 'Q4_K', output: 'Q4_K', down: firstLayers('Q4_K', eighth, 'IQ3_S') },
    IQ3_S: { base: 'IQ3_S', value: shared('Q4_K', 'IQ3_S') },
    IQ3_XS: {
      base: 'IQ3_S',
      value: shared('Q4_K', 'IQ3_S'),
      key: 'IQ3_XXS',
      query: 'IQ3_XXS',
      gateUp: firstLayers('IQ3_S', (n) => n - Math.floor((7 * n) / 8) + eighth(n), 'IQ3_XXS'),
    },
    IQ3_XXS: {
      base: 'IQ3_XXS',
      head: 'Q5_K',
      embedding: 'IQ3_S',
      value: shared('Q4_K', 'IQ3_XXS'),
      key: 'IQ2_S',
      query: 'IQ2_S',
      output: 'IQ3_S',
    },
    Q2_K: { base: 'Q2_K', value: shared('Q4_K', 'Q3_K'), output: 'Q3_K', down: 'Q3_K' },
    Q2_K_S: { base: 'Q2_K', value: shared('Q4_K', 'Q2_K'), down: firstLayers('Q4_K', eighth, 'Q2_K') },
    Q2_K_L: { base: 'Q2_K', head: 'Q8_0', embedding: 'Q8_0', value: shared('Q4_K', 'Q3_K'), output: 'Q3_K', down: 'Q3_K' },
    IQ2_M: {
      base: 'IQ2_S',
      head: 'Q5_K',
      embedding: 'IQ3_S',
      value: shared('Q4_K', 'IQ3_S'),
      output: 'IQ3_S',
      down: firstLayers('IQ3_S', eighth, 'IQ2_S'),
    },
    IQ2_S: {
      base: 'IQ2_XS',
      head: 'Q5_K',
      embedding: 'IQ3_S',
      value: shared('Q4_K', 'IQ3_S'),
      output: 'IQ3_S',
      down: firstLayers('IQ3_S', eighth, 'IQ2_XS'),
    },
    IQ2_XS: { ...tiny, base: 'IQ2_XS', down: firstLayers('Q2_K', eighth, 'IQ2_XS') },
    IQ2_XXS: { ...tiny, base: 'IQ2_XXS' },
    IQ1_M: { ...tiny, base: 'IQ1_M', output: 'IQ2_XXS', down: firstLayers('Q2_K', eighth, 'IQ1_M') },
    IQ1_S: { ...tiny, base: 'IQ1_S', output: 'IQ2_XXS', down: firstLayers('Q2_K', eighth, 'IQ1_S') },
    TQ2_0: { base: 'TQ2_0', embedding: 'Q4_K' },
    TQ1_0: { base: 'TQ1_0', embedding: 'Q4_K' },
    MXFP4: { base: 'MXFP4', besideExperts: 'Q8_0', head: 'Q8_0' },
    'UD-Q8_K_XL': { base: 'Q8_0', besideExperts: 'Q8_0', head: 'F16', embedding: 'Q8_0' },
    'UD-Q6_K_XL': { base: 'Q6_K', besideExperts: 'Q8_0', head: 'Q8_0' },
    'UD-Q5_K_XL': { base: 'Q5_K', besideExperts: 'Q6_K', down: moreBits('Q6_K', 'Q5_K') },
    'UD-Q4_K_XL': { base: 'Q4_K', besideExperts: 'Q6_K', down: firstLayers('Q6_K', eighth, 'Q4_K') },
    'UD-Q3_K_XL': { base: 'Q3_K', besideExperts: 'Q4_K', down: firstLayers('Q5_K', eighth, 'Q3_K') },
    'UD-Q3_K_S': { base: 'Q3_K', besideExperts: 'Q4_K', gateUp: 'IQ3_XXS' },
    'UD-IQ3_XXS': { base: 'IQ3_XXS', besideExperts: 'Q4_K' },
    'UD-Q2_K_XL': { base: 'Q2_K', besideExperts: 'Q4_K', gateUp: 'IQ2_XS' },
    'UD-IQ2_M': { base: 'IQ2_S', besideExperts: 'Q4_K' },
    'UD-IQ2_XXS': { base: 'IQ2_XXS', besideExperts: 'Q4_K' },
    'UD-IQ1_M': { base: 'IQ1_M', besideExperts: 'Q4_K', embedding: 'Q4_K' },
    'UD-TQ1_0': { base: 'IQ1_M', besideExperts: 'Q4_K', embedding: 'Q4_K', down: 'IQ2_XXS' },
    'UD-IQ1_S': { base: 'IQ1_S', besideExperts: 'Q4_K', embedding: 'Q4_K', down: firstLayers('IQ2_XXS', eighth, 'IQ1_S') },
  } satisfies Record<string, Recipe>),
)

/** Rows that do not divide into 256-value blocks fall back to a type with blocks of 32. */
function fallback(type: BlockType): BlockType {
  switch (type) {
    case 'Q4_K':
      return 'Q5_0'
    case 'Q5_K':
      return 'Q5_1'
    case 'Q6_K':
      return 'Q8_0'
    case 'Q2_K':
    case 'Q3_K':
    case 'IQ4_XS':
    case 'IQ3_S':
    case 'IQ3_XXS':
    case 'IQ2_S':
    case 'IQ2_XS':
    case 'IQ2_XXS':
    case 'IQ1_M':
    case 'IQ1_S':
      return 'IQ4_NL'
    case 'TQ1_0':
    case 'TQ2_0':
      return 'Q4_0'
    default:
      return type
  }
}

function bits(type: BlockType, columns: number): number {
  return blockBits[columns % 256 === 0 ? type : fallback(type)]
}

function chosen(rule: Rule | undefined, base: BlockType, shape: Shape): Choice {
  if (rule === undefined) return base
  return typeof rule === 'function' ? rule(shape) : rule
}

/** Eight-expert mixtures (Mixtral) get better attention than their name says. */
function eightExperts(role: Tensor['role'], base: BlockType): BlockType | undefined {
  if (role === 'value' || role === 'key') return 'Q8_0'
  if (role === 'attention-output' && blockBits[base] < 5) return 'Q5_K'
  return undefined
}

function ruleFor(recipe: Recipe, tensor: Tensor, shape: Shape): Rule | undefined {
  const quantised = blockBits[recipe.base] < 8
  if (shape.experts === 8 && quantised) {
    const better = eightExperts(tensor.role, recipe.base)
    if (better !== undefined) return better
  }
  switch (tensor.role) {
    case 'head':
      return recipe.head ?? 'Q6_K'
    case 'embedding':
      return shape.tied ? (recipe.head ?? 'Q6_K') : (recipe.embedding ?? recipe.base)
    case 'value':
      return recipe.value ?? recipe.besideExperts
    case 'key':
      return recipe.key ?? recipe.besideExperts
    case 'query':
      return recipe.query ?? recipe.besideExperts
    case 'recurrent-qkv':
      return recipe.fused ?? recipe.besideExperts
    case 'attention-output':
      return recipe.output ?? recipe.besideExperts
    case 'gate':
    case 'up':
      return shape.experts > 0 ? (recipe.besideExperts ?? recipe.gateUp) : recipe.gateUp
    case 'down':
      return shape.experts > 0 ? (recipe.besideExperts ?? recipe.down) : recipe.down
    case 'expert-gate':
    case 'expert-up':
      return recipe.gateUp
    case 'expert-down':
      return recipe.down
    default:
      return recipe.besideExperts
  }
}

/** Mean bits per weight of one kind of tensor under a recipe. Norms, routers and convolutions stay in fp32; towers are separate files. */
export function ggufBits(recipe: Recipe, tensor: Tensor, shape: Shape): number {
  switch (tensor.role) {
    case 'small':
    case 'router':
    case 'positions':
      return 32
    case 'vision':
    case 'mtp':
      return 0
  }
  const choice = chosen(ruleFor(recipe, tensor, shape), recipe.base, shape)
  if (typeof choice === 'string') return bits(choice, tensor.columns)
  const first = Math.min(choice.layers(shape.layers), shape.layers) / shape.layers
  return first * bits(choice.first, tensor.columns) + (1 - first) * bits(choice.rest, tensor.columns)
}
