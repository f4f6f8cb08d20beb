import { type Card, type Choice, Choices } from '../src/cards/card.ts'
import { fitCard } from '../src/cards/fit.ts'
import { askedContext, askedCount, askedFigures, countAsked } from '../src/cards/fit-asked.ts'
import { budgetSentence } from '../src/cards/fit-budget.ts'
import { onPhone, phoneSaid, phoneWord, withoutPhone } from '../src/cards/fit-phone.ts'
import { tritonNote } from '../src/cards/launch-triton.ts'
import { closedModelIn } from '../src/catalog/closed-models.ts'
import { UserError } from '../src/errors.ts'
import { estimate } from '../src/estimator/estimate.ts'
import { format } from '../src/language/format.ts'
import { hasModel, type Question } from '../src/language/question.ts'
import { formatTerms, readTerms } from '../src/prices/terms.ts'
import { resolve } from '../src/resolve/resolve.ts'
import type { Command } from './command.ts'
import { optionsOf } from './options.ts'

/** What a model needs, where it runs, how fast and for how much. */
export const fit = {
  name: 'fit',
  localName: '估算',
  summary: {
    en: 'what a model needs, which GPUs hold it, how fast it runs and what it costs',
    zh: '模型需要多少显存，哪些 GPU 放得下，速度多快，花多少钱',
  },
  intents: ['inference'],
  options: optionsOf('model', 'format', 'context', 'users', 'ram', 'gpu', 'runtime'),
  examples: [
    { text: '70b int4 inference', language: 'en' },
    { text: 'llama 3.1 8b q4_k_m 8k', language: 'en' },
    { text: 'can my 3090 run llama 3.1 70b q4 at 32k?', language: 'en' },
    { text: 'qwen3-30b-a3b q4_k_m on a 4090', language: 'en' },
    { text: 'deepseek v3 fp8 on 8x h200 x16', language: 'en' },
    { text: 'gemma 3 27b q4_k_m 32k', language: 'en' },
    { text: '70b int4 推理', language: 'zh' },
    { text: '双卡4090能跑 qwen2.5 72b int4 吗', language: 'zh' },
    { text: '7b 半精度 128K上下文', language: 'zh' },
    { text: 'qwen3 32b fp8 并发16 A100 80G', language: 'zh' },
  ],
  hears: (question, text) => asksForClosed(question, text),
  run({ question: asked, text = '', all, why }, { prices, calibration, estimate: ask = estimate }) {
    const phone = phoneSaid(text, asked)
    const said = phone === undefined ? asked : withoutPhone(asked)
    const closed = hasModel(said) ? undefined : closedModelIn(text)
    if (closed !== undefined) throw new UserError('closed-model', { said: closed, suggestions: published })
    const options = { all, why, ...(calibration && { calibration }) }
    const first = resolve(said)
    const single = ask(first, prices, options)
    // "how many 4090s": the answer is of as many as it takes.
    const count = countAsked(text, said, single)
    const question = count === undefined ? said : { ...said, gpus: said.gpus.map((gpu) => ({ ...gpu, count })) }
    const workload = count === undefined ? first : resolve(question)
    const estimated = count === undefined ? single : ask(workload, prices, options)
    const fitted = fitCard(estimated, question, prices.money, prices.rates)
    const card = phone === undefined ? fitted : onPhone(fitted, phone, estimated)
    const { language } = question
    // What a budget gets is looked for among all candidates: the short list is not chosen by what it costs to buy.
    const candidates = question.budget === null ? [] : ask(workload, prices, { ...options, all: true }).options
    const budget = budgetSentence(question, candidates, workload.concurrency, prices)
    const notes = [...tritonNote(text, language), ...card.notes]
    const answer =
      askedCount(text, said, estimated) +
      askedContext(text, language, estimated) +
      card.answer +
      askedFigures(text, language, estimated) +
      budget
    return {
      card: { ...card, answer, notes, choices: new Choices(() => choicesOf(card, text)) },
      shorthand: phone === undefined ? format(question) : `${format(asked)} ${phoneWord[language]}`,
      estimate: estimated,
    }
  },
} satisfies Command

/** Large, middling and small, of what people take instead. */
const published = ['deepseek-v3.2', 'gpt-oss-120b', 'qwen3-32b']

const toRun =
  /\b(?:run|host|self-?host(?:ed)?|local(?:ly)?|v?ram|gpus?|memory|need|requirements?|fit|deploy|install)\b|本地|部署|跑|显存|显卡|运行|内存/iu
/** "as good as claude", "our own chatgpt": a measure for what is looked for. */
const asMeasure =
  /\b(?:like|similar|good as|close(?:st)?|nearest|comparable|match(?:es)?|replace|alternatives?|instead of|better than|vs|versus|level|class|own|private|(?:what|which) (?:local |open )?(?:models?|llms?))\b|平替|替代|顶替|类似|媲美|代替|接近|级别|水平|像|比|自己的|私有|什么模型|哪个模型/iu
const ofCost = /\b(?:cheap(?:er|est)?|costs?|prices?|pay(?:ing)?|worth|apis?)\b|贵|便宜|划算|价|钱|接口/iu

/** What it takes to run a model of which no weights are published. */
function asksForClosed(question: Question, text: string): boolean {
  const { intent } = question
  const asks = intent === 'none' || intent === 'what-fits' || intent === 'inference' || (intent === 'compare-api' && !ofCost.test(text))
  return asks && !hasModel(question) && closedModelIn(text) !== undefined && toRun.test(text) && !asMeasure.test(text)
}

/** What was said of whose prices and in what money is no part of the question: each choice keeps it, as every tap does. */
function choicesOf({ choices }: Card, text: string): readonly Choice[] {
  const words = formatTerms(readTerms(text).terms)
  const kept = (shorthand: string) => (words === '' ? shorthand : `${shorthand} ${words}`)
  return (choices?.all() ?? []).map((choice) => ({
    ...choice,
    options: choice.options.map((option) => ({ ...option, shorthand: kept(option.shorthand) })),
  }))
}
