import { createInstance } from 'i18next'
import { type Currency, currencySigns } from '../../catalog/currencies.ts'
import type { Language } from '../../language/question.ts'
import { budgetEn } from './budget.en.ts'
import { budgetZh } from './budget.zh.ts'
import { channelsEn } from './channels.en.ts'
import { channelsZh } from './channels.zh.ts'
import { chartEn } from './chart.en.ts'
import { chartZh } from './chart.zh.ts'
import { compareEn } from './compare.en.ts'
import { compareZh } from './compare.zh.ts'
import { discordEn } from './discord.en.ts'
import { discordZh } from './discord.zh.ts'
import { en } from './en.ts'
import { explainEn } from './explain.en.ts'
import { explainZh } from './explain.zh.ts'
import { fitEn } from './fit.en.ts'
import { fitZh } from './fit.zh.ts'
import { gpuEn } from './gpu.en.ts'
import { gpuZh } from './gpu.zh.ts'
import { insteadEn } from './instead.en.ts'
import { insteadZh } from './instead.zh.ts'
import { launchEn } from './launch.en.ts'
import { launchZh } from './launch.zh.ts'
import { modelsEn } from './models.en.ts'
import { modelsZh } from './models.zh.ts'
import { operationsEn } from './operations.en.ts'
import { operationsZh } from './operations.zh.ts'
import { priceEn } from './price.en.ts'
import { priceZh } from './price.zh.ts'
import { refreshEn } from './refresh.en.ts'
import { refreshZh } from './refresh.zh.ts'
import { settingsEn } from './settings.en.ts'
import { settingsZh } from './settings.zh.ts'
import { shopEn } from './shop.en.ts'
import { shopZh } from './shop.zh.ts'
import { statesEn } from './states.en.ts'
import { statesZh } from './states.zh.ts'
import { zh } from './zh.ts'

/** Every text the program says, by language. Each further section is a pair of files beside this one and two lines here. */
export const resources = {
  en: {
    ...en,
    budget: budgetEn,
    channels: channelsEn,
    chart: chartEn,
    compare: compareEn,
    discord: discordEn,
    gpu: gpuEn,
    explain: explainEn,
    fit: fitEn,
    instead: insteadEn,
    launch: launchEn,
    models: modelsEn,
    operations: operationsEn,
    price: priceEn,
    refresh: refreshEn,
    settings: settingsEn,
    shop: shopEn,
    states: statesEn,
  },
  zh: {
    ...zh,
    budget: budgetZh,
    channels: channelsZh,
    chart: chartZh,
    compare: compareZh,
    discord: discordZh,
    gpu: gpuZh,
    explain: explainZh,
    fit: fitZh,
    instead: insteadZh,
    launch: launchZh,
    models: modelsZh,
    operations: operationsZh,
    price: priceZh,
    refresh: refreshZh,
    settings: settingsZh,
    shop: shopZh,
    states: statesZh,
  },
}

type Plural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key
type KeyOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Plural<Key> : `${Key}.${KeyOf<Tree[Key]>}`
}[keyof Tree & string]

type WordKey = KeyOf<typeof resources.en>
type WordParams = Readonly<Record<string, string | number>>
export type Translate = (key: WordKey, params?: WordParams) => string

const translators = new Map<string, Translate>()

/**
 * `translate('zh')('errors.nearest', { names })`. The texts are in US dollars; another currency takes their place. Nothing is escaped: each
 * platform neutralises text in its own way.
 */
export function translate(language: Language, currency: Currency = 'USD'): Translate {
  const name = `${language} ${currency}`
  const made = translators.get(name) ?? makeTranslator(language, currency)
  translators.set(name, made)
  return made
}

/** Text and the names of what goes between: `['', 'gpu', ' has ', 'usable', '']`. */
type Template = readonly string[]

/**
 * Each text is cut up once, and only what has a plural goes through i18next every time: that takes some 8 µs, and an answer of a hundred
 * texts would take longer to word than to work out.
 */
function makeTranslator(language: Language, currency: Currency): Translate {
  const templates = new Map<string, Template | undefined>()
  return (key, params = {}) => {
    let template = templates.get(key)
    if (template === undefined && !templates.has(key)) {
      template = templateOf(textOf(language, key), currency)
      templates.set(key, template)
    }
    return template === undefined ? i18next()(key, { lng: language, ...params }) : fill(template, params)
  }
}

/** The text under `a.b.c`, or undefined where there is only a plural of it. */
function textOf(language: Language, key: string): string | undefined {
  let node: unknown = resources[language]
  for (const part of key.split('.')) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, part)) return undefined
    node = (node as Readonly<Record<string, unknown>>)[part]
  }
  return typeof node === 'string' ? node : undefined
}

function templateOf(text: string | undefined, currency: Currency): Template | undefined {
  if (text === undefined) return undefined
  return inCurrency(text, currency)
    .split('{{')
    .flatMap((piece, index) => (index === 0 ? [piece] : piece.split('}}')))
}

/** `$`, “US dollars” and 美元 stand for nothing else in the texts. */
function inCurrency(text: string, currency: Currency): string {
  const { sign, chinese } = currencySigns[currency]
  return currency === 'USD' ? text : text.split('$').join(sign).split('US dollars').join(currency).split('美元').join(chinese)
}

function fill(template: Template, params: WordParams): string {
  let text = template[0] ?? ''
  for (let i = 1; i < template.length; i += 2) text += String(params[template[i] ?? ''] ?? '') + (template[i + 1] ?? '')
  return text
}

let plurals: ((key: string, params: WordParams) => string) | undefined

/** Made at the first plural, not at import: 7 ms that a program printing its version need not spend. */
function i18next(): (key: string, params: WordParams) => string {
  if (plurals !== undefined) return plurals
  const instance = createInstance()
  instance.init({
    fallbackLng: false,
    initAsync: false,
    resources: { en: { translation: resources.en }, zh: { translation: resources.zh } },
    interpolation: { escapeValue: false },
  })
  plurals = (key, params) => instance.t(key, params)
  return plurals
}
