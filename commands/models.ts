import { phoneNotes, phoneRam, phoneSaid, phoneWord } from '../src/cards/fit-phone.ts'
import { modelsCard } from '../src/cards/models.ts'
import type { FoundOn } from '../src/cards/models-view.ts'
import { familyMembers } from '../src/catalog/family-members.ts'
import type { Model } from '../src/catalog/types.ts'
import { maxContextOf, memoryOf, speedOf } from '../src/estimator/fitting.ts'
import { preferredModels, type Use } from '../src/estimator/preferred-models.ts'
import { picksOf, whatFits } from '../src/estimator/what-fits.ts'
import { format } from '../src/language/format.ts'
import type { Question } from '../src/language/question.ts'
import { familySaid } from '../src/language/said.ts'
import { resolveModels } from '../src/resolve/resolve-models.ts'
import type { Answer, Command } from './command.ts'
import { optionsOf } from './options.ts'
import { trainingInstead } from './training.ts'

/** Which models run on given hardware: the best of each size, how fast, and what to take. */
export const models = {
  name: 'models',
  localName: '选模型',
  summary: {
    en: 'which models run on your hardware: the best of each size, in which format, how fast',
    zh: '你的硬件能跑哪些模型：每个规模里最好的、用什么格式、速度多快',
  },
  intents: ['what-fits'],
  takes: ({ model, paramsB, intent }) => model === null && paramsB === null && (intent === 'gpu-info' || intent === 'inference'),
  hears: chooses,
  options: optionsOf('context', 'users', 'ram', 'gpu'),
  examples: [
    { text: 'what can I run on a 3060', language: 'en' },
    { text: 'best coding model for 24gb', language: 'en' },
    { text: 'which llm for a 4090 + 64gb ddr5', language: 'en' },
    { text: 'largest model that fits on 2x 3090', language: 'en' },
    { text: 'fastest model above 30 tok/s on a 4090', language: 'en' },
    { text: 'best model for m4 max 64gb', language: 'en' },
    { text: 'what models can I run on 8x h100', language: 'en' },
    { text: '16G显存能跑什么', language: 'zh' },
    { text: '双卡3090能跑什么模型', language: 'zh' },
    { text: '3060 12g 推荐个模型写代码', language: 'zh' },
    { text: '一张4090加192G DDR5能部署多大的模型', language: 'zh' },
  ],
  run({ question: said, text = '' }, { calibration }): Answer {
    const phone = phoneSaid(text, said)
    const question = phone === undefined ? said : phoneRam(said, phone)
    const training = trainingInstead(question, text)
    if (training !== undefined) return training
    const family = question.model === null ? familySaid(text) : undefined
    const members = family === undefined ? [] : membersFor(family, question.use ?? 'chat')
    const { workloads, sets, alike, ...asked } = resolveModels(question, members)
    const on = (set: FoundOn['set']): FoundOn => {
      const fits = whatFits(workloads, set, calibration)
      return { set, fits, picks: picksOf(fits, question.prefer) }
    }
    const [first, ...others] = sets
    const found: [FoundOn, ...FoundOn[]] = alike ? [on(first)] : [on(first), ...others.map(on)]
    const card = modelsCard({ ...asked, found, alike: alike ? others : [], ...(members.length > 0 && { family }) }, question)
    const { language } = question
    return {
      card: phone === undefined ? card : { ...card, notes: [...phoneNotes(language, phone), ...card.notes] },
      // The family is no slot of a question, nor is a phone: they are said behind it, and read from the text again.
      shorthand: [format(said), ...(members.length > 0 ? [family] : []), ...(phone === undefined ? [] : [phoneWord[language]])].join(' '),
      parts: { models: found.flatMap((one) => rowsOf(one)) },
    }
  },
} satisfies Command

/** "should i get a 12gb or a 16gb card": what each would run decides. */
function chooses({ intent, confidence, unknown, gpus, memoryGb, alternatives, model, paramsB, quant }: Question, text: string): boolean {
  const saysSizesAlone =
    gpus.length === 0 && memoryGb !== null && alternatives.memoryGb !== undefined && (model ?? paramsB ?? quant) === null
  return intent === 'none' && confidence > 0 && unknown.length === 0 && saysSizesAlone && cards.test(text)
}

const cards = /\b(?:gpus?|cards?|vram)\b|卡|显存|gpu/iu

/** "which llama 2": those of the family that are worth naming; where none is (an old one), all of them. */
function membersFor(family: string, use: Use): readonly Model[] {
  const members = familyMembers(family).filter(({ modality }) => (modality === 'embedding') === (use === 'embedding'))
  const worthNaming = members.filter((model) => preferredModels(use).includes(model))
  return worthNaming.length > 0 ? worthNaming : members
}

/** The rows as the JSON answer holds them: bytes, tokens/s. */
function rowsOf({ set, fits, picks }: FoundOn): readonly object[] {
  return fits.map(({ best, others }) => {
    const memory = memoryOf(best)
    const speed = speedOf(best)
    return {
      hardware: set === undefined ? null : { gpu: set.gpu.id, count: set.count, memoryGb: set.memoryGb },
      model: best.model.id,
      format: best.recipe.format.name,
      runtime: best.recipe.runtime,
      grade: best.grade,
      lossy: best.lossy,
      inRam: best.offload !== undefined,
      pick: picks?.best.best === best,
      contextTokens: best.workload.contextTokens,
      maxContext: maxContextOf(best),
      needBytes: memory?.need,
      limitBytes: memory?.ceiling,
      ramBytes: best.offload?.ramBytes,
      tokensPerSecond: speed && { value: speed.value, low: speed.low, high: speed.high, basis: speed.basis },
      released: best.model.released,
      others: others.map(({ id }) => id),
    }
  })
}
