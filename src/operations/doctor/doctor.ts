import { translate } from '../../cards/words/words.ts'
import { ConfigError, readServeConfig, type ServeConfig, secretsOf } from '../../config.ts'
import type { Language } from '../../language/question.ts'
import { createFetcher } from '../../prices/fetch.ts'
import { priceSources } from '../../prices/sources.ts'
import { StoreUnavailable } from '../../storage/store.ts'
import { configSentences } from '../config-sentences.ts'
import { loadDotEnv } from '../dotenv.ts'
import { createHider } from '../secrets.ts'
import { broken, type Check, note, ok } from './check.ts'
import { clockCheck, clockOf } from './clock-check.ts'
import { askedPriceChecks, storedPriceChecks } from './price-checks.ts'
import { storageChecks } from './storage-checks.ts'

/** What the doctor may look at. */
export interface Patient {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Of what is said; absent: what is configured, else English. */
  readonly language: Language
  readonly version: string
  /** `>=20.19`, and what is running. */
  readonly engines: string
  readonly node: string
  readonly platforms: readonly {
    readonly name: string
    configured(config: ServeConfig): boolean
    readonly missing: Readonly<Record<Language, string>>
  }[]
  /** Asks every price source once. */
  readonly online: boolean
}

export interface Diagnosis {
  readonly checks: readonly Check[]
  /** What was found in one sentence. */
  readonly sum: string
  readonly brokenCount: number
}

/** Looks at everything that can be wrong before anybody asks. What is returned holds no secret. */
export async function examine(patient: Patient): Promise<Diagnosis> {
  const words = translate(patient.language)
  let checks: readonly Check[]
  let hide = createHider([])
  try {
    loadDotEnv()
    const config = readServeConfig(patient.env)
    hide = createHider(secretsOf(config))
    checks = [
      nodeCheck(patient),
      ok(words('operations.doctor.config')),
      ...platformChecks(config, patient),
      ...(await outside(config, patient)),
    ]
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    checks = [nodeCheck(patient), ...configSentences(error, patient.language).map(broken)]
    // They hold no secret, and one shows how an address with a password is written.
    hide = (check) => check
  }
  const count = checks.filter(({ state }) => state === 'broken').length
  const sum = count === 0 ? words('operations.doctor.well') : words('operations.doctor.broken', { count })
  return { checks: checks.map((check) => hide(check)), sum, brokenCount: count }
}

function nodeCheck({ engines, node, language }: Patient): Check {
  const words = translate(language)
  const oldest = engines.replace(/^\D+/, '')
  const [major = 0, minor = 0] = oldest.split('.').map(Number)
  const [ours = 0, ourMinor = 0] = node.replace(/^v/, '').split('.').map(Number)
  const isOld = ours < major || (ours === major && ourMinor < minor)
  return isOld
    ? broken(words('operations.doctor.nodeOld', { version: node, oldest }))
    : ok(words('operations.doctor.node', { version: node }))
}

function platformChecks(config: ServeConfig, { platforms, language }: Patient): readonly Check[] {
  const words = translate(language)
  return platforms.map(({ name, configured, missing }) =>
    configured(config)
      ? ok(words('operations.doctor.configured', { name }))
      : note(words('operations.doctor.missing', { name, sentence: missing[language] })),
  )
}

/** Storage, price sources and the clock. */
async function outside(
  { storage, priceSources: settings }: ServeConfig,
  { language, version, online }: Patient,
): Promise<readonly Check[]> {
  const words = translate(language)
  const { checks, store, facts } = await storageChecks(storage, words)
  const looked = { sources: priceSources, settings, words }
  try {
    const isAway = store === undefined && checks.some(({ state }) => state === 'broken')
    const kept = isAway ? [] : await storedPriceChecks(looked, store, new Date())
    const asked = online ? await askedPriceChecks(looked, createFetcher({ userAgent: `headroom/${version}` })) : []
    const redis = facts.map(({ secondsAhead }) => ({ other: words('operations.doctor.redisName'), secondsAhead }))
    const worst = redis.toSorted((a, b) => Math.abs(b.secondsAhead) - Math.abs(a.secondsAhead))[0]
    const addresses = priceSources.map(({ variable, address }) => settings[variable] || address)
    const clock = clockCheck(worst ?? (online ? await clockOf(addresses) : undefined), online, words)
    return [...checks, ...kept, ...asked, clock]
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    return [...checks, broken(words('operations.doctor.away', { reason: error.message }))]
  } finally {
    await store?.close()
  }
}
