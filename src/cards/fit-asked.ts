import type { Estimate } from '../estimator/types.ts'
import type { Language, Question } from '../language/question.ts'
import { bestOption } from './fit-view.ts'
import { countedName, formatName } from './names.ts'
import { grouped, significant, tokens } from './numbers.ts'

const perToken = /\b(?:ms|milliseconds?|seconds?) (?:per|a|each|\/) ?token\b|ms\/tok(?:en)?|每个?\s*token\s*(?:多少)?\s*(?:毫秒|ms)/iu
const howMany =
  /how many (?:concurrent |parallel |simultaneous )?(?:users?|requests?|people|clients?|sessions?)|多少(?:个)?(?:并发|用户|人)|几(?:个)?(?:并发|用户|人)|并发.{0,6}多少|多少路/iu

const howManyCards =
  /how many (?!(?:concurrent|parallel|simultaneous|users?|requests?|people|clients?|sessions?|tokens?|t\/s|tok|param|layers?|gi?b|hours?|days?)\b)|(?:几|多少)\s?(?:张|块|片|卡|台)/iu

const howLong =
  /\b(?:max(?:imum)?|longest|largest|biggest|how (?:much|long|large|big)(?: (?:a|of a))?) (?:possible )?(?:context|ctx)|how (?:long|large|big|far) (?:can|could|may|does) (?:the |my |its |a )?(?:context|ctx)|what (?:context|ctx)(?: length| size| window)? (?:can|could|fits|will)|(?:最大|最长|最多多少|多长的?|多大的?|多少)(?:的)? ?(?:上下文|context|ctx)|(?:上下文|context|ctx) ?(?:最多|最大|最长|还|能|可以|开|到){0,4}(?:多长|多大|多少)/iu

const words = {
  en: {
    context: 'At most {{context}} of context fit on {{gpu}} in {{format}}.',
    ms: 'That is {{ms}} ms per token.',
    users: '{{gpu}} holds about {{users}} requests of {{context}} at once, {{rate}} tokens/s together when full.',
    cards: 'It takes {{gpu}}: of the usual counts the fewest that hold it.',
    tooMany: 'By memory alone it would take at least {{gpu}}, and no usual number of them in a machine does it.',
    space: ' ',
  },
  zh: {
    context: '{{gpu}} 用 {{format}} 最多放得下 {{context}} 上下文。',
    ms: '即每个 token 约 {{ms}} 毫秒。',
    users: '{{gpu}} 在 {{context}} 下约可同时放 {{users}} 个请求，满载合计 {{rate}} token/s。',
    cards: '需要 {{gpu}}：常用张数里放得下的最少的。',
    tooMany: '光按显存算至少要 {{gpu}}，一台机器常见的张数都不够。',
    space: '',
  },
} as const satisfies Record<Language, Record<string, string>>

/** How long a context there is room for, where that is what was asked: a sentence before the answer, which is of the longest there is. Pure. */
export function askedContext(text: string, language: Language, { options, workload }: Estimate): string {
  const option = options.find(({ asked }) => asked) ?? bestOption(options, workload)
  if (option === undefined || option.maxContext <= 0 || !howLong.test(text)) return ''
  const w = words[language]
  const sentence = w.context
    .replace('{{context}}', tokens(option.maxContext))
    .replace('{{gpu}}', () => countedName(option))
    .replace('{{format}}', () => formatName(option.recipe.format))
  return sentence + w.space
}

/** Whether it was asked how many it takes of the one card that was named. */
function asksCount(text: string, { gpus }: Question): boolean {
  return gpus.length === 1 && gpus[0]?.count === null && howManyCards.test(text)
}

/** The fewest of the one card that was named that hold the job, where how many it takes was asked and one is too few. Pure. */
export function countAsked(text: string, question: Question, { options }: Estimate): number | undefined {
  return asksCount(text, question) ? options.find(({ asked, count, verdict }) => asked && count > 1 && verdict !== 'no')?.count : undefined
}

/** How many it takes, where that was asked: a sentence before the answer. `question`: as it was asked, with no count. */
export function askedCount(text: string, question: Question, { options }: Estimate): string {
  const option = options.find(({ asked }) => asked)
  if (option === undefined || !asksCount(text, question)) return ''
  const w = words[question.language]
  if (option.verdict !== 'no') return w.cards.replace('{{gpu}}', () => countedName(option)) + w.space
  if (option.caveats.includes('unsupported-format')) return ''
  const least = Math.ceil(option.memory.total.value / (option.memory.ceilingPerGpu * option.count))
  return w.tooMany.replace('{{gpu}}', () => countedName({ ...option, count: least })) + w.space
}

/** The figure that was asked for by its own unit, as a sentence behind the answer; empty where the answer has it already. Pure. */
export function askedFigures(text: string, language: Language, { options, workload }: Estimate): string {
  const w = words[language]
  const option = options.find(({ asked }) => asked) ?? bestOption(options, workload)
  const said: string[] = []
  const speed = option?.perUserTokensPerSecond?.value ?? option?.decodeTokensPerSecond?.value
  if (speed !== undefined && perToken.test(text)) said.push(w.ms.replace('{{ms}}', significant(1000 / speed)))
  const full = option?.fullLoadTokensPerSecond?.value
  if (option !== undefined && full !== undefined && option.maxConcurrency > 1 && howMany.test(text))
    said.push(
      w.users
        .replace('{{gpu}}', () => countedName(option))
        .replace('{{users}}', grouped(option.maxConcurrency))
        .replace('{{context}}', tokens(workload.contextTokens))
        .replace('{{rate}}', significant(full)),
    )
  return said.map((sentence) => w.space + sentence).join('')
}
