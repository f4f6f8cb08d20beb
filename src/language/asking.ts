import type { Atom } from '../catalog/find-atoms.ts'
import { families, gpuIndex } from '../catalog/names.ts'
import { anyones, asksForFigures, canBe, isErrand, isPast, isShared, isSocial } from './asking-people.ts'
import { beginningOf, type Clause } from './clauses.ts'
import {
  agreeing,
  articles,
  askingWords,
  auxiliaries,
  barePredicates,
  behindJudgements,
  cardWords,
  clauseOpeners,
  comparatives,
  contractions,
  figureEnds,
  figures,
  greetings,
  interrogatives,
  judgements,
  modals,
  noRequest,
  ofWords,
  people,
  praise,
  predicates,
  prepositions,
  requests,
  searches,
  specFigures,
  subjects,
} from './words/aloud.ts'

/** Whether a clause has the form of a question or of a request to whoever reads it; what is asked of people's doings has not. */
export function asksByForm(atoms: readonly Atom[], clause: Clause, isFirst: boolean): boolean {
  if (isShared(atoms, clause)) return false
  if (asksForFigures(atoms, clause)) return true
  if (isSocial(atoms, clause) || isPast(atoms, clause)) return false
  if (clause.marked || (endsThere(atoms, clause.to) && isLoneFigure(behindGreeting(atoms, clause)))) return true
  // "the k means what".
  if (atoms[clause.to - 1]?.text === 'what' && behindWhat.has(atoms[clause.to - 2]?.text ?? '')) return true
  const at = beginningOf(atoms, clause)
  if (at < clause.to && opens(atoms, at, clause, isFirst)) return true
  for (let i = clause.from; i < clause.to; i++) {
    const word = atoms[i]?.text ?? ''
    if (isTurned(atoms, i, clause.to)) return true
    if (word === 'trying' && atoms[i + 1]?.text === 'to' && searches.has(atoms[i + 2]?.text ?? '')) return true
    if (requests.has(word) && !noRequest.has(atoms[i - 1]?.text ?? '') && !isErrand(atoms, i, clause.to)) return true
    if (i + 1 >= clause.to) break
    const two = `${word} ${atoms[i + 1]?.text ?? ''}`
    if (askingWords.has(two) || (i + 2 < clause.to && askingWords.has(`${two} ${atoms[i + 2]?.text ?? ''}`))) return true
  }
  return false
}

/** "is a 3090 …", "how much …" begin a question; "should be fine", "which is enough", "when i ran it" begin none. */
function opens(atoms: readonly Atom[], at: number, clause: Clause, isFirst: boolean): boolean {
  const word = atoms[at]?.text ?? ''
  const next = at + 1 < clause.to ? (atoms[at + 1]?.text ?? '') : ''
  const later = (words: ReadonlySet<string>, within = clause.to) => {
    for (let i = at + 1; i < Math.min(clause.to, within); i++) if (words.has(atoms[i]?.text ?? '')) return true
    return false
  }
  // "does going from a 3060 to a 3090 make sense".
  if (word === 'does' && next.endsWith('ing')) return true
  // "can't believe people still run 7b": "can't i run it" asks.
  if (canBe.has(word) && next === "'") return subjects.has(atoms[at + 3]?.text ?? '') || articles.has(atoms[at + 3]?.text ?? '')
  if (auxiliaries.has(word)) return !barePredicates.has(next) && !isOfSomebody(atoms, at, clause)
  if (word === 'when' || word === 'where') return auxiliaries.has(next) || next === "'"
  if (word === 'which' && !isFirst && (auxiliaries.has(next) || subjects.has(next) || next === 'means')) return later(comparatives)
  if (contractions.has(word)) return true
  if (interrogatives.has(word))
    return !(subjects.has(next) || (word === 'what' && (next === 'a' || next === 'an'))) || later(auxiliaries, at + 5)
  if (prepositions.has(word)) return isInverted(atoms, at + 1, clause.to)
  return clauseOpeners.has(word) || isFigure(atoms, at, clause) || isOffered(atoms, at, clause)
}

/** "feasible or pain": a judgement and its rival. */
function isOffered(atoms: readonly Atom[], at: number, { to }: Clause): boolean {
  return judgements.has(atoms[at]?.text ?? '') && atoms[at + 1]?.text === 'or' && to - at <= 5
}

