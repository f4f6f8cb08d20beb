import { keyValue, type Matrix, mixerMatrices, type TensorRole } from './mixer-matrices.ts'
import type { Architecture, Block, Mlp } from './types.ts'

export interface Tensor {
  readonly role: TensorRole
  /** Width of a row: the input features, along which block formats quantise. */
  readonly columns: number
  readonly rows: number
  /** How many such matrices the model stores. */
  readonly count: number
  /** How many of them one token reads: 0 where a row is looked up, and for towers and prediction heads. */
  readonly read: number
}

/** Towers and tables come as sizes, not shapes; every format's blocks divide this width. */
const extraColumns = 256

function dense(width: number, plain: boolean, hidden: number): Matrix[] {
  const matrices: Matrix[] = [
    ['up', hidden, width],
    ['down', width, hidden],
  ]
  return plain ? matrices : [['gate', hidden, width], ...matrices]
}

/** Matrices of one MLP that every token reads; the experts are `experts()`. */
function mlpMatrices(mlp: Mlp, hidden: number): Matrix[] {
  if (mlp.kind === 'none') return []
  const plain = mlp.plain === true
  if (mlp.kind === 'dense') {
    const matrices = dense(mlp.width, plain, hidden)
    if (mlp.bias) matrices.push(['small', 1, (plain ? 1 : 2) * mlp.width + hidden])
    return matrices
  }
  const matrices: Matrix[] = [['router', hidden, mlp.experts]]
  if (mlp.sharedWidth) matrices.push(...dense(mlp.sharedWidth, plain, hidden))
  if (mlp.denseWidth) matrices.push(...dense(mlp.denseWidth, plain, hidden))
  if (mlp.latent) matrices.push(['other', hidden, mlp.latent], ['other', mlp.latent, hidden])
  return matrices
}

function experts(mlp: Mlp, layers: number, hidden: number): Tensor[] {
  if (mlp.kind !== 'moe') return []
  const outer = mlp.latent ?? hidden
  const each = { count: mlp.experts * layers, read: mlp.perToken * layers }
  const tensors: Tensor[] = [
    { role: 'expert-up', columns: outer, rows: mlp.width, ...each },
    { role: 'expert-down', columns: mlp.width, rows: outer, ...each },
  ]
  return mlp.plain ? tensors : [{ role: 'expert-gate', columns: outer, rows: mlp.width, ...each }, ...tensors]
}

function blockTensors(block: Block, hidden: number): Tensor[] {
  const { count, mixer, mlp } = block
  const norms = block.small ?? hidden * ((mixer.kind === 'none' ? 0 : 1) + (mlp.kind === 'none' ? 0 : 1))
  const matrices = [...mixerMatrices(mixer, hidden), ...mlpMatrices(mlp, hidden)]
  if (norms > 0) matrices.push(['small', 1, norms])
  if (block.otherRows) matrices.push(['other', hidden, block.otherRows])
  const tensors: Tensor[] = matrices.map(([role, columns, rows]) => ({ role, columns, rows, count, read: count }))
  if (mixer.kind === 'attention' && mixer.storesKeyValue) {
    for (const [role, columns, rows] of keyValue(mixer, hidden)) tensors.push({ role, columns, rows, count, read: 0 })
  }
  tensors.push(...experts(mlp, count, hidden))
  return tensors
}

/**
 * Every matrix an architecture stores, equal layers grouped: the one place that knows. A few dozen entries, any order.
 * Tied embeddings are listed once, as `embedding` with read 1, because that matrix is the head too.
 */
export function tensors(architecture: Architecture): Tensor[] {
  const { hidden, vocab } = architecture
  const width = architecture.embeddingWidth ?? hidden
  const list: Tensor[] = []
  const one = (role: TensorRole, columns: number, rows: number, read: number) => {
    if (columns > 0 && rows > 0) list.push({ role, columns, rows, count: 1, read })
  }
  const tied = architecture.tiedEmbeddings && !architecture.noHead
  one('embedding', width, vocab, tied ? 1 : 0)
  if (!architecture.tiedEmbeddings && !architecture.noHead) one('head', width, vocab, 1)
  if (width !== hidden) one('other', width, 2 * hidden, 1)
  one('positions', hidden, architecture.positions ?? 0, 0)
  one('small', 1, architecture.small ?? hidden, 1)
  for (const block of architecture.blocks) list.push(...blockTensors(block, hidden))
  const extras = architecture.extrasB
  if (extras !== undefined) {
    const extra = (role: TensorRole, billions: number | undefined, read: number) =>
      one(role, extraColumns, ((billions ?? 0) * 1e9) / extraColumns, read)
    extra('vision', extras.vision, 0)
    extra('mtp', extras.mtp, 0)
    extra('per-layer-embedding', extras.perLayerEmbedding, 0)
    extra('other', extras.other, 1)
  }
  return list
}

/** Parameters a checkpoint holds, towers and prediction heads included where `extrasB` names them. */
export function parameterCount(list: readonly Tensor[]): number {
  let total = 0
  for (const tensor of list) total += tensor.columns * tensor.rows * tensor.count
  return Math.round(total)
}

/** Parameters read for one token: experts by `perToken`, the head (tied or not) included, looked-up tables, towers and MTP left out. */
export function activeParameterCount(list: readonly Tensor[]): number {
  let total = 0
  for (const tensor of list) total += tensor.columns * tensor.rows * tensor.read
  return Math.round(total)
}
