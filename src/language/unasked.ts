import type { Atom } from '../catalog/find-atoms.ts'
import { posesAlternatives } from './alternatives.ts'
import { asksByForm, clausesOf } from './asking.ts'
import { type Lexed, lex } from './lex.ts'
import type { Question } from './question.ts'
import { asksHowTo, longest, speaksOfResources, speaksOfRunning, tellsOfFault } from './unasked-about.ts'
import { personalAfter, personalBefore, personalHan, requestHan } from './words/aloud.ts'

/**
 * Whether a text that nobody addressed to us asks what we answer: it has the form of a question or of a request to the room, it is not put
 * to somebody else, and it is about what a model needs, how fast it is, what hardware does or costs, or what a term means. A text that is
 * addressed to us need not say as much: "70b q4" is a question there and a reply to somebody here.
 */
export function asksTheRoom(text: string, { intent, confidence, gpus, concept, quant, use, prefer, unknown }: Question): boolean {
  if (confidence < leastConfidence || !(asksAloud(text) || setsSideBySide(text))) return false
  switch (intent) {
    case 'none':
      return false
    case 'inference':
    case 'finetune':
    case 'pretrain':
      return speaksOfResources(text)
    case 'explain':
      if (asksHowTo(text) || tellsOfFault(text)) return false
      if (unknown.length > 0 && ofRivals.test(text)) return false
      return concept === 'quant-quality' ? quant !== null || ofQuants.test(text) : concept !== null || unknown.length === 0
    case 'what-fits':
      return use !== null || prefer !== null || speaksOfRunning(text)
    case 'gpu-info':
      return gpus.length > 0
    default:
      return true
  }
}

const leastConfidence = 0.5
/** Of names nobody knows. */
const ofRivals = /\b(?:better|worse|faster|slower) than\b/i
/** "is it worth it" is said of anything. */
const ofQuants = /quant|gguf|perplexity|ppl|\bbits?\b|量化|精度|降智/i

/** Whether a text sets things side by side: a question where it says no more, mark or not. */
export function setsSideBySide(text: string): boolean {
  return versus.test(text) && posesAlternatives(lex(text.slice(0, longest)))
}

const versus = /\b(?:vs|versus|or)\b|对比|还是/i

/** Whether a text asks the room: by a mark, by how a clause begins, by a word that asks or requests; and asks no one person about himself. */
export function asksAloud(text: string): boolean {
  const lexed = lex(text.slice(0, longest))
  return asks(text, lexed) && !isPersonal(text, lexed.atoms)
}

function asks(text: string, { text: normalised, atoms }: Lexed): boolean {
  if (requestHan.test(text)) return true
  return clausesOf(normalised, atoms).some((clause, at) => asksByForm(atoms, clause, at === 0))
}

/** "which card do you use", "did you try it", 你们用什么卡: about somebody, not about machines. "can you run …" and "do you need" are everybody's. */
function isPersonal(text: string, atoms: readonly Atom[]): boolean {
  if (/^@\p{L}/u.test(text.trim()) || personalHan.test(text)) return true
  return atoms.some(({ text: word }, at) => {
    if (word === 'your' || word === 'yours') return true
    if (word !== 'you' && word !== 'u') return false
    const before = atoms[at - 1]?.text ?? ''
    const after = atoms.slice(at + 1, at + 4).find(({ text: next }) => next !== 'guys' && next !== 'all')?.text ?? ''
    return personalBefore.has(before) || (before === 'do' && personalAfter.has(after))
  })
}
