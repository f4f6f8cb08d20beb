import { z } from 'zod'
import { inShape, type RawOffer, rentalReading, wellFormed } from '../sieve.ts'
import type { PriceSource } from '../source.ts'
import { SourceError } from '../source-error.ts'

/**
 * Azure's own price list of one region, pages of machines. It knows no GPUs: `machines` says what is in each. Fractions of a card are
 * left out. https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export const azure: PriceSource = {
  name: 'azure',
  variable: 'AZURE_PRICES_API_URL',
  address: 'https://prices.azure.com/api/retail/prices',
  parts: ['NC', 'ND', 'NV'],
  everyMinutes: 1440,
  async read({ ask, rates }, part) {
    const offers: RawOffer[] = []
    let malformed = 0
    let query = `?api-version=2023-01-01-preview&$filter=${encodeURIComponent(filter(part))}`
    for (let page = 0; query !== ''; page++) {
      if (page >= mostPages) throw new SourceError('shape', `more than ${mostPages} pages`)
      const answer = await ask({ path: query })
      if (answer === 'unchanged') return answer
      const { Items, NextPageLink } = inShape(pageSchema, answer.body)
      const { good, bad } = wellFormed(itemSchema, Items)
      malformed += bad
      offers.push(...good.flatMap(offersOf))
      // Only what is asked is taken from the link, never where.
      query = NextPageLink && URL.canParse(NextPageLink) ? new URL(NextPageLink).search : ''
    }
    return rentalReading(offers, { bad: malformed, rates })
  },
}

const mostPages = 20

const filter = (family: string) =>
  `serviceName eq 'Virtual Machines' and armRegionName eq 'eastus' and priceType eq 'Consumption' and contains(armSkuName, 'Standard_${family}')`

const pageSchema = z.object({ Items: z.array(z.unknown()), NextPageLink: z.string().nullish() })

const itemSchema = z.object({
  armSkuName: z.string(),
  armRegionName: z.string(),
  retailPrice: z.number(),
  currencyCode: z.string(),
  unitOfMeasure: z.string(),
  meterName: z.string(),
  productName: z.string(),
})

/** Microsoft's pages of the machine sizes: the catalog's name of the GPU, and how many. */
const machines: ReadonlyMap<string, readonly [gpuName: string, gpus: number]> = new Map([
  ['Standard_NC24ads_A100_v4', ['A100 80GB PCIe', 1]],
  ['Standard_NC48ads_A100_v4', ['A100 80GB PCIe', 2]],
  ['Standard_NC96ads_A100_v4', ['A100 80GB PCIe', 4]],
  ['Standard_NC40ads_H100_v5', ['H100 NVL', 1]],
  ['Standard_NC80adis_H100_v5', ['H100 NVL', 2]],
  ['Standard_NCC40ads_H100_v5', ['H100 NVL', 1]],
  ['Standard_ND96asr_v4', ['A100 40GB SXM4', 8]],
  ['Standard_ND96amsr_A100_v4', ['A100 80GB SXM4', 8]],
  ['Standard_ND96isr_H100_v5', ['H100 80GB SXM', 8]],
  ['Standard_ND96isr_H200_v5', ['H200 SXM', 8]],
  ['Standard_ND96isr_MI300X_v5', ['MI300X', 8]],
  ['Standard_ND40rs_v2', ['V100 32GB SXM2', 8]],
  ['Standard_NC6s_v3', ['V100 16GB PCIe', 1]],
  ['Standard_NC12s_v3', ['V100 16GB PCIe', 2]],
  ['Standard_NC24s_v3', ['V100 16GB PCIe', 4]],
  ['Standard_NC4as_T4_v3', ['T4', 1]],
  ['Standard_NC8as_T4_v3', ['T4', 1]],
  ['Standard_NC16as_T4_v3', ['T4', 1]],
  ['Standard_NC64as_T4_v3', ['T4', 4]],
  ['Standard_NV36ads_A10_v5', ['A10', 1]],
  ['Standard_NV72ads_A10_v5', ['A10', 2]],
])

function offersOf(item: z.output<typeof itemSchema>): readonly RawOffer[] {
  const machine = machines.get(item.armSkuName)
  const isOther = item.productName.includes('Windows') || item.meterName.includes('Low Priority') || item.unitOfMeasure !== '1 Hour'
  if (machine === undefined || isOther || item.retailPrice === 0) return []
  const [gpuName, gpus] = machine
  return [
    {
      gpuName,
      kind: item.meterName.includes('Spot') ? 'spot' : 'on-demand',
      provider: 'azure',
      region: item.armRegionName,
      sku: item.armSkuName,
      gpus,
      price: item.retailPrice,
      currency: item.currencyCode,
    },
  ]
}
