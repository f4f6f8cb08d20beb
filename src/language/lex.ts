import { type Atom, atomsOf, normalise, splitTimes } from '../catalog/find-atoms.ts'
import { respell } from '../catalog/find-nicknames.ts'
import { gpuIndex } from '../catalog/names.ts'
import { isMakersCard, readGpu, readGpuSeries, readUnknownGpu } from './lex-gpu.ts'
import { readMalformedSize, readNegativeTimes, readNonNumber } from './lex-malformed.ts'
import { readModel } from './lex-model.ts'
import { readAddress, readFamily, readRepository, readUnknownFormat } from './lex-name.ts'
import { readHanBits, readHanNumber, readNumber } from './lex-number.ts'
import { readStranger } from './lex-stranger.ts'
import { variantOf, versionOf } from './lex-version.ts'
import type { Lexeme, NumberLexeme, Read } from './lexeme.ts'
import { simplified } from './simplified.ts'
import { spellOut } from './slang.ts'
import { hanPhrase, vocabulary } from './vocabulary.ts'
import type { Meaning, Measure } from './words/meanings.ts'

export interface Lexed {
  readonly text: string
  readonly atoms: readonly Atom[]
  readonly lexemes: Lexeme[]
}

/** Text to lexemes: at each place the longest thing the tables or the catalog know. One pass, linear. */
export function lex(said: string): Lexed {
  // A Chinese comma ends a clause, also between two numbers.
  const text = normalise(simplified(said).replaceAll('，', ', '))
  const atoms = spellOut(respell(splitTimes(atomsOf(text), isKnown)))
  const lexemes: Lexeme[] = []
  let i = 0
  while (i < atoms.length) {
    const atom = atoms[i]
    if (atom === undefined) break
    const read = readAt(text, atoms, i, atom)
    lexemes.push(read.lexeme)
    i = Math.max(read.to, i + 1)
  }
  return { text, atoms, lexemes }
}

/** A word that a device's name or a phrase begins with. */
function isKnown(word: string): boolean {
  return gpuIndex().begins(word) || vocabulary().words.begins(word)
}

function readAt(text: string, atoms: readonly Atom[], at: number, atom: Atom): Read {
  switch (atom.kind) {
    case 'word':
      return readGpuSeries(atoms, at) ?? readWord(atoms, at, atom)
    case 'number':
      return readGpuSeries(atoms, at) ?? readFigure(atoms, at, atom)
    case 'han':
      return readHan(text, atoms, at, atom)
    case 'sign':
      return readSign(atoms, at, atom)
  }
}

function readWord(atoms: readonly Atom[], at: number, atom: Atom): Read {
  const scale = scaleWords.get(atom.text)
  if (scale !== undefined) return { lexeme: place(numberOf(scale), at, at + 1, atom), to: at + 1 }
  const address = readAddress(atoms, at)
  if (address !== undefined) return address
  const rate = readRate(atoms, at, atom)
  if (rate !== undefined) return rate
  const next = atoms[at + 1]
  const negative = atom.text === 'x' ? readNegativeTimes(atoms, at) : undefined
  if (negative !== undefined) return negative
  if (atom.text === 'x' && (next?.kind === 'number' || atoms[at - 1]?.kind === 'number' || atoms[at - 1]?.text === ')'))
    return sign(atoms, at, 'x')
  const gpu = readGpu(atoms, at)
  const model = readModel(atoms, at)
  const repository = gpu === undefined && model === undefined && next?.text === '/' ? readRepository(atoms, at) : undefined
  if (repository !== undefined) return repository
  const phrase = phraseAt(atoms, at)
  const to = Math.max(phrase?.to ?? 0, gpu?.to ?? 0, model?.to ?? 0)
  const meaning = phrase?.lexeme
  // The longest wins; of equals the plain word, but for words that mean nothing here.
  if (
    phrase !== undefined &&
    meaning !== undefined &&
    phrase.to === to &&
    !(meaning.tag === 'word' && (gpu?.to === to || model?.to === to))
  ) {
    if (meaning.tag === 'word' && meaning.value === 'maker') return isMakersCard(atoms, at) ? phrase : (readUnknownGpu(atoms, at) ?? phrase)
    if (meaning.tag === 'measure' && atom.text.length === 1 && phrase.to === at + 1 && !isUnit(atoms, at, meaning.value))
      return noise(atoms, at)
    if (next?.glued === true && next.kind === 'number' && meaning.tag === 'word') return readUnknown(atoms, at, atom) ?? phrase
    // `some-org/weird-30b`: a name may begin with a plain word.
    if (meaning.tag === 'word' && atoms[phrase.to]?.glued === true && atoms[phrase.to]?.kind === 'sign')
      return readStranger(atoms, at) ?? phrase
    return phrase
  }
  if (gpu !== undefined && gpu.to === to) return gpu
  if (model !== undefined && model.to === to) return versionOf(atoms, at, model) ?? variantOf(atoms, at, model) ?? model
  return readUnknown(atoms, at, atom) ?? strangeWord(atoms, at, atom)
}

