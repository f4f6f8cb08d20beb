/**
 * Text cut into atoms: runs of letters, numbers, single signs, single Han characters. `RTX4090-24g` is `rtx 4090 - 24 g`.
 * Names are compared by their key: atoms joined without separators, but a space kept between two numbers, so that
 * `llama3.1:70b`, `Llama-3.1 70B` and `llama 3.1 70b` are one name and `llama 38b` is not `llama 3 8b`.
 */
export interface Atom {
  readonly kind: 'word' | 'number' | 'sign' | 'han'
  readonly text: string
  /** Numbers only. May be Infinity for absurd input; readers check. */
  readonly value: number
  readonly start: number
  readonly end: number
  /** Nothing stands between this atom and the one before. */
  readonly glued: boolean
}

const fold = new Map([
  ['×', 'x'],
  ['✕', 'x'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['’', "'"],
  ['。', '.'],
  ['、', ','],
  ['【', '('],
  ['】', ')'],
  ['「', '('],
  ['」', ')'],
  ['\u{a5}', '¥'],
  // What makes a digit a keycap.
  ['\u{fe0f}', ''],
  ['\u{20e3}', ''],
])

/** Lower case, full-width forms to ASCII (NFKC), look-alike signs to one. */
export function normalise(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  let out = ''
  for (const char of text.normalize('NFKC').toLowerCase()) out += fold.get(char) ?? char
  return out
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false
  return true
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7)
}

export function isHan(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200d) || code === 0xfeff || code === 0x7f
}

/** `text` must be normalised. One pass, linear. */
export function atomsOf(text: string): Atom[] {
  const atoms: Atom[] = []
  let glued = false
  let i = 0
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (isSpace(code)) {
      glued = false
      i++
      continue
    }
    const start = i
    if (isDigit(code) || (code === 46 && isDigit(text.charCodeAt(i + 1)) && isOpen(atoms, glued))) {
      const open = isOpen(atoms, glued)
      const comma = open ? decimalCommaEnd(text, i) : undefined
      i = comma ?? numberEnd(text, i, open)
      const said = comma === undefined ? text.slice(start, i).replaceAll('_', '') : text.slice(start, i).replace(',', '.')
      atoms.push({ kind: 'number', text: said, value: Number(said.replaceAll(',', '')), start, end: i, glued })
    } else if (isLetter(code)) {
      while (i < text.length && isLetter(text.charCodeAt(i))) i++
      atoms.push({ kind: 'word', text: text.slice(start, i), value: 0, start, end: i, glued })
    } else {
      const wide = code >= 0xd800 && code <= 0xdbff && i + 1 < text.length
      i += wide ? 2 : 1
      atoms.push({ kind: isHan(code) ? 'han' : 'sign', text: text.slice(start, i), value: 0, start, end: i, glued })
    }
    glued = true
  }
  return atoms
}

/**
 * `2xgeforce` as `2 x geforce`: an x glued to a count, before a word that is known without it.
 * A single letter is one only when a number is glued to it: `2xt4`, not `7900xt`.
 */
export function splitTimes(atoms: readonly Atom[], isKnown: (word: string) => boolean): readonly Atom[] {
  let out: Atom[] | undefined
  for (let i = 0; i < atoms.length; i++) {
    const atom = atoms[i]
    if (atom === undefined) break
    const count = atom.glued && atom.text.length > 1 && atom.text.charCodeAt(0) === 120 ? atoms[i - 1] : undefined
    const counts = count?.kind === 'number' && !(count.glued && atoms[i - 2]?.kind === 'word')
    const whole = atom.text.length > 2 || (atoms[i + 1]?.kind === 'number' && atoms[i + 1]?.glued === true)
    if (!counts || !whole || !isKnown(atom.text.slice(1))) {
      out?.push(atom)
      continue
    }
    out ??= atoms.slice(0, i)
    out.push({ ...atom, text: 'x', end: atom.start + 1 }, { ...atom, text: atom.text.slice(1), start: atom.start + 1 })
  }
  return out ?? atoms
}

/** Nothing a number could belong to stands right before it: it may be written in more ways (`.5b`, `7,5b`, `1_000`, `1e-5`). */
function isOpen(atoms: readonly Atom[], glued: boolean): boolean {
  const before = glued ? atoms.at(-1) : undefined
  return before === undefined || before.text === '(' || before.text === '=' || before.text === '~' || (before.text === '-' && !before.glued)
}

/** The end of `7,5` in `7,5b`: one or two digits behind a comma and the unit of sizes; `7,13,30b` is a list. */
function decimalCommaEnd(text: string, start: number): number | undefined {
  let i = start
  while (isDigit(text.charCodeAt(i))) i++
  if (text[i] !== ',' || i === start || i > start + 5 || !isDigit(text.charCodeAt(i + 1))) return undefined
  i += isDigit(text.charCodeAt(i + 2)) ? 3 : 2
  return text[i] === 'b' && !isLetter(text.charCodeAt(i + 1)) && !isDigit(text.charCodeAt(i + 1)) ? i : undefined
}

/** End of a number: digits, thousands commas, one decimal point, an exponent (`1e99`); an open one may have more. */
function numberEnd(text: string, start: number, open: boolean): number {
  let i = start
  while (isDigit(text.charCodeAt(i))) i++
  if (i - start <= 3 && i > start) {
    const mark = open && text[i] === '_' ? '_' : ','
    while (text[i] === mark && groupOfThree(text, i + 1)) i += 4
  }
  if (text[i] === '.' && isDigit(text.charCodeAt(i + 1))) {
    i++
    while (isDigit(text.charCodeAt(i))) i++
  }
  if (text[i] === 'e') {
    const sign = text[i + 1] === '+' || (open && text[i + 1] === '-') ? 1 : 0
    if (isDigit(text.charCodeAt(i + 1 + sign))) {
      i += 1 + sign
      while (isDigit(text.charCodeAt(i))) i++
    }
  }
  return i
}

function groupOfThree(text: string, start: number): boolean {
  for (let i = start; i < start + 3; i++) if (!isDigit(text.charCodeAt(i))) return false
  return !isDigit(text.charCodeAt(start + 3))
}

/** Key of a whole name. Must agree with joining the atoms of `atomsOf` by `appendToKey`. `text` in lower case. */
export function keyOf(text: string): string {
  let key = ''
  let from = 0
  let number = false
  let decimal = false
  let apart = false
  // Slices of kept text are joined; a name without separators is copied once.
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isDigit(code)) {
      if (apart) {
        if (number) key += ' '
        from = i
        decimal = false
      } else if (!number) decimal = false
      number = true
      apart = false
    } else if (isLetter(code) || code === 43 || isHan(code)) {
      if (apart) from = i
      number = false
      apart = false
    } else if (code === 46 && number && !apart && !decimal && isDigit(text.charCodeAt(i + 1))) {
      decimal = true
    } else if (!apart) {
      key += text.slice(from, i)
      apart = true
      from = i
    }
  }
  return apart ? key : key + text.slice(from)
}

const separators = new Set(['-', '_', ':', '/', '.', "'", '@', '~'])

/** The key with one more atom, or undefined where a name cannot go on (a comma, a bracket, a Han character). */
export function appendToKey(key: string, atom: Atom): string | undefined {
  if (atom.kind === 'word' || atom.kind === 'han') return key + atom.text
  if (atom.kind === 'number') return key !== '' && isDigit(key.charCodeAt(key.length - 1)) ? `${key} ${atom.text}` : key + atom.text
  if (atom.text === '+') return `${key}+`
  return separators.has(atom.text) ? key : undefined
}
