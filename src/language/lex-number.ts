import type { Atom } from '../catalog/find-atoms.ts'
import type { NumberLexeme, Read, Scale } from './lexeme.ts'
import { formatOfBits } from './words/formats.ts'

/** Words for a scale, glued to the number (`70b`) or, where `apart`, also after a space (`24 GB`, `7 billion`). */
const scales: ReadonlyMap<string, { readonly scale: Scale; readonly factor: number; readonly apart: boolean }> = new Map([
  ['k', { scale: 'k', factor: 1e3, apart: false }],
  ['m', { scale: 'm', factor: 1e6, apart: false }],
  ['mn', { scale: 'm', factor: 1e6, apart: false }],
  ['million', { scale: 'm', factor: 1e6, apart: true }],
  ['b', { scale: 'b', factor: 1e9, apart: true }],
  ['bs', { scale: 'b', factor: 1e9, apart: false }],
  ['bn', { scale: 'b', factor: 1e9, apart: true }],
  ['billion', { scale: 'b', factor: 1e9, apart: true }],
  ['billions', { scale: 'b', factor: 1e9, apart: true }],
  ['t', { scale: 't', factor: 1e12, apart: false }],
  ['trillion', { scale: 't', factor: 1e12, apart: true }],
  ['w', { scale: 'wan', factor: 1e4, apart: false }],
  ['g', { scale: 'gb', factor: 1, apart: true }],
  ['gb', { scale: 'gb', factor: 1, apart: true }],
  ['gbs', { scale: 'gb', factor: 1, apart: true }],
  ['gib', { scale: 'gb', factor: 1, apart: true }],
  ['gig', { scale: 'gb', factor: 1, apart: true }],
  ['gigs', { scale: 'gb', factor: 1, apart: true }],
  ['tb', { scale: 'tb', factor: 1024, apart: true }],
  ['tib', { scale: 'tb', factor: 1024, apart: true }],
])

const hanScales: ReadonlyMap<string, number> = new Map([
  ['百', 1e2],
  ['千', 1e3],
  ['万', 1e4],
  ['亿', 1e8],
])
const hanDigits: ReadonlyMap<string, number> = new Map([...'〇一二三四五六七八九'].map((digit, value) => [digit, value]))
const moreDigits: ReadonlyMap<string, number> = new Map([
  ['零', 0],
  ['两', 2],
  ['俩', 2],
])

/** A number with its scale, or the format its bits name. `at` is a number atom. */
export function readNumber(atoms: readonly Atom[], at: number): Read | undefined {
  const atom = atoms[at]
  if (atom === undefined) return undefined
  const raw = isNegative(atoms, at) ? -atom.value : atom.value
  const place = { from: at, glued: atom.glued }
  const bits = readBits(atoms, at, raw)
  if (bits !== undefined) return bits
  const next = atoms[at + 1]
  const scaled = next?.kind === 'word' ? scales.get(next.text) : undefined
  if (next !== undefined && scaled !== undefined && (next.glued || scaled.apart) && !runsOn(atoms, at + 1, scaled.scale)) {
    // The BLOOM spelling: 7b1 is 7.1 billion.
    const tenth = atoms[at + 2]
    const spelt = next.glued && next.text === 'b' && tenth?.glued === true && tenth.kind === 'number' && tenth.text.length === 1
    const value = spelt ? raw + tenth.value / 10 : raw
    const to = at + (spelt ? 3 : 2)
    return { lexeme: number(value, scaled.scale, value * scaled.factor, { ...place, to }, isActive(atoms, at)), to }
  }
  if (next?.kind === 'han' && hanScales.has(next.text)) {
    const { factor, to } = readHanScale(atoms, at + 1)
    return { lexeme: number(raw, factor >= 1e8 ? 'yi' : 'wan', raw * factor, { ...place, to }, false), to }
  }
  return { lexeme: number(raw, '', raw, { ...place, to: at + 1 }, false), to: at + 1 }
}

/** A number in Han characters: 十六, 一百, 千亿, 1.2万亿's tail; 七十b. `at` is a Han atom. */
export function readHanNumber(atoms: readonly Atom[], at: number): Read | undefined {
  let total = 0
  let section = 0
  let digit = -1
  let scale: Scale = ''
  let to = at
  for (; to < atoms.length && to < at + 12; to++) {
    const atom = atoms[to]
    if (atom === undefined || atom.kind !== 'han' || (to > at && !atom.glued)) break
    const value = hanDigits.get(atom.text) ?? moreDigits.get(atom.text)
    const unit = atom.text === '十' ? 10 : hanScales.get(atom.text)
    if (value !== undefined) {
      digit = digit > 0 ? digit * 10 + value : value
    } else if (unit !== undefined && unit < 1e4) {
      section += (digit < 0 ? 1 : digit) * unit
      digit = -1
    } else if (unit !== undefined) {
      const so = total + section + Math.max(digit, 0)
      total = (so === 0 ? 1 : so) * unit
      section = 0
      digit = -1
      scale = unit === 1e8 ? 'yi' : scale === 'yi' ? 'yi' : 'wan'
    } else break
  }
  if (to === at) return undefined
  const amount = total + section + Math.max(digit, 0)
  const place = { from: at, to, glued: atoms[at]?.glued ?? false }
  const letter = atoms[to]
  const scaled = scale === '' && letter?.kind === 'word' && letter.glued ? scales.get(letter.text) : undefined
  if (scaled !== undefined && !runsOn(atoms, to, scaled.scale))
    return { lexeme: number(amount, scaled.scale, amount * scaled.factor, { ...place, to: to + 1 }, false), to: to + 1 }
  return { lexeme: { ...number(amount, scale, amount, place, false), han: true }, to }
}