/** A single letter measures only right behind a number (`300w`, `2s`); the r of LoRA right before one (`r=16`). */
function isUnit(atoms: readonly Atom[], at: number, measure: string): boolean {
  const next = atoms[at + 1]
  // An r7 5800x is a processor.
  if (measure === 'rank') return next?.text === '=' || (next?.kind === 'number' && atoms[at + 2]?.kind !== 'number')
  return atoms[at]?.glued === true && atoms[at - 1]?.kind === 'number'
}

function readUnknown(atoms: readonly Atom[], at: number, atom: Atom): Read | undefined {
  if (atom.text === 'a' && atoms[at + 1]?.glued === true && atoms[at + 2]?.text === 'b') return noise(atoms, at)
  const nonNumber = readNonNumber(atoms, at)
  if (nonNumber !== undefined) return nonNumber
  if (isMakersCard(atoms, at)) return noise(atoms, at)
  return (
    readUnknownFormat(atoms, at) ??
    readGluedLabel(atoms, at, atom) ??
    readUnknownGpu(atoms, at) ??
    readStranger(atoms, at) ??
    readRepository(atoms, at) ??
    readFamily(atoms, at)
  )
}

/** `bs8`, `zero3`: a measure and its number in one word. */
function readGluedLabel(atoms: readonly Atom[], at: number, atom: Atom): Read | undefined {
  const next = atoms[at + 1]
  if (next?.kind !== 'number' || !next.glued) return undefined
  const meaning = vocabulary().words.get(atom.text)
  // `s4000` is somebody's card and no seconds.
  const labels = meaning?.tag === 'measure' && (atom.text.length > 1 || isUnit(atoms, at, meaning.value))
  return labels ? { lexeme: lexemeOf(meaning, at, at + 1, atom), to: at + 1 } : undefined
}

/** A word nobody knows, with what is glued to it: `gsm8k` holds no context of 8k. */
function strangeWord(atoms: readonly Atom[], at: number, atom: Atom): Read {
  let to = at + 1
  let text = atom.text
  while (to < at + 8 && atoms[to]?.glued === true && (atoms[to]?.kind === 'word' || atoms[to]?.kind === 'number')) {
    text += atoms[to]?.text ?? ''
    to++
  }
  return { lexeme: plain('unknown', text.slice(0, 40), at, to, atom), to }
}

/** "a context of a billion": a scale without its number. */
const scaleWords: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
])

function numberOf(amount: number): Bare<NumberLexeme> {
  return { tag: 'number', raw: amount, scale: '', amount, unit: '', labelled: false, active: false, han: true, used: false }
}

