import { z } from 'zod'
import type { GpuNames } from '../gpu-names.ts'
import { inShape, type RawOffer, rentalReading, wellFormed } from '../sieve.ts'
import type { Asking, PriceSource } from '../source.ts'

/**
 * The market of Vast.ai: other people's machines, prices by the minute. One question names one GPU, since an answer is cut at 64 offers;
 * of those the lower quartile stands for the market, because the cheapest is often one host nobody would rely on.
 */
export const vast: PriceSource = {
  name: 'vast',
  variable: 'VAST_API_URL',
  address: 'https://console.vast.ai/api/v0',
  parts: ['market'],
  everyMinutes: 30,
  async read(asking) {
    const asked: RawOffer[] = []
    let malformed = 0
    for (const name of marketNames) {
      const { offers, bad } = await offersOf(asking, name)
      malformed += bad
      asked.push(...offers)
    }
    return rentalReading(asked, { bad: malformed, names })
  },
}

/** As the market writes them. */
const marketNames = [
  ...['RTX 3060', 'RTX 3070', 'RTX 3080', 'RTX 3090', 'RTX 3090 Ti', 'RTX 4060 Ti', 'RTX 4070', 'RTX 4070S Ti', 'RTX 4080', 'RTX 4080S'],
  ...['RTX 4090', 'RTX 4090D', 'RTX 5060 Ti', 'RTX 5070 Ti', 'RTX 5080', 'RTX 5090', 'RTX A4000', 'RTX A5000', 'RTX A6000'],
  ...['RTX 4000Ada', 'RTX 5000Ada', 'RTX 6000Ada', 'RTX PRO 4000', 'RTX PRO 6000 WS', 'RTX PRO 6000 S', 'Q RTX 8000'],
  ...['Tesla T4', 'Tesla V100', 'A10', 'A40', 'L4', 'L40', 'L40S', 'A100 PCIE', 'A100 SXM4', 'H100 PCIE', 'H100 SXM', 'H100 NVL', 'H200'],
  ...['H200 NVL', 'GH200 SXM', 'B200', 'B300', 'MI300X'],
]

const names: GpuNames = new Map([
  ['rtx 4070s ti', 'rtx-4070-ti-super'],
  ['rtx pro 4000', 'rtx-pro-4000-blackwell'],
  ['rtx pro 6000 s', 'rtx-pro-6000-blackwell-server'],
  ['q rtx 8000', 'quadro-rtx-8000'],
  ['h200', 'h200-sxm'],
  ['gh200 sxm', 'gh200-96gb'],
])

const answerSchema = z.object({ offers: z.array(z.unknown()) })

const offerSchema = z.object({
  gpu_name: z.string(),
  num_gpus: z.int().min(1).max(64),
  /** MB. */
  gpu_ram: z.number(),
  dph_total: z.number(),
  min_bid: z.number().nullish(),
})

type MarketOffer = z.output<typeof offerSchema>

async function offersOf({ ask }: Asking, name: string): Promise<{ offers: readonly RawOffer[]; bad: number }> {
  const json = {
    gpu_name: { eq: name },
    rentable: { eq: true },
    rented: { eq: false },
    verified: { eq: true },
    reliability2: { gt: 0.95 },
    order: [['dph_total', 'asc']],
    limit: 64,
    type: 'on-demand',
  }
  const answer = await ask({ path: '/bundles/', json })
  if (answer === 'unchanged') return { offers: [], bad: 0 }
  const { good, bad } = wellFormed(offerSchema, inShape(answerSchema, answer.body).offers)
  const ofName = good.filter((offer) => offer.gpu_name === name)
  const spots = ofName.flatMap((offer) => (offer.min_bid ? [{ ...offer, dph_total: offer.min_bid }] : []))
  return { offers: [...bySize(ofName, 'on-demand'), ...bySize(spots, 'spot')], bad }
}

/** One row for each memory a card of the name is sold with. */
function bySize(offers: readonly MarketOffer[], kind: RawOffer['kind']): readonly RawOffer[] {
  const sizes = new Map<number, MarketOffer[]>()
  for (const offer of offers) {
    const gb = Math.round(offer.gpu_ram / 1024)
    sizes.set(gb, [...(sizes.get(gb) ?? []), offer])
  }
  return [...sizes].flatMap(([memoryGb, same]) => {
    const ascending = same.toSorted((a, b) => a.dph_total / a.num_gpus - b.dph_total / b.num_gpus)
    const chosen = ascending[Math.floor((ascending.length - 1) / 4)]
    if (chosen === undefined) return []
    const { gpu_name: gpuName, num_gpus: gpus, dph_total: price } = chosen
    return [{ gpuName, memoryGb, kind, provider: 'vastai', gpus, price, note: `lower quartile of ${same.length} offers` }]
  })
}
