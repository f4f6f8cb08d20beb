import { createInstance } from 'i18next'
import type { Language } from '../../language/question.ts'
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
import { statesEn } from './states.en.ts'
import { statesZh } from './states.zh.ts'
import { zh } from './zh.ts'

/** Every text the program says, by language. Each further section is a pair of files beside this one and two lines here. */
export const resources = {
  en: {
    ...en,
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
    states: statesEn,
  },
  zh: {
    ...zh,
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
    states: statesZh,
  },
}

type Plural<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key
type KeyOf<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Plural<Key> : `${Key}.${KeyOf<Tree[Key]>}`
}[keyof Tree & string]

type WordKey = KeyOf<typeof resources.en>
export type WordParams = Readonly<Record<string, string | number>>
export type Translate = (key: WordKey, params?: WordParams) => string

let translators: Readonly<Record<Language, Translate>> | undefined

/** `translate('zh')('errors.nearest', { names })`. Nothing is escaped: each platform neutralises text in its own way. */
export function translate(language: Language): Translate {
  translators ??= makeTranslators()
  return translators[language]
}

/** Made at the first word, not at import: 7 ms that a program printing its version need not spend. */
function makeTranslators(): Readonly<Record<Language, Translate>> {
  const instance = createInstance()
  instance.init({
    fallbackLng: false,
    initAsync: false,
    resources: { en: { translation: resources.en }, zh: { translation: resources.zh } },
    interpolation: { escapeValue: false },
  })
  const en = instance.getFixedT('en')
  const zh = instance.getFixedT('zh')
  return { en: (key, params) => en(key, params ?? {}), zh: (key, params) => zh(key, params ?? {}) }
}