/** "tok/s", "t/s", "令牌/s": a speed. */
function readRate(atoms: readonly Atom[], at: number, atom: Atom): Read | undefined {
  const slash = atoms[at + 1]
  if (slash?.text !== '/' || !slash.glued || !rateWords.has(atom.text)) return undefined
  const per = atoms[at + 2]
  if (per === undefined || !(secondWords.has(per.text) || per.text === '秒')) return undefined
  return { lexeme: lexemeOf({ tag: 'measure', value: 'speed' }, at, at + 3, atom), to: at + 3 }
}

const rateWords = new Set(['t', 'tok', 'toks', 'token', 'tokens', 'tk', 'tkn', 'tks'])
const secondWords = new Set(['s', 'sec', 'second', 'secs'])

function readFigure(atoms: readonly Atom[], at: number, atom: Atom): Read {
  const malformed = readMalformedSize(atoms, at)
  if (malformed !== undefined) return malformed
  // "ctx 24 7 in": two figures side by side are no "24/7".
  const phrase = atoms[at + 1]?.kind === 'number' ? undefined : phraseAt(atoms, at)
  const gpu = readGpu(atoms, at)
  const model = readModel(atoms, at)
  const number = readNumber(atoms, at)
  const to = Math.max(phrase?.to ?? 0, gpu?.to ?? 0, model?.to ?? 0)
  if (number !== undefined && number.to > to) return number
  if (gpu !== undefined && gpu.to === to && !(gpu.to === at + 1 && countsSomething(atoms, at))) return gpu
  if (phrase !== undefined && phrase.to === to) return phrase
  if (model !== undefined && model.to === to) return model
  return number ?? { lexeme: plain('unknown', atom.text.slice(0, 40), at, at + 1, atom), to: at + 1 }
}

/** "7600 tokens", "batch 4090", "$3090": a number that happens to be a card's. */
function countsSomething(atoms: readonly Atom[], at: number): boolean {
  const before = atoms[at - 1]
  if (before !== undefined && atoms[at]?.glued === true && (currencies.has(before.text) || before.text === '=' || before.text === '.'))
    return true
  const label = before?.kind === 'word' ? vocabulary().words.get(before.text) : undefined
  if (label?.tag === 'measure' && countLabels.has(label.value)) return !saysWhole(atoms, at)
  if (before?.text === 'in' && atoms[at + 1]?.text === 'out') return true
  const next = atoms[at + 1]
  // "a 4090 a good buy": a letter is a unit only right behind its number.
  if (next?.text.length === 1 && next.kind === 'word' && !next.glued) return false
  const after = phraseAt(atoms, at + 1)?.lexeme
  if (after?.tag !== 'measure') return false
  if (after.value === 'in') return atoms[at + 2]?.kind === 'number' && atoms[at + 3]?.text === 'out'
  return after.value !== 'cards' && after.value !== 'nodes' && after.value !== 'people' && after.value !== 'out'
}

/** "full context 4090": as much as there is, on a card. */
function saysWhole(atoms: readonly Atom[], at: number): boolean {
  const phrase = at < 2 ? undefined : phraseAt(atoms, at - 2)
  return (
    phrase?.to === at &&
    phrase.lexeme.tag === 'measure' &&
    (phrase.lexeme.value === 'max-context' || phrase.lexeme.value === 'whole-context')
  )
}

const countLabels: ReadonlySet<string> = new Set(['batch', 'context', 'prompt', 'output', 'rank'])

/** Signs of money; a dollar may have its country before it ("A$2500"). */
export const currencies: ReadonlyMap<string, Measure> = new Map([
  ['$', 'usd'],
  ['us$', 'usd'],
  ['a$', 'aud'],
  ['au$', 'aud'],
  ['c$', 'cad'],
  ['ca$', 'cad'],
  ['hk$', 'hkd'],
  ['nt$', 'twd'],
  ['¥', 'cny'],
  ['€', 'eur'],
  ['£', 'gbp'],
  ['₹', 'inr'],
  ['₩', 'krw'],
])

