import { formatByName, type WeightFormat } from '../catalog/formats.ts'
import { supportsBf16, supportsFp4, supportsFp8 } from '../catalog/hardware.ts'
import { totalBytes, usableBytes } from '../catalog/memory.ts'
import { type Support, support } from '../catalog/runtimes.ts'
import type { Gpu, PriceBook, PriceSummary } from '../catalog/types.ts'
import { isOnSale } from '../estimator/on-sale.ts'
import type { FactsBlock } from './card.ts'
import { gib, grouped, usdPerHour } from './numbers.ts'
import type { Translate } from './words/words.ts'

/** A published figure as it is published: `1,008`, `82.6`, `2.5`. */
export function figure(value: number): string {
  return value >= 1000 || Number.isInteger(value) ? grouped(value) : String(Number(value.toFixed(1)))
}

const rates = ['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'fp4'] as const

/** `FP16 165 · FP8 330`, dense. */
export function compute({ tflops }: Gpu): string {
  return rates.flatMap((name) => (tflops[name] === undefined ? [] : [`${name.toUpperCase()} ${figure(tflops[name])}`])).join(' · ')
}

/** Makers whose own tool shows a card's memory. */
const monitored = ['nvidia', 'amd', 'intel', 'huawei'] as const
const isMonitored = (vendor: string): vendor is (typeof monitored)[number] => monitored.some((one) => one === vendor)

export function memoryFact(t: Translate, gpu: Gpu, memoryGb: number): string {
  const [usable, total] = [usableBytes(gpu, memoryGb), totalBytes(gpu, memoryGb)].map(gib)
  return t(gpu.usableFraction === undefined && gpu.class !== 'apple' ? 'gpu.memory.own' : 'gpu.memory.shared', {
    tool: t(`gpu.memory.shownBy.${isMonitored(gpu.vendor) ? gpu.vendor : 'driver'}`),
    label: memoryGb,
    usable: usable ?? '',
    total: total ?? '',
  })
}

/** How a GPU takes weights of a format: computed in it, only stored in it, or not at all. */
export function formatSupport(gpu: Gpu, format: WeightFormat): Support {
  if (isNative(gpu, format)) return 'native'
  const anywhere = (['vllm', 'llama.cpp', 'exllamav2', 'mlx', 'transformers'] as const).some(
    (runtime) => support(runtime, format, gpu) !== 'no',
  )
  return anywhere ? 'weight-only' : 'no'
}

function isNative(gpu: Gpu, { family, name }: WeightFormat): boolean {
  switch (family) {
    case 'float':
      return name === 'bf16' ? supportsBf16(gpu) : name === 'fp32' || gpu.tflops.fp16 !== undefined
    case 'fp8':
      return supportsFp8(gpu)
    case 'fp4':
      return supportsFp4(gpu)
    case 'int8':
      return gpu.tflops.int8 !== undefined
    default:
      return false
  }
}

const listed = ['fp16', 'bf16', 'fp8', 'int8', 'nvfp4', 'mxfp4', 'awq-int4', 'gptq-int4', 'Q4_K_M'] as const
const shown: ReadonlyMap<string, string> = new Map([
  ['awq-int4', 'AWQ'],
  ['gptq-int4', 'GPTQ'],
  ['Q4_K_M', 'GGUF'],
])

/** Formats by how they are taken: `native`, `weight-only`, `no`. */
export function formatsBySupport(gpu: Gpu): Readonly<Record<Support, readonly string[]>> {
  const by: Record<Support, string[]> = { native: [], 'weight-only': [], no: [] }
  for (const name of listed) {
    const format = formatByName(name)
    if (format !== undefined) by[formatSupport(gpu, format)].push(shown.get(name) ?? name.toUpperCase())
  }
  return by
}

function linkFact(t: Translate, { link, pcie }: Gpu): string {
  const names = { nvlink: 'NVLink', infinityfabric: 'Infinity Fabric', ici: 'ICI', pcie: 'PCIe', none: '' } as const
  if (link.kind === 'none') return pcie === undefined ? '' : t('gpu.noLink')
  return link.GBps === undefined ? names[link.kind] : t('gpu.link', { name: names[link.kind], rate: figure(link.GBps) })
}

function rentFact(t: Translate, price: PriceSummary | undefined): string {
  if (price === undefined) return t('gpu.price.noRent')
  const { median, low, high, offers, asOf, cheapestProvider } = price
  return t(offers === 1 && low === high ? 'gpu.price.rentOne' : 'gpu.price.rent', {
    median: usdPerHour(median),
    low: usdPerHour(low),
    high: usdPerHour(high),
    offers,
    date: asOf,
    provider: cheapestProvider,
  })
}

function buyFact(t: Translate, price: PriceSummary | undefined): string {
  if (price === undefined) return t('gpu.price.noBuy')
  const { median, low, high, asOf } = price
  return low === high
    ? t('gpu.price.buyOne', { median: grouped(median), date: asOf })
    : t('gpu.price.buy', { median: grouped(median), low: grouped(low), high: grouped(high), date: asOf })
}

/** Nobody says of which size a price was where several are sold. */
export const purchaseOf = (gpu: Gpu, prices: PriceBook) => (gpu.memoryOptionsGb === undefined ? prices.purchase(gpu.id) : undefined)

/** What one card is, row by row; what nobody published is left out. */
export function gpuFacts(t: Translate, gpu: Gpu, memoryGb: number, prices: PriceBook): FactsBlock {
  const { native, 'weight-only': stored, no } = formatsBySupport(gpu)
  const released = [gpu.released ?? '', gpu.launchUsd === undefined ? '' : t('gpu.launch', { usd: grouped(gpu.launchUsd) })]
  const chip = [
    gpu.architecture,
    gpu.computeCapability === undefined ? '' : t('gpu.capability', { value: gpu.computeCapability.toFixed(1) }),
  ]
  const rows: [Parameters<Translate>[0], string][] = [
    ['gpu.row.memory', memoryFact(t, gpu, memoryGb)],
    ['gpu.row.bandwidth', [`${figure(gpu.bandwidthGBps)} GB/s`, gpu.memoryType ?? ''].filter((part) => part !== '').join(', ')],
    ['gpu.row.compute', compute(gpu)],
    ['gpu.row.native', native.join(', ')],
    ['gpu.row.stored', stored.join(', ')],
    ['gpu.row.not', no.join(', ')],
    ['gpu.row.link', linkFact(t, gpu)],
    ['gpu.row.pcie', gpu.pcie === undefined ? '' : gpu.pcie.replace('x', ' ×')],
    ['gpu.row.power', gpu.tdpWatts === undefined ? '' : `${grouped(gpu.tdpWatts)} W`],
    ['gpu.row.chip', chip.filter((part) => part !== '').join(', ')],
    ['gpu.row.released', released.filter((part) => part !== '').join(', ')],
    ['gpu.row.rent', rentFact(t, prices.rental(gpu.id))],
    ['gpu.row.buy', buyFact(t, purchaseOf(gpu, prices))],
    ['gpu.row.availability', t(`gpu.sold.${gpu.availability ?? (gpu.vendor === 'huawei' ? 'china' : isOnSale(gpu) ? 'yes' : 'old')}`)],
  ]
  return {
    kind: 'facts',
    title: t('gpu.factsTitle'),
    rows: rows.filter(([, value]) => value !== '').map(([key, value]) => ({ label: t(key), value })),
  }
}