/** "bro has 512gb", "dude is running a 70b", "here are my results": what only greets elsewhere is the subject, or points. */
function isOfSomebody(atoms: readonly Atom[], at: number, { from, to }: Clause): boolean {
  const before = at > from ? (atoms[at - 1]?.text ?? '') : ''
  if (before === 'here') return true
  if (!people.has(before)) return false
  return atoms[at]?.text === 'has' || (at + 1 < to && atoms[at + 1]?.text.endsWith('ing') === true)
}

const behindWhat: ReadonlySet<string> = new Set(['means', 'mean', 'is', 'does', 'needs', 'costs', 'takes', 'gets'])

/** Nothing comes behind but "…, anyone?". */
function endsThere(atoms: readonly Atom[], to: number): boolean {
  return atoms.slice(to).every(({ kind, text }) => kind === 'sign' || figureEnds.has(text) || anyones.has(text))
}

/** The last clause, where everything before it only greets; else nothing. */
function behindGreeting(atoms: readonly Atom[], clause: Clause): readonly Atom[] {
  const before = atoms.slice(0, clause.from)
  return before.every(({ kind, text }) => kind === 'sign' || greetings.has(text)) ? atoms.slice(beginningOf(atoms, clause), clause.to) : []
}

/** "3090 ti memory bandwidth": a card, one of its figures and nothing else. */
function isLoneFigure(atoms: readonly Atom[]): boolean {
  let last = atoms.length - 1
  while (last > 0 && figureEnds.has(atoms[last]?.text ?? '')) last--
  if (last > 6 || !specFigures.has(atoms[last]?.text ?? '')) return false
  return last > 0 && atoms.slice(0, last).every(({ kind, text }) => kind === 'number' || cardWords.has(text) || gpuIndex().begins(text))
}

/** "… could it", "… would a 3090", "… will llama": a verb before its subject asks wherever it stands; "so can a 4090", "faster than would a" compare. */
function isTurned(atoms: readonly Atom[], at: number, to: number): boolean {
  if (at + 1 >= to || !modals.has(atoms[at]?.text ?? '')) return false
  const before = atoms[at - 1]?.text ?? ''
  const next = atoms[at + 1]?.text ?? ''
  const subject = articles.has(next) || (subjects.has(next) && next !== 'people') || (families().has(next) && !barePredicates.has(next))
  return subject && !subjects.has(before) && !agreeing.has(before)
}

/** What a machine or a model is, rather than what was done. */
const asThey: ReadonlySet<string> = new Set(['rented', 'reserved', 'quantized', 'quantised', 'distilled', 'unquantized', 'finetuned'])

/** A figure among the first words, of or for something, and no verb. */
function isFigure(atoms: readonly Atom[], at: number, { to }: Clause): boolean {
  for (let i = at; i < Math.min(to - 1, at + 6); i++)
    if (figures.has(atoms[i]?.text ?? '') && ofWords.has(atoms[i + 1]?.text ?? ''))
      return !atoms
        .slice(at, to)
        .some(
          ({ text }) =>
            predicates.has(text) ||
            (text.length > 4 && text.endsWith('ed') && !ofWords.has(text) && !figures.has(text) && !asThey.has(text)),
        )
  return false
}

/** Whether a verb stands before its subject from `from` on: "does a 22b", "will it", but not "you can do a 22b" or "that is a lot". */
function isInverted(atoms: readonly Atom[], from: number, to: number): boolean {
  for (let at = from; at + 1 < to; at++) {
    const word = atoms[at]?.text ?? ''
    const before = atoms[at - 1]?.text ?? ''
    if (interrogatives.has(word) && (word.endsWith('s') || auxiliaries.has(atoms[at + 1]?.text ?? ''))) return true
    if (!auxiliaries.has(word) || subjects.has(before) || auxiliaries.has(before) || before === 'that' || before === 'which') continue
    const next = atoms[at + 1]
    const equates = word === 'is' || word === 'are'
    if (!equates && next?.text.endsWith('ing') === true) return true
    if (next?.kind === 'number' || subjects.has(next?.text ?? '')) return true
    if (equates && !judgements.has(next?.text ?? '') && isJudged(atoms, at + 2, to)) return true
    if (articles.has(next?.text ?? '') && !equates && !praise.has(atoms[at + 2]?.text ?? '')) return true
  }
  return false
}

/** "… enough", "… cheaper than": a judgement ends what is asked; "a better fit" is none. */
function isJudged(atoms: readonly Atom[], from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (judgements.has(atoms[at]?.text ?? '') && (at + 1 === to || behindJudgements.has(atoms[at + 1]?.text ?? ''))) return true
  return false
}
