import { entries, entryById } from './entries/all.ts'
import type { Entry } from './entry.ts'

/** Words that ask, and words between words: they name nothing. */
const english =
  'a an and any are as at be but by can could do does did each eli5 explain explained for from get go had has have how i if in into is isn it its just kind know like ' +
  'make many me mean meaning means meant more most much my need no not of on one or other our please so tell term than that the their then there these they thing this to too ' +
  'up use used using was we what when where which who why will with work would you your vs versus difference between compare really actually about called s t re help understand'
const chinese =
  '什 么 是 的 了 吗 呢 啊 呀 吧 啥 为 何 怎 样 请 问 下 意 思 区 别 和 与 跟 还 有 解 释 介 绍 到 底 个 一 这 那 我 你 它 会 能 要 想 求 新 手 指 里 在 用 做 干 嘛 回 事 名 字 说 讲'
/** What every term here is of: "gpu显存" is 显存, "llm quantization" quantization. */
const field = 'gpu gpus llm llms ai ml 模 型 框 架'
const ofField: ReadonlySet<string> = new Set(field.split(' '))
const small: ReadonlySet<string> = new Set([...english.split(' '), ...chinese.split(' ')])

const isHan = /\p{Script=Han}/u
const isWord = /[\p{L}\p{N}]/u

/** Latin words and figures whole, without a plural's s; Chinese by character. */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  let word = ''
  const end = () => {
    if (word !== '') words.push(word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word)
    word = ''
  }
  for (const letter of text.normalize('NFKC').toLowerCase()) {
    if (isHan.test(letter)) {
      end()
      words.push(letter)
    } else if (isWord.test(letter)) word += letter
    else end()
  }
  end()
  return words
}

/** A Chinese character says about as much as two letters; a short Latin word is an abbreviation and says more than its letters. */
const weightOf = (word: string) => (isHan.test(word) ? 2 : Math.max(3, word.length))
const weigh = (words: Iterable<string>) => {
  let sum = 0
  for (const word of words) sum += weightOf(word)
  return sum
}
const content = (words: readonly string[]) => words.filter((word) => !small.has(word))

interface Index {
  readonly byName: ReadonlyMap<string, Entry>
  readonly longest: number
  readonly questions: readonly { readonly entry: Entry; readonly words: readonly string[] }[]
}

function makeIndex(): Index {
  const byName = new Map<string, Entry>()
  let longest = 1
  for (const entry of entries)
    for (const name of [entry.id, ...entry.names.en, ...entry.names.zh]) {
      const words = wordsOf(name)
      longest = Math.max(longest, words.length)
      const key = words.join(' ')
      if (!byName.has(key)) byName.set(key, entry)
    }
  const questions = entries.flatMap((entry) =>
    [...entry.asked.en, ...entry.asked.zh].map((asked) => ({ entry, words: content(wordsOf(asked)) })),
  )
  return { byName, longest, questions }
}

let index: Index | undefined

export interface Found {
  readonly entry: Entry
  /** Share of the text's words, those that only ask apart, that lead to the entry: 0…1. */
  readonly covered: number
}

/** What a topic that the language room heard adds: as much as a word. */
const topicWeight = 5

/**
 * What a text asks about: the entry whose names and questions account for most of it. `concept`: the topic the question was read as,
 * where it was. Undefined where nothing is named.
 */
export function findEntry(text: string, concept: string | null): Found | undefined {
  const byId = shorthandEntry(text)
  if (byId !== undefined) return { entry: byId, covered: 1 }
  index ??= makeIndex()
  const words = wordsOf(text)
  const said = new Set(words)
  const led = new Map<Entry, Set<string>>()
  const lead = (entry: Entry, from: readonly string[]) => {
    const known = led.get(entry) ?? new Set<string>()
    for (const word of from) known.add(word)
    led.set(entry, known)
  }
  for (let at = 0; at < words.length; ) {
    const match = nameAt(words, at, index)
    if (match !== undefined) lead(match.entry, match.words)
    at += match?.words.length ?? 1
  }
  for (const { entry, words: asked } of index.questions) if (asked.every((word) => said.has(word))) lead(entry, asked)
  const topics = concept === null ? [] : entries.filter((entry) => entry.id === concept || entry.concept === concept)
  for (const entry of topics) lead(entry, [])
  let best: Entry | undefined
  let most = 0
  for (const [entry, from] of led) {
    // Of the entries on a topic the first is what its name alone means.
    const score = weigh(from) + (topics.includes(entry) ? topicWeight : 0) + (topics[0] === entry ? 1 : 0)
    if (score > most) {
      best = entry
      most = score
    }
  }
  if (best === undefined) return undefined
  const whole = new Set(content(words).filter((word) => !ofField.has(word)))
  const covering = [...(led.get(best) ?? [])].filter((word) => whole.has(word))
  return { entry: best, covered: whole.size === 0 ? 1 : weigh(covering) / weigh(whole) }
}

/** "explain kv-cache": what a shorthand names is meant, whatever else its words are. */
function shorthandEntry(text: string): Entry | undefined {
  const [verb, id, ...more] = text.trim().toLowerCase().split(' ')
  return (verb === 'explain' || verb === '解释') && id !== undefined && more.length === 0 ? entryById(id) : undefined
}

/** The longest name that begins there. */
function nameAt(words: readonly string[], at: number, { byName, longest }: Index) {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    const part = words.slice(at, at + length)
    const entry = byName.get(part.join(' '))
    if (entry !== undefined) return { entry, words: part }
  }
  return undefined
}

/** Words that ask for a meaning, a cause or a difference. */
const asking = wordsOf('what why how explain mean meaning difference vs versus eli5 which is does do')
const askingZh = ['什么', '为什么', '为何', '区别', '意思', '解释', '怎么', '啥', '吗', '多少', '哪个', '干嘛', '原理', '差在哪', '作用']

/** Whether a text asks to understand something, or is nothing but a term. */
export function asksMeaning(text: string): boolean {
  const [first, ...rest] = wordsOf(text)
  if (first === undefined) return false
  return asking.includes(first) || rest.some((word) => word === 'vs' || word === 'mean') || askingZh.some((words) => text.includes(words))
}
