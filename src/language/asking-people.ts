import type { Atom } from '../catalog/find-atoms.ts'
import { beginningOf, type Clause } from './clauses.ts'
import { askedOfUs, helpers, interrogatives, pastVerbs, requests, sharedFigures, socialWords } from './words/aloud.ts'

/** Open a request as well as a question. */
export const canBe: ReadonlySet<string> = new Set(['can', 'could'])

/** "please test it", "pls dm me": to be done by somebody. */
export function isErrand(atoms: readonly Atom[], at: number, to: number): boolean {
  const next = at + 1 < to ? atoms[at + 1] : undefined
  return pleases.has(atoms[at]?.text ?? '') && next?.kind === 'word' && !askedOfUs.has(next.text) && !requests.has(next.text)
}

const pleases: ReadonlySet<string> = new Set(['please', 'pls', 'plz'])

/** "anyone got an estimate for …", "has anybody current pricing on …". */
export function asksForFigures(atoms: readonly Atom[], clause: Clause): boolean {
  const from = beginningOf(atoms, clause)
  for (let at = from; at < Math.min(clause.to, from + 2); at++) {
    if (!anyones.has(atoms[at]?.text ?? '')) continue
    for (let i = at + 1; i < Math.min(clause.to, at + 5); i++) if (sharedFigures.has(atoms[i]?.text ?? '')) return true
    // "does anybody have a rule for how much …".
    if (at > clause.from)
      for (let i = at + 1; i + 1 < clause.to; i++) if (atoms[i]?.text === 'how' && amounts.has(atoms[i + 1]?.text ?? '')) return true
    // "anybody know what speeds to expect".
    if (known.has(atoms[at + 1]?.text ?? '') && interrogatives.has(atoms[at + 2]?.text ?? '')) return true
  }
  return false
}

const amounts: ReadonlySet<string> = new Set(['much', 'many'])
const known: ReadonlySet<string> = new Set(['know', 'knows', 'remember', 'recall'])

/** "is it just me or", "am i the only one", "does anyone else": what somebody feels is shared. */
export function isShared(atoms: readonly Atom[], { from, to }: Clause): boolean {
  for (let at = from; at + 1 < to; at++) {
    const next = atoms[at + 1]?.text ?? ''
    switch (atoms[at]?.text) {
      case 'just':
        if (next === 'me') return true
        break
      case 'only':
        if (next === 'one' || next === 'ones') return true
        break
      // "how is a 4090 still 2000 dollars".
      case 'how':
        // "how the hell do people afford 8 h100s".
        if (next === 'the' || (next === 'do' && atoms[at + 2]?.text === 'people')) return true
        if ((next === 'is' || next === 'are') && atoms.slice(at, to).some(({ text }) => text === 'still')) return true
        break
      // "why do we even have q2", "why would anyone".
      case 'why':
        if (next === 'would' && (atoms[at + 2]?.text === 'you' || atoms[at + 2]?.text === 'u')) return true
        for (let i = at + 1; i < Math.min(to, at + 4); i++) if (atoms[i]?.text === 'even' || anyones.has(atoms[i]?.text ?? '')) return true
        break
      default:
        if (anyones.has(atoms[at]?.text ?? '') && next === 'else') return true
    }
  }
  return false
}

export const anyones: ReadonlySet<string> = new Set(['anyone', 'anybody', 'someone', 'somebody'])

/** "anyone tried …", "has anybody got …", "who runs …": of what people do. "anyone know if …", "can someone explain …" ask like any other. */
export function isSocial(atoms: readonly Atom[], clause: Clause): boolean {
  const from = beginningOf(atoms, clause)
  const to = Math.min(clause.to, from + 3)
  for (let at = from; at < to; at++) {
    // "can someone ballpark …" requests.
    if (!socialWords.has(atoms[at]?.text ?? '') || (at > clause.from && canBe.has(atoms[at - 1]?.text ?? ''))) continue
    for (let i = at + 1; i < Math.min(clause.to, at + 4); i++) {
      const word = atoms[i]?.text ?? ''
      if (helpers.has(word) || requests.has(word)) return false
    }
    return true
  }
  return false
}

/** "what did they change", "how was it", "how many gpus did they use". */
export function isPast(atoms: readonly Atom[], clause: Clause): boolean {
  const at = beginningOf(atoms, clause)
  if (!interrogatives.has(atoms[at]?.text ?? '')) return false
  // "how many gpus did they train it on".
  if (pastVerbs.has(atoms[at + 1]?.text ?? '')) return true
  return atoms.slice(at + 2, Math.min(at + 4, clause.to)).some(({ text }) => text === 'did')
}
