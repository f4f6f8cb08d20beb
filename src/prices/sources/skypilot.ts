import { z } from 'zod'
import { csvRows, sliced } from '../csv.ts'
import { type RawOffer, rentalReading, wellFormed } from '../sieve.ts'
import type { PriceSource } from '../source.ts'

/**
 * SkyPilot's catalog: CSV a cloud, list prices of whole machines in USD. Of the clouds that gpuhunt lacks.
 * https://github.com/skypilot-org/skypilot-catalog (Apache-2.0)
 */
export const skypilot: PriceSource = {
  name: 'skypilot',
  variable: 'SKYPILOT_API_URL',
  address: 'https://raw.githubusercontent.com/skypilot-org/skypilot-catalog/master/catalogs/v8',
  parts: ['cudo', 'do', 'fluidstack', 'hyperbolic', 'hyperstack', 'jarvislabs', 'primeintellect', 'seeweb'],
  everyMinutes: 360,
  async read({ ask }, part) {
    const answer = await ask({ path: `/${part}/vms.csv`, ifChanged: true })
    if (answer === 'unchanged') return answer
    const rows = await csvRows(sliced(answer.body), ['AcceleratorName', 'Price'], (row) => row.AcceleratorName !== '')
    const { good, bad } = wellFormed(rowSchema, rows)
    return rentalReading(
      good.flatMap((row) => offersOf(row, providers.get(part) ?? part)),
      { bad, mark: answer.mark },
    )
  },
}

/** An empty price: not sold like this. */
const price = z.union([
  z.literal('').transform(() => undefined),
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number),
])

const rowSchema = z.object({
  InstanceType: z.string(),
  AcceleratorName: z.string(),
  AcceleratorCount: z
    .string()
    .regex(/^\d+(\.0)?$/)
    .transform(Number)
    .pipe(z.int().min(1).max(128)),
  Price: price,
  SpotPrice: price.optional(),
  Region: z.string(),
})

const providers: ReadonlyMap<string, string> = new Map([['do', 'digitalocean']])

function offersOf(row: z.output<typeof rowSchema>, provider: string): readonly RawOffer[] {
  const { AcceleratorName: gpuName, AcceleratorCount: gpus, InstanceType: sku, Region: region } = row
  const offer = (kind: RawOffer['kind'], price: number | undefined): readonly RawOffer[] =>
    price === undefined ? [] : [{ gpuName, kind, provider, region, sku, gpus, price }]
  return [...offer('on-demand', row.Price), ...offer('spot', row.SpotPrice)]
}
