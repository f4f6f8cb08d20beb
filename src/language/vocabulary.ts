import { NameIndex } from '../catalog/find-index.ts'
import { weightFormats } from '../catalog/formats.ts'
import { unlistedDevices } from '../catalog/unlisted-devices.ts'
import { conceptTable } from './words/concepts.ts'
import { cueTable, intentTable } from './words/cues.ts'
import { formatTable } from './words/formats.ts'
import { type Meaning, rows } from './words/meanings.ts'
import { measureTable } from './words/measures.ts'
import { noiseHan, noiseWords } from './words/noise.ts'
import { aspectTable, offTopicTable, reportTable, tasteTable } from './words/off-topic.ts'
import { plainWords } from './words/plain.ts'
import { countTable, deviceTable, smallTable } from './words/small.ts'
import { checkpointingTable, methodTable, optimizerTable, runtimeTable } from './words/training.ts'
import { useTable } from './words/uses.ts'

/** Every phrase and its meaning. Of two meanings of one phrase the table named first wins. */
function* phrases(): Generator<readonly [phrase: string, meaning: Meaning]> {
  for (const [value, phrase] of rows(intentTable)) yield [phrase, { tag: 'intent', value }]
  for (const [value, phrase] of rows(optimizerTable)) yield [phrase, { tag: 'optimizer', value }]
  for (const [value, phrase] of rows(methodTable)) yield [phrase, { tag: 'method', value }]
  for (const [value, phrase] of rows(checkpointingTable)) yield [phrase, { tag: 'checkpointing', value }]
  for (const [value, phrase] of rows(formatTable)) yield [phrase, { tag: 'format', value }]
  // A format of the catalog needs no spelling of its own here to be understood by name.
  for (const { name } of weightFormats) yield [name.toLowerCase(), { tag: 'format', value: name }]
  for (const phrase of unlistedDevices) yield [phrase, { tag: 'unlisted', value: phrase }]
  for (const [value, phrase] of rows(deviceTable)) yield [phrase, { tag: 'device', value }]
  for (const [value, phrase] of rows(countTable)) yield [phrase, { tag: 'count', value }]
  for (const [value, phrase] of rows(measureTable)) yield [phrase, { tag: 'measure', value }]
  for (const [value, phrase] of rows(smallTable)) yield [phrase, { tag: 'word', value }]
  for (const [value, phrase] of rows(cueTable)) yield [phrase, { tag: 'cue', value }]
  for (const [value, phrase] of rows(conceptTable)) yield [phrase, { tag: 'concept', value }]
  for (const [value, phrase] of rows(offTopicTable)) yield [phrase, { tag: 'off', value }]
  for (const [value, phrase] of rows([
    ['report', reportTable],
    ['aspect', aspectTable],
    ['taste', tasteTable],
  ] as const))
    yield [phrase, { tag: 'cue', value }]
  for (const [value, phrase] of rows(runtimeTable)) yield [phrase, { tag: 'runtime', value }]
  for (const [, phrase] of rows(useTable)) yield [phrase, { tag: 'word', value: 'noise' }]
  for (const phrase of noiseWords.split(' ')) yield [phrase, { tag: 'word', value: 'noise' }]
  for (const phrase of plainWords.split(' ')) yield [phrase, { tag: 'word', value: 'noise' }]
  for (const phrase of noiseHan.split(',')) yield [phrase, { tag: 'word', value: 'noise' }]
}

interface Vocabulary {
  readonly words: NameIndex<Meaning>
  /** Phrases that begin with a Han character, by their text. */
  readonly han: ReadonlyMap<string, Meaning>
  /** Longest phrase by first character. */
  readonly hanLengths: ReadonlyMap<string, number>
}

let made: Vocabulary | undefined

/** Made on first use. */
export function vocabulary(): Vocabulary {
  if (made !== undefined) return made
  const words = new NameIndex<Meaning>()
  const han = new Map<string, Meaning>()
  const hanLengths = new Map<string, number>()
  for (const [phrase, meaning] of phrases()) {
    if (phrase === '') continue
    const first = phrase[0] ?? ''
    if (first < '\u3400') {
      words.add(phrase, meaning)
      continue
    }
    if (!han.has(phrase)) han.set(phrase, meaning)
    const spoken = phrase.replace('什么', '啥')
    if (!han.has(spoken)) han.set(spoken, meaning)
    if (phrase.length > (hanLengths.get(first) ?? 0)) hanLengths.set(first, phrase.length)
  }
  made = { words, han, hanLengths }
  return made
}

/** The longest known phrase at a Han character of the text. */
export function hanPhrase(text: string, start: number): { readonly meaning: Meaning; readonly length: number } | undefined {
  const { han, hanLengths } = vocabulary()
  const longest = hanLengths.get(text[start] ?? '')
  if (longest === undefined) return undefined
  for (let length = longest; length > 0; length--) {
    const meaning = han.get(text.slice(start, start + length))
    if (meaning !== undefined) return { meaning, length }
  }
  return undefined
}