function readHan(text: string, atoms: readonly Atom[], at: number, atom: Atom): Read {
  const phrase = hanPhrase(text, atom.start)
  const bits = readHanBits(atoms, at)
  if (bits !== undefined) return bits
  if ((phrase?.length ?? 0) < 3 && isDoubled(atoms, at))
    return { lexeme: lexemeOf({ tag: 'cue', value: 'question' }, at, at + 2, atom), to: at + 2 }
  const numeral = readHanNumber(atoms, at)
  if (phrase !== undefined && (numeral === undefined || phrase.length > 1 || numeral.to <= at + 1)) {
    let to = at + 1
    while (to < atoms.length && (atoms[to]?.start ?? Number.MAX_SAFE_INTEGER) < atom.start + phrase.length) to++
    if (numeral === undefined || to >= numeral.to) return { lexeme: lexemeOf(phrase.meaning, at, to, atom), to }
  }
  if (numeral !== undefined) return numeral
  let to = at + 1
  while (to < atoms.length && atoms[to]?.kind === 'han' && to < at + 8 && hanPhrase(text, atoms[to]?.start ?? 0) === undefined) to++
  return { lexeme: plain('unknown', text.slice(atom.start, atoms[to - 1]?.end ?? atom.end), at, to, atom), to }
}

/** 支不支持, 跑不跑得动: a verb and its denial ask, and the verb stands behind. */
function isDoubled(atoms: readonly Atom[], at: number): boolean {
  const [denial, again] = [atoms[at + 1]?.text, atoms[at + 2]]
  return (denial === '不' || denial === '没') && again?.text === atoms[at]?.text && again?.glued === true
}

function readSign(atoms: readonly Atom[], at: number, atom: Atom): Read {
  const next = atoms[at + 1]
  if (atom.text === '/' && next?.kind === 'word' && perHour.has(next.text))
    return { lexeme: lexemeOf({ tag: 'cue', value: 'per-hour' }, at, at + 2, atom), to: at + 2 }
  if (atom.text === '/' && next?.glued === true && next.text === 'm')
    return { lexeme: lexemeOf({ tag: 'cue', value: 'per-million' }, at, at + 2, atom), to: at + 2 }
  const country = atom.text === '$' && atom.glued ? `${atoms[at - 1]?.text ?? ''}$` : ''
  if (currencies.has(country)) return sign(atoms, at, country)
  const negative = atom.text === '*' ? readNegativeTimes(atoms, at) : undefined
  return negative ?? sign(atoms, at, atom.text === '*' ? 'x' : atom.text)
}

const perHour = new Set(['h', 'hr', 'hour', 'day', 'month', 'mo'])

function phraseAt(atoms: readonly Atom[], at: number): Read | undefined {
  const found = vocabulary().words.longest(atoms, at)
  const atom = atoms[at]
  if (found === undefined || atom === undefined) return undefined
  return { lexeme: lexemeOf(found.value, at, found.to, atom), to: found.to }
}

/** All lexemes of words have one shape, whatever they mean: the engine reads them twice as fast. */
function lexemeOf(meaning: Meaning, from: number, to: number, atom: Atom): Lexeme {
  return { tag: meaning.tag, value: meaning.value, from, to, glued: atom.glued, claimed: false, used: false } as Lexeme
}

function sign(atoms: readonly Atom[], at: number, value: string): Read {
  return { lexeme: plain('sign', value, at, at + 1, atoms[at]), to: at + 1 }
}

function noise(atoms: readonly Atom[], at: number): Read {
  return { lexeme: plain('word', 'noise', at, at + 1, atoms[at]), to: at + 1 }
}

function plain(tag: 'unknown' | 'sign' | 'word', value: string, from: number, to: number, atom: Atom | undefined): Lexeme {
  return { tag, value, from, to, glued: atom?.glued ?? false, claimed: false, used: false } as Lexeme
}

type Bare<T> = T extends Lexeme ? Omit<T, 'from' | 'to' | 'glued'> : never

function place(bare: Bare<Lexeme>, from: number, to: number, atom: Atom): Lexeme {
  return { ...bare, from, to, glued: atom.glued } as Lexeme
}
