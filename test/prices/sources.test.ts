import { describe, expect, it } from 'vitest'
import { currencies } from '../../src/catalog/currencies.ts'
import { gpuById } from '../../src/catalog/gpus.ts'
import { readConfig } from '../../src/config.ts'
import type { LiveRental } from '../../src/prices/source.ts'
import { priceSources } from '../../src/prices/sources.ts'
import { caseOf, sourceCases, watch } from '../support/price-sources.ts'

async function rowsOf(name: string) {
  const watched = await watch(caseOf(name))
  const report = await watched.look(0)
  expect(report.failures).toEqual([])
  expect(report.outcome).toBe('fetched')
  const record = await watched.kept()
  const rentals = (record?.rentals ?? []).map(short)
  return { watched, report, rentals, apis: record?.apis ?? [], rates: record?.rates }
}

const short = ({ gpu, kind, provider, gpus, usdPerHour, region, form }: LiveRental) =>
  [gpu, kind, provider, `${gpus}x`, usdPerHour, region, form].filter((part) => part !== undefined).join(' ')

describe('each price source', () => {
  it('is tested here', () => {
    expect(sourceCases.map(({ source }) => source.name).sort()).toEqual(priceSources.map(({ name }) => name).sort())
  })

  it('has a variable of its own and an address with no slash at its end', () => {
    const variables = priceSources.flatMap(({ variable, keyVariable }) => [variable, ...(keyVariable === undefined ? [] : [keyVariable])])
    expect(new Set(variables).size).toBe(variables.length)
    expect(Object.keys(readConfig({}).priceSources).sort()).toEqual(variables.sort())
    expect(priceSources.filter(({ address }) => !/^https:\/\/.*[^/]$/.test(address))).toEqual([])
  })

  it.each(sourceCases.map((one) => [one.source.name, one] as const))(
    '%s says who is asking, and keeps rows of the catalog',
    async (_, one) => {
      const { server, look, kept } = await watch(one)
      expect((await look(0)).kept).toBeGreaterThan(0)
      expect(server.heard.every(({ headers }) => headers['user-agent'] === 'headroom/test')).toBe(true)
      expect((await kept())?.rentals.filter(({ gpu }) => gpuById(gpu) === undefined)).toEqual([])
    },
  )
})

describe('gpuhunt', () => {
  it('gives the price of one GPU of a machine, the dearest region and the cheapest of each part of the world, and counts what cannot be', async () => {
    const { rentals, report } = await rowsOf('gpuhunt')
    expect(rentals).toEqual([
      'h100-sxm on-demand aws 8x 6.88 us-east-1',
      'h100-sxm on-demand aws 8x 8.25 eu-north-1',
      'h100-sxm on-demand aws 8x 7.5 eu-west-2',
      'h100-sxm spot aws 8x 2.5 us-east-1',
      'a100-40gb-sxm on-demand aws 8x 2.745 us-east-1',
      'a100-80gb-sxm on-demand aws 8x 3.4312 us-east-1',
      'l4 on-demand aws 1x 0.8048 us-east-1',
    ])
    expect(report.dropped).toBe(3)
  })

  it('downloads a catalog once for each version', async () => {
    const { server, look } = await watch(caseOf('gpuhunt'))
    expect([(await look(0)).outcome, (await look(2)).outcome]).toEqual(['fetched', 'unchanged'])
    expect(server.heard.map(({ path }) => path)).toEqual(['/aws/version', '/aws/20261120-7/catalog.zip', '/aws/version'])
  })
})

describe('Vast', () => {
  it('gives the lower quartile of the market, on demand and interruptible apart', async () => {
    const { rentals, watched } = await rowsOf('vast')
    expect(rentals).toEqual(['rtx-4090 on-demand vastai 2x 0.3', 'rtx-4090 spot vastai 2x 0.15'])
    const asked = watched.server.heard.map(({ body }) => JSON.parse(body))
    expect(asked[0]).toMatchObject({ rentable: { eq: true }, verified: { eq: true }, reliability2: { gt: 0.95 }, limit: 64 })
    expect(new Set(asked.map(({ gpu_name }) => gpu_name.eq)).size).toBe(asked.length)
  })
})

describe('RunPod', () => {
  it('keeps secure cloud, community and interruptible apart, and leaves out what is not offered', async () => {
    const { rentals, report } = await rowsOf('runpod')
    expect(rentals).toEqual([
      'h100-sxm on-demand runpod 1x 2.99',
      'h100-sxm on-demand runpod 1x 2.69',
      'h100-sxm spot runpod 1x 1.5',
      'h100-pcie on-demand runpod 1x 2.39',
      'rtx-4090 on-demand runpod 1x 0.69',
    ])
    expect(report.dropped).toBe(1)
  })
})

describe('SkyPilot', () => {
  it('reads the columns by name; a form factor nobody says stays unknown', async () => {
    const { rentals } = await rowsOf('skypilot')
    expect(rentals).toEqual([
      'h100-sxm on-demand hyperstack 8x 2.4 CANADA-1 unknown',
      'h100-sxm on-demand hyperstack 8x 3 CANADA-1',
      'h100-sxm spot hyperstack 8x 1.5 CANADA-1',
      'l40 on-demand hyperstack 1x 1 NORWAY-1',
    ])
  })
})

describe('Azure', () => {
  it('follows the pages on its own host, leaves out Windows and low priority, and drops a currency without a rate', async () => {
    const { rentals, watched, report } = await rowsOf('azure')
    expect(rentals).toEqual(['a100-80gb-pcie on-demand azure 1x 3.673 eastus', 'a100-80gb-pcie spot azure 1x 0.9 eastus'])
    expect(watched.server.heard).toHaveLength(2)
    expect(report.dropped).toBe(2)
  })
})

describe('Lambda', () => {
  it('is asked with the key, and its cents are of the whole machine', async () => {
    const { rentals, watched } = await rowsOf('lambda')
    expect(rentals).toEqual([
      'h100-sxm on-demand lambda 8x 2.99',
      'h100-pcie on-demand lambda 1x 2.49',
      'a100-40gb-sxm on-demand lambda 1x 1.29 unknown',
    ])
    expect(watched.server.heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer a-key'])
  })
})

describe('OpenRouter', () => {
  it('gives USD per million tokens of open models, and leaves out what is free', async () => {
    const { apis, report } = await rowsOf('openrouter')
    expect(apis).toEqual([
      {
        provider: 'openrouter',
        providerModel: 'acme/model-9b',
        model: 'acme/Model-9B',
        usdPerMillionInput: 0.1,
        usdPerMillionOutput: 0.3,
        contextTokens: 32_768,
      },
    ])
    expect(report.dropped).toBe(1)
  })
})

describe('models.dev', () => {
  it('tells open models by their names, and leaves out those that do not say size or edition', async () => {
    const { apis, report } = await rowsOf('models.dev')
    expect(apis.map(({ provider, model, usdPerMillionOutput }) => [provider, model, usdPerMillionOutput])).toEqual([
      ['acme', 'meta-llama/Llama-3.3-70B-Instruct', 0.8],
    ])
    expect(report.dropped).toBe(3)
  })
})

describe('the European Central Bank', () => {
  it('gives dollars for one of each currency, with the day', async () => {
    const { rates } = await rowsOf('ecb')
    expect(rates?.date).toBe('2026-11-20')
    expect(rates?.usdPer).toMatchObject({ EUR: 1.2, CNY: 0.142857, JPY: 0.00666667, GBP: 1.5 })
    const counted = Object.keys(rates?.usdPer ?? {})
    expect(new Set([...counted, 'USD'])).toEqual(new Set(currencies))
  })
})
