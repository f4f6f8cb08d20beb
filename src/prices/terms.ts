import type { Area } from '../catalog/areas.ts'
import type { Currency } from '../catalog/currencies.ts'
import type { RentalKind } from '../catalog/offers.ts'
import { providersIn } from './providers.ts'

/** What a text says of offers beside the hardware: whose, where, of which kind, in what money. */
export interface Terms {
  readonly kind?: RentalKind
  readonly providers?: readonly string[]
  readonly areas?: readonly Area[]
  readonly currency?: Currency
}

/** What narrows the offers or words the amounts of an answer, and whose wish that is. */
export interface TermTaken {
  readonly slot: 'providers' | 'regions' | 'kind' | 'currency'
  readonly value: string
  readonly because: 'said' | 'your-setting' | 'place-setting'
}

const kinds: readonly (readonly [RentalKind, RegExp])[] = [
  [
    'spot',
    /(?<!sweet )\b(?:on )?spot(?: (?:instances?|market|offers?))?\b|\b(?:interruptible|preemptible)\b|竞价(?:实例)?|抢占式?(?:实例)?|可中断(?:实例)?/giu,
  ],
  ['reserved', /\breserved(?: (?:instances?|capacity|offers?))?\b|\bcommitted use\b|预留(?:实例)?|包年包?月?|包月/giu],
  ['on-demand', /\bon[ -]demand\b|按需|按量(?:付费)?/giu],
]

/** A place is meant after a preposition, or as an adjective before what is rented: “us” alone is people. */
const places: readonly (readonly [Area, english: string, chinese: string])[] = [
  ['us', 'us|usa|u\\.s\\.|united states|america', '美国'],
  ['canada', 'canada', '加拿大'],
  ['europe', 'europe|eu', '欧洲|欧盟'],
  ['uk', 'uk|britain|england', '英国'],
  ['china', 'china', '中国|国内'],
  ['japan', 'japan', '日本'],
  ['korea', 'korea|south korea', '韩国'],
  ['india', 'india', '印度'],
  ['singapore', 'singapore', '新加坡'],
  ['australia', 'australia', '澳大利亚|澳洲'],
  ['brazil', 'brazil', '巴西'],
]
const areaPatterns = places.map(
  ([area, english, chinese]) =>
    [
      area,
      new RegExp(`\\b(?:in|within|from) (?:the )?(?:${english})\\b|(?:在|位于)(?:${chinese})|(?:${chinese})(?:地区|区域|机房)`, 'giu'),
    ] as const,
)

const moneys: readonly (readonly [Currency, english: string, chinese: string])[] = [
  ['USD', 'usd|us dollars?|dollars?|\\$', '美元|美金'],
  ['CNY', 'cny|rmb|yuan|renminbi|¥', '人民币'],
  ['EUR', 'eur|euros?|€', '欧元'],
  ['GBP', 'gbp|pounds?|£', '英镑'],
  ['JPY', 'jpy|yen', '日元'],
  ['KRW', 'krw|won', '韩元'],
  ['INR', 'inr|rupees?', '卢比'],
  ['CAD', 'cad|canadian dollars?', '加元'],
  ['AUD', 'aud|australian dollars?', '澳元'],
  ['CHF', 'chf|swiss francs?', '瑞郎|瑞士法郎'],
  ['SGD', 'sgd|singapore dollars?', '新元|新加坡元'],
  ['HKD', 'hkd|hong kong dollars?', '港币|港元'],
  ['BRL', 'brl|reais', '雷亚尔'],
]
/** “in euros”, 多少人民币, 按欧元算, 租金 人民币; an amount beside it (“20 eur”, 2万人民币, 人民币2万) makes it a budget. */
const moneyPatterns = moneys.map(
  ([currency, english, chinese]) =>
    [
      currency,
      new RegExp(
        `\\bin (?:${english})(?![\\p{L}\\p{N}])|(?<=多少)(?:${chinese})|(?:用|按|以)(?:${chinese})(?:计价|结算|计算|计|算)?|(?<![\\d.一二三四五六七八九十百千万亿多几来]\\s?)(?:${chinese})(?!\\s?[\\d一二两三四五六七八九十])`,
        'giu',
      ),
    ] as const,
)

/** Names that are words as well: they count after a preposition, or before “cloud”, “price”. */
const words = 'lambda|together|replicate|modal|salad|oracle|azure|civo|denvr|akash|crusoe|verda'
const names =
  'vast\\.ai|vastai|vast|runpod|aws|gcp|google cloud|massedcompute|novita|hyperstack|vultr|tensordock|paperspace|digitalocean|amazon cloud|nebius|coreweave|' +
  'jarvislabs|scaleway|genesiscloud|qubrid|cudo|gpuhub|thundercompute|fluidstack|gcore|ovh|cerebrium|hotaisle|koyeb|akamai|upcloud|sfcompute|datacrunch'
const chineseNames = '亚马逊云?|谷歌云|微软云'
const providerPattern = new RegExp(
  `(?:\\b(?:on|at|from|via|with|by|using) )?(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{Script=Latin}\\p{N}])(?:平台)?(?:上的?|的)?|\\b(?:on|at|from|via) (?:${words})(?: cloud)?(?![\\p{L}\\p{N}])|` +
    `\\b(?:${words})(?: cloud)?(?:'s)?(?= (?:gpu )?(?:prices?|pricing|cost))|在?(?:${chineseNames})(?:平台)?(?:上的?|的)?|在(?:${names})(?:平台)?(?:上的?|的)?`,
  'giu',
)

/** Every kind of rental a text names. */
export function kindsIn(text: string): readonly RentalKind[] {
  return kinds.filter(([, pattern]) => text.search(pattern) >= 0).map(([name]) => name)
}

/**
 * What a text says of offers, and the text without it. Several providers are a comparison: they stay in the text. “together” and “us” are
 * terms only where nothing else can be meant.
 */
export function readTerms(text: string): { readonly terms: Terms; readonly rest: string } {
  let rest = text
  const cut = (pattern: RegExp): boolean => {
    const without = rest.replace(pattern, ' ')
    const found = without !== rest
    rest = without
    return found
  }
  // "spot vs on demand" narrows nothing: both are asked for.
  const named = kindsIn(rest)
  const kind = named.length === 1 ? named[0] : undefined
  for (const [, pattern] of kinds) cut(pattern)
  const areas = areaPatterns.filter(([, pattern]) => cut(pattern)).map(([name]) => name)
  const currency = moneyPatterns.filter(([, pattern]) => cut(pattern)).map(([name]) => name)[0]
  const said = providersIn((rest.match(providerPattern) ?? []).join(' , '))
  const several = providersIn(rest).length > 1
  if (said.length === 1 && !several) cut(providerPattern)
  return {
    terms: {
      ...(kind && { kind }),
      ...(areas.length > 0 && { areas }),
      ...(currency && { currency }),
      ...(said.length === 1 && !several && { providers: said }),
    },
    rest: rest === text ? text : rest.replace(/\s{2,}/gu, ' ').trim(),
  }
}

/** The words `readTerms` reads them from, to stand after a question; empty where nothing was said. */
export function formatTerms({ kind, providers = [], areas = [], currency }: Terms): string {
  return [
    ...(kind === undefined ? [] : [kind]),
    ...providers.map((name) => `on ${name}`),
    ...areas.map((area) => `in ${area}`),
    ...(currency === undefined ? [] : [`in ${currency.toLowerCase()}`]),
  ].join(' ')
}
