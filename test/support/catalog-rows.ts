import { formatByName, type KvFormat, kvFormatByName, type WeightFormat } from '../../src/catalog/formats.ts'
import { gpuById } from '../../src/catalog/gpus.ts'
import { modelById } from '../../src/catalog/models.ts'
import type { Gpu, Model } from '../../src/catalog/types.ts'

/** What a test is written about: there is no test without it. */
export function existing<Row>(row: Row | undefined, name: string): Row {
  if (row === undefined) throw new Error(`no ${name}`)
  return row
}

/** Rows of the catalog; each throws where there is none. */
export const modelOf = (id: string): Model => existing(modelById(id), id)
export const gpuOf = (id: string): Gpu => existing(gpuById(id), id)
export const formatOf = (name: string): WeightFormat => existing(formatByName(name), name)
export const kvFormatOf = (name: string): KvFormat => existing(kvFormatByName(name), name)
