import { z } from 'zod'
import type { Model } from '../../src/catalog/types.ts'

const size = z.int().positive()
const yes = z.literal(true)
const billions = z.number().positive()

const attention = z.strictObject({
  kind: z.literal('attention'),
  heads: size,
  kvHeads: size,
  headDim: size,
  valueHeadDim: z.int().min(0).optional(),
  queryRank: size.optional(),
  output: z.strictObject({ groups: size, rank: size }).optional(),
  window: size.optional(),
  windowServersOnly: z.literal(true).optional(),
  chunk: size.optional(),
  sharesCache: yes.optional(),
  storesKeyValue: yes.optional(),
  keyIsValue: yes.optional(),
  gated: yes.optional(),
  cross: yes.optional(),
  compressed: z.strictObject({ every: size, width: size }).optional(),
  bias: z.enum(['qkv', 'all']).optional(),
})

const mla = z.strictObject({
  kind: z.literal('mla'),
  heads: size,
  queryRank: size.optional(),
  kvRank: size,
  ropeDim: z.int().min(0),
  nopeDim: size,
  valueDim: size,
  indexer: z.strictObject({ heads: size, dim: size, every: size.optional() }).optional(),
})

const mixer = z.discriminatedUnion('kind', [
  attention,
  mla,
  z.strictObject({ kind: z.enum(['deltanet', 'kda']), keyHeads: size, valueHeads: size, keyDim: size, valueDim: size, conv: size }),
  z.strictObject({
    kind: z.enum(['mamba', 'mamba2']),
    inner: size,
    state: size,
    conv: size,
    dtRank: size.optional(),
    heads: size.optional(),
    groups: size.optional(),
  }),
  z.strictObject({ kind: z.literal('conv'), kernel: size }),
  z.strictObject({ kind: z.literal('linear'), heads: size, headDim: size }),
  z.strictObject({ kind: z.literal('rwkv'), headDim: size, version: z.literal([4, 5, 6]) }),
  z.strictObject({ kind: z.literal('none') }),
])

const mlp = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dense'), width: size, plain: yes.optional(), bias: yes.optional() }),
  z.strictObject({
    kind: z.literal('moe'),
    experts: size,
    perToken: size,
    width: size,
    sharedWidth: size.optional(),
    denseWidth: size.optional(),
    latent: size.optional(),
    plain: yes.optional(),
  }),
  z.strictObject({ kind: z.literal('none') }),
])

/** One row of `src/catalog/models/*.json`. Strict: a misspelled key is an error, not a silent default. */
export const modelSchema = z.strictObject({
  id: z.string().regex(/^[\w-]+\/[\w.-]+$/),
  family: z.string().min(1),
  aliases: z.array(z.string().regex(/^[a-z0-9\u4e00-\u9fff][^A-Z]*$/)),
  released: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  license: z.string().min(1).optional(),
  parametersB: billions,
  activeB: billions.optional(),
  maxContext: size.optional(),
  dtype: z.enum(['fp32', 'fp16', 'bf16', 'fp8', 'mxfp4', 'int4']),
  modality: z.enum(['text', 'vision', 'embedding']),
  reasoning: yes.optional(),
  hidden: z.int().min(0),
  embeddingWidth: size.optional(),
  vocab: z.int().min(0),
  tiedEmbeddings: z.boolean(),
  noHead: yes.optional(),
  positions: size.optional(),
  small: z.int().min(0).optional(),
  extrasB: z
    .strictObject({
      vision: billions.optional(),
      mtp: billions.optional(),
      perLayerEmbedding: billions.optional(),
      other: billions.optional(),
    })
    .optional(),
  blocks: z.array(z.strictObject({ count: size, mixer, mlp, small: z.int().min(0).optional(), otherRows: size.optional() })),
  source: z.string().min(1),
  note: z.string().min(1).optional(),
})

type Parsed = z.infer<typeof modelSchema>
type Keys<T> = T extends unknown ? keyof T : never

/** Schema and type name the same keys: these stop compiling when one of the two gains a key. */
export const sameModelKeys: [Keys<Model>] extends [Keys<Parsed>] ? ([Keys<Parsed>] extends [Keys<Model>] ? true : false) : false = true
type Layer<T> = T extends { readonly blocks: readonly (infer B)[] } ? B : never
export const sameMixerKeys: [Keys<Layer<Model>['mixer']>] extends [Keys<Layer<Parsed>['mixer']>]
  ? [Keys<Layer<Parsed>['mixer']>] extends [Keys<Layer<Model>['mixer']>]
    ? true
    : false
  : false = true
