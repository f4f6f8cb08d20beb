import { describe, expect, it } from 'vitest'
import { gpuById } from '../../src/catalog/gpus.ts'
import apiRows from '../../src/catalog/prices/api.json' with { type: 'json' }
import purchaseRows from '../../src/catalog/prices/gpu-purchase.json' with { type: 'json' }
import rentalRows from '../../src/catalog/prices/gpu-rental.json' with { type: 'json' }
import { apiPriceSchema, purchaseSchema, rentalSchema } from './gpu-schema.ts'

function duplicates(rows: readonly object[]): readonly string[] {
  const seen = new Set<string>()
  return rows.map((row) => JSON.stringify(row)).filter((text) => seen.size === seen.add(text).size)
}

const offers = [...rentalRows, ...purchaseRows]

describe('the bundled prices', () => {
  it('are all there, well-formed, each with its source', () => {
    const problems = [
      ...rentalRows.map((row) => rentalSchema.safeParse(row)),
      ...purchaseRows.map((row) => purchaseSchema.safeParse(row)),
      ...apiRows.map((row) => apiPriceSchema.safeParse(row)),
    ].flatMap(({ error }) => error?.issues ?? [])
    expect(problems).toEqual([])
    expect([rentalRows.length + purchaseRows.length, apiRows.length]).toEqual([554, 696])
  })

  it('are of GPUs the catalog knows', () => {
    expect(offers.filter((row) => gpuById(row.gpu) === undefined)).toEqual([])
  })

  it('were seen by the day the snapshot was taken', () => {
    expect([...offers, ...apiRows].filter(({ date }) => date > '2026-11-21')).toEqual([])
  })

  it('stand once each', () => {
    expect(duplicates(offers)).toEqual([])
    expect(duplicates(apiRows)).toEqual([])
  })

  it('could be asked for: nobody rents a GPU for 2 cents or 20 dollars an hour', () => {
    expect(rentalRows.filter(({ usdPerHour }) => usdPerHour < 0.02 || usdPerHour > 20)).toEqual([])
    expect(purchaseRows.filter(({ usd }) => usd < 30 || usd > 60_000)).toEqual([])
  })

  it('ask for interruptible machines at most what the dearest on-demand offer of the same GPU asks, give or take a tenth', () => {
    const dearest = new Map<string, number>()
    for (const { gpu, kind, usdPerHour } of rentalRows) {
      if (kind === 'on-demand') dearest.set(gpu, Math.max(dearest.get(gpu) ?? 0, usdPerHour))
    }
    expect(
      rentalRows.filter(
        ({ gpu, kind, usdPerHour }) => kind === 'spot' && usdPerHour > 1.1 * (dearest.get(gpu) ?? Number.POSITIVE_INFINITY),
      ),
    ).toEqual([])
  })

  it('name sources a reader can find: no bare number, no private path', () => {
    expect([...offers, ...apiRows].filter(({ source }) => /find_string|\(excerpt\)|^\//.test(source) || !/[a-z]{3}/.test(source))).toEqual(
      [],
    )
  })

  it('of APIs ask at least as much for output as for input, and no fortune for either', () => {
    expect(apiRows.filter((row) => row.usdPerMillionOutput < row.usdPerMillionInput)).toEqual([])
    expect(apiRows.filter((row) => row.usdPerMillionInput > 12 || row.usdPerMillionOutput > 40)).toEqual([])
  })
})
