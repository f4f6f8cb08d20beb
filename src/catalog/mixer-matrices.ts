import type { Mixer } from './types.ts'

/**
 * What a matrix is for: formats treat roles differently.
 * `small` gathers norms, biases, convolutions and state vectors, which every format keeps in 16 or 32 bits.
 */
export type TensorRole =
  | 'embedding'
  | 'head'
  | 'positions'
  | 'query'
  | 'key'
  | 'value'
  | 'attention-output'
  | 'mla-q-a'
  | 'mla-q-b'
  | 'mla-kv-a'
  | 'mla-kv-b'
  | 'gate'
  | 'up'
  | 'down'
  | 'expert-gate'
  | 'expert-up'
  | 'expert-down'
  | 'router'
  | 'recurrent'
  | 'recurrent-qkv'
  | 'small'
  | 'vision'
  | 'mtp'
  | 'per-layer-embedding'
  | 'other'

/** One matrix of one layer; `columns` are the input features, along which block formats quantise. */
export type Matrix = readonly [role: TensorRole, columns: number, rows: number]

function attention(mixer: Extract<Mixer, { kind: 'attention' }>, hidden: number): Matrix[] {
  const { heads, kvHeads, headDim } = mixer
  const valueDim = mixer.valueHeadDim ?? headDim
  const queryRows = heads * headDim * (mixer.gated ? 2 : 1)
  const outputColumns = heads * (valueDim === 0 ? headDim : valueDim)
  const matrices: Matrix[] = []
  if (mixer.queryRank === undefined) matrices.push(['query', hidden, queryRows])
  else matrices.push(['mla-q-a', hidden, mixer.queryRank], ['mla-q-b', mixer.queryRank, queryRows], ['small', 1, mixer.queryRank])
  // Layers that reuse a cache have no K and V of their own; the unused ones some checkpoints hold are counted apart.
  if (!mixer.sharesCache) matrices.push(...keyValue(mixer, hidden))
  if (mixer.output === undefined) matrices.push(['attention-output', outputColumns, hidden])
  else {
    const { groups, rank } = mixer.output
    matrices.push(['attention-output', outputColumns / groups, groups * rank], ['attention-output', groups * rank, hidden])
  }
  if (mixer.bias !== undefined) {
    const keyValueRows = mixer.sharesCache ? 0 : kvHeads * (headDim + valueDim)
    matrices.push(['small', 1, queryRows + keyValueRows + (mixer.bias === 'all' ? hidden : 0)])
  }
  return matrices
}

/** Projections of K and V, one matrix where the key is the value. */
export function keyValue(mixer: Extract<Mixer, { kind: 'attention' }>, hidden: number): Matrix[] {
  const key: Matrix = ['key', hidden, mixer.kvHeads * mixer.headDim]
  const valueDim = mixer.valueHeadDim ?? mixer.headDim
  return mixer.keyIsValue || valueDim === 0 ? [key] : [key, ['value', hidden, mixer.kvHeads * valueDim]]
}

function latentAttention(mixer: Extract<Mixer, { kind: 'mla' }>, hidden: number): Matrix[] {
  const { heads, queryRank, kvRank, ropeDim, nopeDim, valueDim, indexer } = mixer
  const matrices: Matrix[] = [
    ['mla-kv-a', hidden, kvRank + ropeDim],
    ['mla-kv-b', kvRank, heads * (nopeDim + valueDim)],
    ['attention-output', heads * valueDim, hidden],
    ['small', 1, kvRank + (queryRank ?? 0)],
  ]
  if (queryRank === undefined) matrices.push(['query', hidden, heads * (nopeDim + ropeDim)])
  else matrices.push(['mla-q-a', hidden, queryRank], ['mla-q-b', queryRank, heads * (nopeDim + ropeDim)])
  if (indexer !== undefined) {
    matrices.push(
      ['other', queryRank ?? hidden, indexer.heads * indexer.dim],
      ['other', hidden, indexer.dim + indexer.heads],
      ['small', 1, 2 * indexer.dim],
    )
  }
  return matrices
}

/** Matrices of one mixer. Layouts are those of the published modelling code; fused projections are one matrix. */
export function mixerMatrices(mixer: Mixer, hidden: number): Matrix[] {
  switch (mixer.kind) {
    case 'attention':
      return attention(mixer, hidden)
    case 'mla':
      return latentAttention(mixer, hidden)
    case 'deltanet': {
      const keys = mixer.keyHeads * mixer.keyDim
      const values = mixer.valueHeads * mixer.valueDim
      return [
        ['recurrent-qkv', hidden, 2 * keys + values],
        ['recurrent', hidden, values + 2 * mixer.valueHeads],
        ['recurrent', values, hidden],
        ['small', 1, (2 * keys + values) * mixer.conv + 2 * mixer.valueHeads + mixer.valueDim],
      ]
    }
    case 'kda': {
      const keys = mixer.keyHeads * mixer.keyDim
      const values = mixer.valueHeads * mixer.valueDim
      return [
        ['recurrent', hidden, 2 * keys + values],
        // Decay and output gate, each through a rank of one head.
        ['recurrent', hidden, 2 * mixer.valueDim + mixer.valueHeads],
        ['recurrent', mixer.valueDim, keys + values],
        ['recurrent', values, hidden],
        ['small', 1, (2 * keys + values) * mixer.conv + mixer.valueHeads + keys + mixer.valueDim],
      ]
    }
    case 'mamba': {
      const { inner, state, conv } = mixer
      const dtRank = mixer.dtRank ?? Math.ceil(hidden / 16)
      return [
        ['recurrent', hidden, 2 * inner],
        ['recurrent', inner, dtRank + 2 * state],
        ['recurrent', dtRank, inner],
        ['recurrent', inner, hidden],
        ['small', 1, inner * (conv + state + 3)],
      ]
    }
    case 'mamba2': {
      const { inner, conv } = mixer
      const heads = mixer.heads ?? inner / 64
      const bc = 2 * (mixer.groups ?? 1) * mixer.state
      return [
        ['recurrent', hidden, 2 * inner + bc + heads],
        ['recurrent', inner, hidden],
        ['small', 1, (inner + bc) * (conv + 1) + 3 * heads + inner],
      ]
    }
    case 'conv':
      return [
        ['recurrent', hidden, 4 * hidden],
        ['small', 1, hidden * mixer.kernel],
      ]
    case 'linear': {
      const width = mixer.heads * mixer.headDim
      return [
        ['recurrent', hidden, 4 * width],
        ['recurrent', width, hidden],
        ['small', 1, width],
      ]
    }
    case 'rwkv':
      return rwkv(mixer.version, hidden)
    case 'none':
      return []
  }
}

/** Square projections (the channel mixer's receptance among them), mixing vectors, and from version 6 low-rank mixes of 64 and 128. */
function rwkv(version: 4 | 5 | 6, hidden: number): Matrix[] {
  const square: Matrix = ['recurrent', hidden, (version === 4 ? 5 : 6) * hidden]
  if (version === 4) return [square, ['small', 1, 7 * hidden]]
  if (version === 5) return [square, ['small', 1, 10 * hidden]]
  return [square, ['recurrent', hidden, 2 * (5 * 64 + 128)], ['small', 1, 12 * hidden]]
}
