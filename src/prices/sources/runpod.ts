import { z } from 'zod'
import type { GpuNames } from '../gpu-names.ts'
import { inShape, type RawOffer, rentalReading, wellFormed } from '../sieve.ts'
import type { PriceSource } from '../source.ts'

/** RunPod, secure cloud and community, prices per GPU. Types that are not offered have no price or 0. */
export const runpod: PriceSource = {
  name: 'runpod',
  variable: 'RUNPOD_API_URL',
  address: 'https://api.runpod.io',
  parts: ['gpus'],
  everyMinutes: 30,
  async read({ ask }) {
    const answer = await ask({ path: '/graphql', json: { query, variables: { p: { gpuCount: 1, secureCloud: false } } } })
    if (answer === 'unchanged') return answer
    const { good, bad } = wellFormed(typeSchema, inShape(answerSchema, answer.body).data.gpuTypes)
    return rentalReading(good.flatMap(offersOf), { bad, names })
  },
}

const query = `query($p: GpuLowestPriceInput) { gpuTypes { id displayName memoryInGb securePrice communityPrice
  lowestPrice(input: $p) { minimumBidPrice uninterruptablePrice stockStatus } } }`

const answerSchema = z.object({ data: z.object({ gpuTypes: z.array(z.unknown()) }) })

const typeSchema = z.object({
  id: z.string(),
  memoryInGb: z.number(),
  securePrice: z.number().nullish(),
  communityPrice: z.number().nullish(),
  lowestPrice: z.object({ minimumBidPrice: z.number().nullish() }).nullish(),
})

function offersOf({ id, memoryInGb, securePrice, communityPrice, lowestPrice }: z.output<typeof typeSchema>): readonly RawOffer[] {
  if (id === 'unknown') return []
  const offer = (kind: RawOffer['kind'], price: number | null | undefined, note: string): readonly RawOffer[] =>
    price ? [{ gpuName: id, memoryGb: memoryInGb, kind, provider: 'runpod', sku: id, gpus: 1, price, note }] : []
  return [
    ...offer('on-demand', securePrice, 'secure cloud'),
    ...offer('on-demand', communityPrice, 'community'),
    ...offer('spot', lowestPrice?.minimumBidPrice, 'community, interruptible'),
  ]
}

/** Its names are the full ones of the drivers, which say PCIe and NVL: what says neither is SXM. */
const names: GpuNames = new Map([
  ['nvidia h100 80gb hbm3', 'h100-sxm'],
  ['nvidia h200', 'h200-sxm'],
  ['nvidia rtx pro 6000 blackwell workstation edition', 'rtx-pro-6000-blackwell'],
  ['nvidia rtx pro 6000 blackwell max-q workstation edition', 'rtx-pro-6000-blackwell-maxq'],
])
