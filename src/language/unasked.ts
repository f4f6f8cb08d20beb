import type { Atom } from '../catalog/find-atoms.ts'
import { posesAlternatives } from './alternatives.ts'
import { asksByForm } from './asking.ts'
import { beginningOf, type Clause, clausesOf } from './clauses.ts'
import { type Lexed, lex } from './lex.ts'
import type { Question } from './question.ts'
import { isName } from './scene.ts'
import { simplified } from './simplified.ts'
import {
  asksHowTo,
  asksOfCraft,
  asksOfPeople,
  asksWhy,
  doubtsResult,
  longest,
  pointsBack,
  speaksOfResources,
  speaksOfRunning,
  tellsOfFault,
  wantsCure,
} from './unasked-about.ts'
import { doubted, personalAfter, personalBefore, personalHan, requestHan, rhetoricalHan, socialHan, stopsHan } from './words/aloud.ts'

/**
 * Whether a text that nobody addressed to us asks what we answer: it has the form of a question or of a request to the room, it is not put
 * to somebody else, and it is about what a model needs, how fast it is, what hardware does or costs, or what a term means. A text that is
 * addressed to us need not say as much: "70b q4" is a question there and a reply to somebody here.
 */
export function asksTheRoom(said: string, question: Question): boolean {
  const { intent, confidence, gpus, concept, quant, use, prefer, unknown } = question
  const text = simplified(said)
  if (confidence < leastConfidence || !(asksAloud(text) || setsSideBySide(text))) return false
  switch (intent) {
    case 'none':
      return false
    case 'inference':
      return speaksOfResources(text, question) && !wantsCure(text) && !doubtsResult(text)
    case 'finetune':
    case 'pretrain':
      return speaksOfResources(text, question) && !wantsCure(text) && isOfTraining(text, question)
    case 'explain':
      if (asksHowTo(text) || pointsBack(text) || tellsOfFault(text, question) || wantsCure(text) || asksOfCraft(text) || asksOfPeople(text))
        return false
      if (concept !== 'vllm-preallocation' && doubtsResult(text)) return false
      if (unknown.some(isName) && ofRivals.test(text)) return false
      return concept === 'quant-quality' ? quant !== null || ofQuants.test(text) : concept !== null || !unknown.some(mayBeName)
    case 'what-fits':
      return !asksWhy(text) && ((use !== null && !everyday.has(use)) || prefer !== null || speaksOfRunning(text))
    case 'gpu-info':
      return gpus.length > 0 && !asksWhy(text)
    case 'price':
      return !asksWhy(text) && (namesSomething(question) || !unknown.some((word) => hasHan.test(word)))
    default:
      return !wantsCure(text)
  }
}

/** A short run of Han characters is a verb more often than a name. */
const mayBeName = (word: string) => word.length > 1 || !hasHan.test(word)

/** "how much is hosting in shanghai" names nothing that we know the price of. */
function namesSomething({ gpus, model, paramsB, memoryGb, totalMemoryGb, problems }: Question): boolean {
  return gpus.length + problems.length > 0 || (model ?? paramsB ?? memoryGb ?? totalMemoryGb) !== null
}

/** Not "what does openai train on", nor how it is set up. */
function isOfTraining(text: string, { gpus, problems, model, paramsB }: Question): boolean {
  if (problems.length > 0) return false
  return gpus.length > 0 || (!asksOfCraft(text) && (model !== null || paramsB !== null || !asksHowTo(text)))
}

/** What a computer is for without any model. */
const everyday: ReadonlySet<string> = new Set(['coding'])

const leastConfidence = 0.5
/** Of names nobody knows. */
const ofRivals = /\b(?:better|worse|faster|slower) than\b/i
/** "is it worth it" is said of anything. */
const ofQuants = /quant|gguf|perplexity|ppl|\bbits?\b|量化|精度/i

/** Whether a text sets things side by side: a question where it says no more, mark or not. */
export function setsSideBySide(said: string): boolean {
  const text = simplified(said)
  return versus.test(text) && !tellsResult.test(text) && posesAlternatives(lex(text.slice(0, longest)))
}

/** "q4 vs q8: 6.21 vs 6.18". */
const tellsResult = /: ?\d|\d[.]\d+ (?:vs|versus)/
const versus = /\b(?:vs|versus|or)\b|对比|还是/i

