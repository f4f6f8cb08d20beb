import { formatByName } from '../catalog/formats.ts'
import { usableBytes } from '../catalog/memory.ts'
import type { Model } from '../catalog/types.ts'
import type { AskedCard } from '../estimator/types.ts'
import type { Question } from '../language/question.ts'
import type { Block, Card, Tone } from './card.ts'
import { entryTaps } from './explain/explain-card.ts'
import { fullTraining, perParameter, trainingFlops, usualRank } from './explain/training-figures.ts'
import { emptyCard } from './help.ts'
import { gpuName, modelName, sizeName } from './names.ts'
import { gib, gibLeft, gibRough, grouped, parameters, significant } from './numbers.ts'
import { eachOf, methodsOf, type States, statesOf } from './training-states.ts'
import { type Translate, translate } from './words/words.ts'

interface View {
  readonly t: Translate
  readonly question: Question
  readonly model: Model
  readonly cards: readonly AskedCard[]
  readonly states: readonly States[]
}

/**
 * The honest reply to a question about training, which no command answers yet: what is surely needed, as a lower bound, and that the
 * rest is missing. `model` and `cards` as they were resolved; no model where none was named.
 */
export function trainingCard(question: Question, model: Model | undefined, cards: readonly AskedCard[]): Card {
  const t = translate(question.language)
  const base = {
    ...emptyCard(question.language),
    notes: [t('states.checkpointing'), t('states.noStart')],
    sources: [t('states.source')],
    hint: t('states.hint'),
  }
  if (model === undefined) return { ...base, ...openCard(t, question, cards) }
  const view: View = { t, question, model, cards, states: methodsOf(question).map((method) => statesOf(model, method, question.loraRank)) }
  const [card] = cards
  const verdicts =
    card === undefined ? [] : view.states.map((states) => t('states.verdict', { gpu: nameOf(card), verdict: onCard(view, states, card) }))
  return {
    ...base,
    tone: toneOf(view),
    title: t('states.title', { what: whatOf(view), needs: view.states.map((states) => needOf(view, states)).join(t('states.comma')) }),
    answer: [...(verdicts.length === 1 ? verdicts : []), t('states.answer')].join(t('states.space')),
    blocks: blocks(view),
    refinements: entryTaps([...view.states.map(entryOf), 'activations', 'zero'], question.language),
  }
}

const needOf = ({ t }: View, { method, low }: States) => t('states.need', { method: t(`states.method.${method}`), need: gibRough(low) })

const entryOf = ({ method }: States) => (method === 'full' ? 'full-training' : method)

function whatOf({ t, question, model }: View): string {
  const { paramsB, activeParamsB, intent } = question
  const name = question.model === null && paramsB !== null ? sizeName(paramsB, activeParamsB) : modelName(model)
  return t(`states.what.${intent === 'pretrain' ? 'pretrain' : 'finetune'}`, { model: name })
}

/** Only a no is sure: whether it fits depends on activations too. */
function toneOf(view: View): Tone {
  const [card] = view.cards
  return card !== undefined && view.states.every((states) => !holds(view, states, card)) ? 'too-big' : 'info'
}

/** The stage that leaves most room, unless another was said; one card has nothing to divide. */
const stageOf = ({ question }: View, { count }: AskedCard) => ((count ?? 1) > 1 ? (question.zeroStage ?? 3) : 0)
const usableOf = ({ gpu, memoryGb }: AskedCard) => usableBytes(gpu, memoryGb)

function holds(view: View, states: States, card: AskedCard): boolean {
  return eachOf(states, view.model, stageOf(view, card), card.count ?? 1) <= usableOf(card)
}

function blocks(view: View): readonly Block[] {
  const { t, question, model, cards } = view
  const found: Block[] = [
    {
      kind: 'facts',
      title: t('states.rows'),
      rows: view.states.map(({ method, low, high }) => ({
        label: t(`states.${method}`, { ...fullTraining, rank: question.loraRank ?? usualRank }),
        value: gib(low) === gib(high) ? gib(low) : `${gib(low)}–${gib(high)}`,
      })),
    },
    ...cards.slice(0, mostCards).map((card) => cardBlock(view, card)),
  ]
  if (question.trainTokens !== null) {
    const flops = trainingFlops((model.activeB ?? model.parametersB) * 1e9, question.trainTokens)
    const power = Math.floor(Math.log10(flops))
    const values = {
      params: parameters(model.activeB ?? model.parametersB),
      tokens: parameters(question.trainTokens / 1e9),
      flops: `${(flops / 10 ** power).toFixed(1)}e${power}`,
    }
    found.push({ kind: 'facts', title: t('states.compute'), rows: [{ label: '', value: t('states.computeValue', values) }] })
  }
  return found
}

const mostCards = 3

function nameOf({ gpu, memoryGb, count }: AskedCard): string {
  return `${(count ?? 1) > 1 ? `${grouped(count ?? 1)} × ` : ''}${gpuName(gpu, memoryGb)}`
}

/** What lies on each of the cards, against what it holds. */
function onCard({ t, model, ...view }: View, states: States, card: AskedCard): string {
  const stage = stageOf({ t, model, ...view }, card)
  const each = eachOf(states, model, stage, card.count ?? 1)
  const usable = usableOf(card)
  const how = stage > 0 ? t('states.how', { stage }) : ''
  const values = { each: gib(each), usable: gib(usable), left: gibLeft(each, usable), how }
  return t(each <= usable ? 'states.each' : 'states.tooSmall', values)
}

function cardBlock(view: View, card: AskedCard): Block {
  const { t, states } = view
  return {
    kind: 'facts',
    title: t('states.cards', { gpu: nameOf(card) }),
    rows: states.map((one) => ({ label: t(`states.method.${one.method}`), value: onCard(view, one, card) })),
  }
}

/** No model was named: bytes per parameter, and what size the cards could hold at most. */
function openCard(t: Translate, question: Question, cards: readonly AskedCard[]): Partial<Card> {
  const methods = methodsOf(question)
  const per = { full: fullTraining.low, lora: perParameter.weights, qlora: (formatByName('nf4-dq')?.groups?.linear ?? 4) / 8 }
  const most = (card: AskedCard, method: States['method']) =>
    parameters(Math.floor((usableOf(card) * (card.count ?? 1)) / per[method] / 1e8) / 10)
  const sizes = (card: AskedCard): Block => ({
    kind: 'facts',
    title: t('states.cards', { gpu: nameOf(card) }),
    rows: methods.map((method) => ({ label: t(`states.method.${method}`), value: t('states.below', { size: most(card, method) }) })),
  })
  const [card] = cards
  const sizesOn = (on: AskedCard) =>
    methods.map((method) => t('states.most', { size: most(on, method), method: t(`states.method.${method}`) })).join(t('states.comma'))
  return {
    ...(card === undefined
      ? {
          title: t('states.titleOpen', { low: significant(Math.min(...methods.map((method) => per[method]))) }),
          answer: t('states.answerOpen'),
        }
      : { title: t('states.titleMost', { gpu: nameOf(card), sizes: sizesOn(card) }), answer: t('states.answerMost') }),
    blocks: [
      {
        kind: 'facts',
        title: t('states.per'),
        rows: methods.map((method) => ({ label: t(`states.method.${method}`), value: significant(per[method]) })),
      },
      ...cards.slice(0, mostCards).map(sizes),
    ],
    refinements: entryTaps(['full-training', 'lora', 'qlora', 'activations'], question.language),
  }
}
