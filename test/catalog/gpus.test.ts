import { describe, expect, it } from 'vitest'
import { gpuById, gpus } from '../../src/catalog/gpus.ts'
import type { Gpu } from '../../src/catalog/types.ts'
import { gpuSchema } from './gpu-schema.ts'

const today = '2026-11'

describe('the catalog of GPUs', () => {
  it('has only well-formed rows, each with its source', () => {
    const broken = gpus.flatMap(
      (row) => gpuSchema.safeParse(row).error?.issues.map((issue) => `${row.id}: ${issue.path} ${issue.message}`) ?? [],
    )
    expect(broken).toEqual([])
    expect(gpus).toHaveLength(255)
  })

  it('finds a GPU by its id and nothing by another', () => {
    expect(gpus.filter((row) => gpuById(row.id) !== row)).toEqual([])
    expect(gpuById('RTX-4090')).toBeUndefined()
    expect(gpuById('constructor')).toBeUndefined()
  })

  it('gives each spelling to one GPU, in lower case, the id among them', () => {
    const owner = new Map<string, string>()
    const clashes: string[] = []
    for (const row of gpus) {
      for (const alias of row.aliases) {
        if (owner.has(alias) || alias !== alias.toLowerCase() || alias !== alias.trim())
          clashes.push(`${alias}: ${owner.get(alias)}, ${row.id}`)
        owner.set(alias, row.id)
      }
    }
    expect(clashes).toEqual([])
    expect(gpus.filter((row) => owner.get(row.id) !== row.id).map((row) => row.id)).toEqual([])
    expect(['4090', 'a100', 'h100', 'mi300x', 'm4 max', 'strix halo', '910b'].map((name) => owner.get(name))).toEqual([
      'rtx-4090',
      'a100-80gb-sxm',
      'h100-sxm',
      'mi300x',
      'apple-m4-max',
      'ryzen-ai-max-395',
      'ascend-910b',
    ])
  })

  it('says why a part is not proposed, and calls sold what is sold', () => {
    const by = (kind: Gpu['availability']) => gpus.filter((row) => row.availability === kind).map((row) => row.id)
    expect(by('modded').sort()).toEqual(['rtx-2080-ti-22gb', 'rtx-3080-20gb', 'rtx-4090-48gb'])
    expect(by('announced').sort()).toEqual(['ascend-950dt', 'b100', 'mi455x', 'rubin'])
    expect(by('export')).toEqual(
      expect.arrayContaining(['h20', 'h20-141gb', 'h800-sxm', 'a800-80gb-sxm', 'mi308x', 'rtx-4090-d', 'rtx-5090-d', 'l20']),
    )
    expect(gpus.filter((row) => row.released !== undefined && row.released > today && row.availability !== 'announced')).toEqual([])
    expect(gpus.filter((row) => row.released === undefined && row.availability !== 'modded').map((row) => row.id)).toEqual([])
  })

  it('lists memory sizes ascending, the largest as the size of the row', () => {
    const wrong = gpus.filter(({ memoryOptionsGb: sizes, memoryGb }) => {
      return sizes !== undefined && (sizes.at(-1) !== memoryGb || sizes.some((size, at) => at > 0 && size <= (sizes[at - 1] ?? 0)))
    })
    expect(wrong.map((row) => row.id)).toEqual([])
  })

  it('never shows more memory than the label', () => {
    expect(gpus.filter((row) => row.visibleGib !== undefined && row.visibleGib > row.memoryGb)).toEqual([])
  })

  it('knows the compute capability of every NVIDIA part that is sold, and of no other', () => {
    expect(gpus.filter((row) => (row.vendor === 'nvidia') !== (row.computeCapability !== undefined)).map((row) => row.id)).toEqual([
      'rubin',
    ])
  })

  it('puts a usual number of GPUs in a node', () => {
    const usual = new Set([1, 2, 4, 8, 16])
    const unusual = gpus.filter((row) => row.gpusPerNode !== undefined && !usual.has(row.gpusPerNode))
    expect(Object.fromEntries(unusual.map((row) => [row.id, row.gpusPerNode]))).toEqual({
      gb200: 72,
      gb300: 72,
      rubin: 72,
      mi455x: 72,
      'tpu-v3': 1024,
      'tpu-v4': 4096,
      'tpu-v5e': 256,
      'tpu-v5p': 8960,
      'tpu-v6e': 256,
      'tpu-v7': 9216,
      'aws-inferentia2': 12,
      'aws-trainium3': 144,
      'ascend-950dt': 64,
    })
  })
})
