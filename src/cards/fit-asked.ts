import type { Estimate } from '../estimator/types.ts'
import type { Language } from '../language/question.ts'
import { bestOption } from './fit-view.ts'
import { countedName, formatName } from './names.ts'
import { grouped, significant, tokens } from './numbers.ts'

const perToken = /\b(?:ms|milliseconds?|seconds?) (?:per|a|each|\/) ?token\b|ms\/tok(?:en)?|每个?\s*token\s*(?:多少)?\s*(?:毫秒|ms)/iu
const howMany =
  /how many (?:concurrent |parallel |simultaneous )?(?:users?|requests?|people|clients?|sessions?)|多少(?:个)?(?:并发|用户|人)|几(?:个)?(?:并发|用户|人)|并发.{0,6}多少|多少路/iu

const howLong =
  /\b(?:max(?:imum)?|longest|largest|biggest|how (?:much|long|large|big)(?: (?:a|of a))?) (?:possible )?context|(?:最大|最长|最多多少|多长的?|多大的?|多少)(?:的)? ?(?:上下文|context|ctx)|(?:上下文|context|ctx) ?(?:最多|最大|最长|还|能|可以|开|到){0,4}(?:多长|多大|多少)/iu

const words = {
  en: {
    context: 'At most {{context}} of context fit on {{gpu}} in {{format}}.',
    ms: 'That is {{ms}} ms per token.',
    users: '{{gpu}} holds about {{users}} requests of {{context}} at once, {{rate}} tokens/s together when full.',
    space: ' ',
  },
  zh: {
    context: '{{gpu}} 用 {{format}} 最多放得下 {{context}} 上下文。',
    ms: '即每个 token 约 {{ms}} 毫秒。',
    users: '{{gpu}} 在 {{context}} 下约可同时放 {{users}} 个请求，满载合计 {{rate}} token/s。',
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
