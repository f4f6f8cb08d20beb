import { areas } from '../catalog/areas.ts'
import { currencies } from '../catalog/currencies.ts'
import { nearestGpus } from '../catalog/names.ts'
import rentals from '../catalog/prices/gpu-rental.json' with { type: 'json' }
import { runtimes } from '../catalog/runtimes.ts'
import { UserError } from '../errors.ts'
import { nearest } from '../language/nearest.ts'
import { parse } from '../language/parse.ts'
import type { Question } from '../language/question.ts'

import { type Owner, personalKeys, placeKeys, type SettingKey, type Settings, type SettingsChange } from './settings.ts'
import { digestManagers, languages, replies, valueNamed } from './values.ts'

/** What a text after `settings` asks for: to see them, or to change one. */
export type SettingsWish = { readonly kind: 'show'; readonly owner: Owner } | { readonly kind: 'change'; readonly change: SettingsChange }

interface Reader {
  /** What it takes, for who wrote something else. */
  readonly takes: readonly string[]
  /** undefined: it cannot be that. */
  read(text: string): Settings[SettingKey]
  /** What may have been meant; absent: what it takes, by spelling. */
  near?(text: string): readonly string[]
}

const one = <Value extends string & Settings[SettingKey]>(allowed: readonly Value[], takes: readonly string[] = allowed): Reader => ({
  takes,
  read: (text) => valueNamed(text, allowed),
})

const providers = [...new Set(rentals.map(({ provider }) => provider))].sort()

const readers: Readonly<Record<SettingKey, Reader>> = {
  gpu: { takes: ['rtx-4090', '2x rtx-3090', 'm4 max 64gb'], read: readGpu, near: (text) => nearestGpus(text).map(({ name }) => name) },
  runtime: { takes: runtimes, read: (text) => valueNamed(asQuestion(text).runtime ?? '', runtimes) },
  language: one(languages, ['en', 'zh', '中文']),
  currency: one(currencies),
  providers: { takes: providers, read: (text) => all(text, (word) => valueNamed(word, providers)) },
  regions: { takes: areas, read: (text) => all(text, (word) => valueNamed(word, areas)) },
  replies: one(replies),
  channels: { takes: ['#general'], read: (text) => all(text, readChannel) },
  digests: one(digestManagers),
}

const keyWords: ReadonlyMap<string, SettingKey> = new Map([
  ...placeKeys.map((key) => [key, key] as const),
  ['card', 'gpu'],
  ['显卡', 'gpu'],
  ['engine', 'runtime'],
  ['推理框架', 'runtime'],
  ['lang', 'language'],
  ['语言', 'language'],
  ['货币', 'currency'],
  ['provider', 'providers'],
  ['cloud', 'providers'],
  ['云厂商', 'providers'],
  ['region', 'regions'],
  ['地区', 'regions'],
  ['reply', 'replies'],
  ['回复', 'replies'],
  ['channel', 'channels'],
  ['频道', 'channels'],
  ['digest', 'digests'],
  ['摘要', 'digests'],
])
const places: ReadonlySet<string> = new Set(['server', 'workspace', '服务器', '工作区'])
const nothing: ReadonlySet<string> = new Set(['none', 'off', 'default', 'reset', 'clear', '无', '没有', '默认', '清除', '取消'])

/**
 * Reads `gpu 2x rtx-4090`, `语言 中文`, `server replies private`, or nothing at all. Throws UserError `unknown-setting` and
 * `bad-setting`, with what there is or what it takes.
 */
export function readSettingsWish(text: string): SettingsWish {
  const [first = '', ...rest] = text.trim().split(/\s+/)
  const isPlace = places.has(first.toLowerCase())
  const owner: Owner = isPlace ? 'place' : 'person'
  const [name = '', ...words] = isPlace ? rest : [first, ...rest]
  if (name === '') return { kind: 'show', owner }
  const key = keyOf(name, owner)
  const said = words.join(' ')
  if (nothing.has(said.toLowerCase())) return { kind: 'change', change: { owner, key, value: undefined } }
  const { read, takes, near = (typed) => nearest(typed, takes) } = readers[key]
  const value = said === '' ? undefined : read(said)
  if (value !== undefined) return { kind: 'change', change: { owner, key, value } }
  const meant = near(said)
  const some = meant.length > 0 ? meant : takes.slice(0, mostShown)
  throw new UserError('bad-setting', { said: said === '' ? key : said, limit: key, suggestions: some })
}

const mostShown = 8

function keyOf(name: string, owner: Owner): SettingKey {
  const key = keyWords.get(name.toLowerCase())
  const there: readonly SettingKey[] = owner === 'person' ? personalKeys : placeKeys
  if (key !== undefined && there.includes(key)) return key
  if (key !== undefined) throw new UserError('not-personal', { said: key, suggestions: [`server ${key}`] })
  const near = [...new Set(nearest(name.toLowerCase(), [...keyWords.keys()]).flatMap((word) => keyWords.get(word) ?? []))]
  throw new UserError('unknown-setting', { said: name, suggestions: near.length > 0 ? near : there })
}

/** The same reader that reads questions: whatever names a card there does here. */
function asQuestion(text: string): Question {
  return parse(text, { now: new Date(0), zone: 'UTC' })
}

function readGpu(text: string): Settings['gpu'] {
  const { gpus, unknown, problems, model, paramsB } = asQuestion(text)
  const [gpu, ...others] = gpus
  return gpu === undefined || others.length + unknown.length + problems.length > 0 || model !== null || paramsB !== null ? undefined : gpu
}

/** Every word as one of the list, or nothing. */
function all<Value extends string>(text: string, read: (word: string) => Value | undefined): Value[] | undefined {
  const found = text
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(read)
  const values = found.filter((value) => value !== undefined)
  return values.length === 0 || values.length < found.length ? undefined : [...new Set(values)]
}

/** Letters, digits and the pictures and bars that people put before them. */
const channelName = /^[\p{L}\p{M}\p{N}\p{So}\p{Emoji_Modifier}\p{Join_Control}・_-]{1,80}$/u

/** A mention (`<#123>`, `<#C01|general>`), an id, or a name. */
function readChannel(word: string): string | undefined {
  const mention = /^<#(\w{2,30})(?:\|[^>]{0,80})?>$/.exec(word)?.[1]
  const name = word.startsWith('#') ? word.slice(1) : word
  return mention ?? (channelName.test(name) ? name : undefined)
}