/** Whether a text asks the room: by a mark, by how a clause begins, by a word that asks or requests; and asks no one person about himself. */
export function asksAloud(said: string): boolean {
  if (/^@\p{L}/u.test(said.trim())) return false
  const text = simplified(said.slice(0, longest))
  return asksInChinese(text) || askingClauses(lex(text)).length > 0
}

function asksInChinese(text: string): boolean {
  return hasHan.test(text) && askingHan(text).length > 0
}

/** The clauses that ask the room. */
function askingHan(text: string): readonly string[] {
  return text
    .split(stopsHan)
    .filter((clause) => requestHan.test(clause) && ![personalHan, socialHan, rhetoricalHan].some((other) => other.test(clause)))
}

const hasHan = /\p{Script=Han}/u

/**
 * A text, and each of its clauses that asks the room, without greetings and spelt in full: of "sorry, noob here, whats a token" the last,
 * "what is a token".
 */
export function askedParts(text: string): readonly string[] {
  const lexed = lex(text.slice(0, longest))
  if (lexed.atoms.some(({ kind }) => kind === 'han')) return [simplified(text), ...askingHan(simplified(text))]
  const clauses = askingClauses(lexed).map((clause) => spelt(lexed.atoms.slice(beginningOf(lexed.atoms, clause), clause.to)))
  return [text, ...clauses]
}

function spelt(atoms: readonly Atom[]): string {
  return atoms.map(({ text, glued }, at) => (at > 0 && !glued ? ' ' : '') + (contracted.get(text) ?? text)).join('')
}

const meaning =
  /^(?:what(?:'?s| is| are| does| do)(?! the (?!point|purpose|difference|use|meaning|idea|role|deal|relation|relationship|connection|concept))|explain|eli5|(?:is there |are there )?(?:a |any |the )?differences? between|how (?:do|does)|why (?:do|does|is|are|would|don'?t|doesn'?t|isn'?t|aren'?t|can'?t|wouldn'?t)|(?:is|are) .{1,20}the reason|does (?:[\w-]+ ){1,3}(?:reduce|save|affect|increase|cost|help|change|matter|speed))\b|\bwhat [\w -]{2,30} (?:is|are|does|means?)$|是什么|是啥|啥是|什么是|什么叫|意思|怎么回事|有什么用|区别|差在哪|什么关系|有关系|啥关系|是怎么|怎么省|一回事|干嘛用|原理|为[什啥]么?(?!.{0,10}(?:我|老|总|只|不|又|这么))/i

/** Share of the words asked that must name a term: fewer where their form asks for a meaning. */
export function leastOfTerm(asked: string): number {
  return meaning.test(asked) && !asksHowTo(asked) ? 0.4 : 0.6
}

const contracted: ReadonlyMap<string, string> = new Map([
  ['whats', 'what is'],
  ['hows', 'how is'],
])

/** "which card do you use? need recs": what is asked of somebody is his, and the rest of the text may still ask the room. */
function askingClauses({ text, atoms }: Lexed): readonly Clause[] {
  return clausesOf(text, atoms).filter((clause, at) => asksByForm(atoms, clause, at === 0) && !isPersonal(text, atoms, clause))
}

/** "which card do you use", "did you try it", 你们用什么卡: about somebody, not about machines. "can you run …" and "do you need" are everybody's. */
function isPersonal(text: string, atoms: readonly Atom[], { from, to }: Clause): boolean {
  const clause = text.slice(atoms[from]?.start, atoms[to - 1]?.end)
  if (personalHan.test(clause) || socialHan.test(clause)) return true
  for (let at = from; at < to; at++) {
    const word = atoms[at]?.text ?? ''
    if (word === 'your' || word === 'yours') return true
    if (word !== 'you' && word !== 'u') continue
    const before = atoms[at - 1]?.text ?? ''
    const behind = atoms[at + 1]?.text === "'" ? at + 3 : at + 1
    if (personalBefore.has(before) || doubted.has(atoms[behind]?.text ?? '')) return true
    const next = atoms[at + 1]?.text === 'guys' || atoms[at + 1]?.text === 'all' ? at + 2 : at + 1
    if (before === 'do' && isOnesOwn(atoms[next]?.text ?? '', next + 1 < to ? (atoms[next + 1]?.text ?? '') : '')) return true
  }
  return false
}

/** "do you have", "do you think of": but "do you have to offload" and "do you think 8gb is enough" ask of everybody. */
function isOnesOwn(verb: string, next: string): boolean {
  if (verb === 'have') return next !== 'to'
  if (verb === 'think') return next === 'of' || next === 'about' || next === ''
  return personalAfter.has(verb)
}