function number(
  raw: number,
  scale: Scale,
  amount: number,
  place: { from: number; to: number; glued: boolean },
  active: boolean,
): NumberLexeme {
  return { tag: 'number', raw, scale, amount, unit: '', labelled: false, active, han: false, used: false, ...place }
}

const perSecond = new Set(['s', 'sec', 'second', '秒'])

/** `8 b200` is eight B200; `16b2` is nothing. A single letter is a scale only where no number is glued to it, but for `7b1`. */
function runsOn(atoms: readonly Atom[], at: number, scale: Scale): boolean {
  const scaleAtom = atoms[at]
  const next = atoms[at + 1]
  if (next === undefined || !next.glued) return false
  if (next.kind === 'number') return !(scale === 'b' && scaleAtom?.glued === true && next.text.length === 1)
  // "GB/s", "Gb/s" are bandwidths, "t/s" a speed.
  return (scale === 'gb' || scale === 'tb' || scale === 't') && next.text === '/' && perSecond.has(atoms[at + 2]?.text ?? '')
}

/** A minus is one only where nothing stands right before it: "8-A100" and "qwen-7b" have hyphens. */
function isNegative(atoms: readonly Atom[], at: number): boolean {
  const sign = atoms[at - 1]
  if (atoms[at]?.glued !== true || sign?.text !== '-') return false
  const before = atoms[at - 2]
  // 并发-1, though not 模型-7b.
  return (
    !sign.glued || before?.text === '(' || (before?.kind === 'han' && !(atoms[at + 1]?.glued === true && atoms[at + 1]?.kind === 'word'))
  )
}

function isActive(atoms: readonly Atom[], at: number): boolean {
  const letter = atoms[at - 1]
  if (letter === undefined || letter.text !== 'a' || atoms[at]?.glued !== true) return false
  return !letter.glued || atoms[at - 2]?.kind !== 'word'
}

function readHanScale(atoms: readonly Atom[], at: number): { factor: number; to: number } {
  let factor = 1
  let to = at
  while (to < at + 3) {
    const step = hanScales.get(atoms[to]?.text ?? '')
    if (step === undefined) break
    factor *= step
    to++
  }
  return { factor, to }
}

const bitWords = new Set(['bit', 'bits', 'bitness', 'bpw'])

/** `4bit`, `8-bit`, `2.65bit`, `4.65bpw`, `3.0 bits per weight`. */
function readBits(atoms: readonly Atom[], at: number, raw: number): Read | undefined {
  let i = at + 1
  if (atoms[i]?.text === '-' && atoms[i]?.glued === true) i++
  const word = atoms[i]
  const before = atoms[at - 1]
  const han = word?.kind === 'han' ? hanBits(atoms, i) : undefined
  if (han !== undefined) return formatOf(atoms, at, han, raw, false)
  const quant = word?.text === 'quant' && atoms[at]?.text.includes('.') === true
  if (word === undefined || !(quant || bitWords.has(word.text)) || (before?.kind === 'word' && atoms[at]?.glued === true)) return undefined
  let to = i + 1
  let rate = word.text === 'bpw' || quant
  if (atoms[to]?.text === 'per' && (atoms[to + 1]?.text ?? '').startsWith('weight')) {
    rate = true
    to += 2
  }
  return formatOf(atoms, at, to, raw, rate)
}

/** The format of so many bits, written from `at` up to `to`. `rate`: an average over the weights, which has no usual format. */
function formatOf(atoms: readonly Atom[], at: number, to: number, raw: number, rate: boolean): Read {
  const place = { from: at, to, glued: atoms[at]?.glued ?? false }
  const usual = rate ? undefined : formatOfBits.get(raw)
  if (usual !== undefined) return { lexeme: { tag: 'format', value: usual, used: false, ...place }, to }
  const said = atoms[at]?.text ?? ''
  if (raw >= 1 && raw <= 8.5 && said.length <= 6) return { lexeme: { tag: 'format', value: `${said}bpw`, used: false, ...place }, to }
  let unit = ''
  for (let i = at + 1; i < to; i++) if (atoms[i]?.kind !== 'sign') unit += atoms[i]?.text ?? ''
  return { lexeme: { tag: 'problem', slot: 'quant', text: `${raw < 0 ? '-' : ''}${said.slice(0, 20)}${unit}`, ...place }, to }
}

/** What may follow 位 where it counts bits: 量化, 精度, 整数, 浮点. Before other Han characters it counts people. */
const afterBits = new Set(['量', '精', '整', '浮', '的', '模', '版', '，', ','])

/** The end of 比特, or of a 位 that counts bits. */
function hanBits(atoms: readonly Atom[], at: number): number | undefined {
  if (atoms[at]?.text === '比' && atoms[at + 1]?.text === '特') return at + 2
  if (atoms[at]?.text !== '位') return undefined
  const next = atoms[at + 1]
  return next === undefined || next.kind !== 'han' || !next.glued || afterBits.has(next.text) ? at + 1 : undefined
}

/** 四位量化, 八比特. `at` is a Han atom; only numbers of bits that have a format. */
export function readHanBits(atoms: readonly Atom[], at: number): Read | undefined {
  const numeral = readHanNumber(atoms, at)
  const end = numeral === undefined ? undefined : hanBits(atoms, numeral.to)
  if (numeral?.lexeme.tag !== 'number' || end === undefined || !formatOfBits.has(numeral.lexeme.amount)) return undefined
  return formatOf(atoms, at, end, numeral.lexeme.amount, false)
}
