import { isShopping, saysWhatFor } from '../../../commands/shop.ts'
import { claimOf } from '../../cards/explain/claim.ts'
import { findEntry } from '../../cards/explain/find.ts'
import type { Reply } from '../../headroom.ts'
import type { Clock } from '../../language/dates.ts'
import { follow } from '../../language/follow.ts'
import { parse } from '../../language/parse.ts'
import type { Question } from '../../language/question.ts'
import { simplified } from '../../language/simplified.ts'
import { askedParts, asksAloud, asksTheRoom, leastOfTerm, setsSideBySide } from '../../language/unasked.ts'
import { asksHowTo, pointsBack, tellsOfFault } from '../../language/unasked-about.ts'

/** UTF-16 units. Whoever writes more tells a story. */
const longest = 500
const address = /https?:\/\/\S+/g

/** Whether a message to the room may be a question for us at all: costs next to nothing, and most of what is said there is not. */
export function mayBeForUs(text: string): boolean {
  if (text.length > longest || text.includes('```')) return false
  return /\p{L}/u.test(text.replace(address, '')) && (asksAloud(text) || setsSideBySide(text))
}

/** Whether it surely is one: it asks what we answer, what one of our terms means, or goes on with what the asker was answered. */
export function isForUs(text: string, previous: Question | undefined, clock: Clock): boolean {
  if (previous !== undefined && asksAloud(text) && follow(previous, text, clock) !== null) return true
  const question = parse(text, clock)
  const plain = simplified(text)
  if (isShopping(question, plain) && saysWhatFor(plain))
    return asksAloud(text) && !pointsBack(text) && !praises.test(text) && (!han.test(text) || asksWhich.test(plain))
  // A figure of no card ("what's the point of nvlink") is a term as well.
  if (question.intent === 'none' || (question.intent === 'gpu-info' && question.gpus.length === 0))
    return (
      question.confidence > 0 &&
      asksAloud(text) &&
      !tellsOfFault(text, question) &&
      !pointsBack(text) &&
      askedParts(text).some((asked) => namesTerm(asked, clock))
    )
  return asksTheRoom(text, question)
}

const han = /\p{Script=Han}/u
/** 买卡跑模型靠谱吗 asks for no card. */
const asksWhich = /推荐|什么|哪|怎么选|啥|有没有/u
/** "the best gpu for ai is the one you have": says which. */
const praises = /^[^?？]*\b(?:best|good)\b[^?？]*\b(?:is|are)\b[^?？]*$/i

/** Every word is understood, and most are the name of a term. */
function namesTerm(asked: string, clock: Clock): boolean {
  const found = findEntry(asked, null)
  if (found === undefined || countsOf.test(asked) || isDoing(asked) || found.covered < leastOfTerm(asked)) return false
  // A term may be a word that only its entry knows.
  const own = new Set(found.entry.names.en.flatMap((name) => name.toLowerCase().split(' ')))
  return parse(asked, clock).unknown.every((word) => own.has(word) || findEntry(word, null) !== undefined)
}

/** "how to convert safetensors to gguf"; why two cards do not double the speed is told. */
const isDoing = (asked: string) => asksHowTo(asked) && !/^why\b/i.test(asked)

/** "how much vram do i need" names a term and asks for no meaning. */
const countsOf = /^(?:(?:with|at|for|and|but) )?(?:how (?:much|many)|(?:the )?(?:most|least|more|less))\b/i

/** Whether the reply is one that nobody minds: a refusal or a list of what can be asked is for who asked us. */
export function isWorthSaying(text: string, reply: Reply): boolean {
  if (reply.kind === 'refusal') return false
  const { command, question } = reply
  if (command === 'help') return false
  if (command === 'none') return question.intent === 'finetune' || question.intent === 'pretrain'
  // A figure that is stated is checked whether it names a term or not.
  return command !== 'explain' || findEntry(simplified(text), question.concept) !== undefined || claimOf(question, text) !== undefined
}
