import { z } from 'zod'
import { inShape, type RawOffer, rentalReading, wellFormed } from '../sieve.ts'
import type { PriceSource } from '../source.ts'

/** Lambda's own list, in cents for the whole machine. Needs a key of an account. */
export const lambda: PriceSource = {
  name: 'lambda',
  variable: 'LAMBDA_API_URL',
  keyVariable: 'LAMBDA_API_KEY',
  address: 'https://cloud.lambdalabs.com/api/v1',
  parts: ['machines'],
  everyMinutes: 60,
  async read({ ask }) {
    const answer = await ask({ path: '/instance-types' })
    if (answer === 'unchanged') return answer
    const { good, bad } = wellFormed(entrySchema, Object.values(inShape(answerSchema, answer.body).data))
    return rentalReading(good.flatMap(offersOf), { bad })
  },
}

const answerSchema = z.object({ data: z.record(z.string(), z.unknown()) })

const entrySchema = z.object({
  instance_type: z.object({
    name: z.string(),
    /** `H100 (80 GB SXM5)`; N/A for a machine without a GPU. */
    gpu_description: z.string(),
    price_cents_per_hour: z.number(),
    specs: z.object({ gpus: z.int().min(0) }),
  }),
})

function offersOf({ instance_type: type }: z.output<typeof entrySchema>): readonly RawOffer[] {
  const { name: sku, gpu_description: gpuName, price_cents_per_hour: cents, specs } = type
  return specs.gpus === 0 ? [] : [{ gpuName, kind: 'on-demand', provider: 'lambda', sku, gpus: specs.gpus, price: cents / 100 }]
}
