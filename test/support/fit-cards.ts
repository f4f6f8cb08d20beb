import type { Block, Card } from '../../src/cards/card.ts'
import { fitCard } from '../../src/cards/fit.ts'
import type { Estimate, Recipe } from '../../src/estimator/types.ts'
import type { Question } from '../../src/language/question.ts'
import {
  a100,
  a6000,
  gib,
  h100,
  option,
  q,
  q4,
  question,
  recipe,
  rtx3090,
  rtx4090,
  seventyFor,
  seventyInt4,
  seventyOn,
} from './estimates.ts'
import { asked } from './questions.ts'

const bigger: Recipe = recipe('bf16', 'vllm')

/** A published format that fits nowhere cheap: most places take a smaller one. */
export function inBf16(): Estimate {
  const estimate = seventyInt4()
  const instead: Recipe = { ...q4, fallback: true }
  const memory = { ...estimate.memory, total: gib(135, 132, 142), weights: gib(131) }
  return {
    ...estimate,
    workload: { ...estimate.workload, recipes: [bigger, instead] },
    memory,
    byRecipe: [{ recipe: bigger, memory }],
    smallest: [
      { recipe: bigger, count: 2, memoryGb: 80, verdict: 'fits', every: false, bytes: 138 * 1024 ** 3 },
      { recipe: instead, count: 1, memoryGb: 48, verdict: 'fits', every: false, bytes: 42.3 * 1024 ** 3 },
    ],
    options: [
      option(a6000, 1, 42.3, 'fits', { recipe: instead, role: 'cheapest', decodeTokensPerSecond: q(14, 13, 16) }),
      option(h100, 2, 138, 'fits', { recipe: bigger, decodeTokensPerSecond: q(25, 20, 30) }),
    ],
  }
}

const nowhere: Estimate = { ...seventyInt4(), smallest: [], options: [option(rtx4090, 1, 42.3, 'no', { role: 'near-miss' })] }

/** Every kind of answer of /fit, by what was asked: a hand-made estimate and what was said beside `70b int4`. */
export const cases: Readonly<Record<string, readonly [Estimate, Partial<Question>]>> = {
  open: [seventyInt4(), {}],
  no: [
    seventyOn(option(rtx4090, 1, 42.3, 'no'), option(rtx4090, 4, 46, 'fits', { decodeTokensPerSecond: q(17, 12, 20) })),
    { gpus: [asked('rtx-4090', null)] },
  ],
  yes: [seventyOn(option(a100, 1, 41, 'fits', { decodeTokensPerSecond: q(30, 22, 40) })), { gpus: [asked('a100-80gb-sxm', 1)] }],
  tight: [seventyOn(option(rtx3090, 2, 45.9, 'tight', { decodeTokensPerSecond: q(16, 14, 18) })), { gpus: [asked('rtx-3090', 2)] }],
  mixed: [
    seventyOn(option(rtx4090, 1, 42.3, 'no'), option(a100, 1, 41, 'fits')),
    { gpus: [asked('rtx-4090', null), asked('a100-80gb-sxm', null)] },
  ],
  bySize: [seventyOn(option(rtx4090, 1, 42.3, 'no'), option(rtx3090, 1, 42.3, 'no')), { memoryGb: 24 }],
  unsupported: [
    seventyOn(option(rtx4090, 1, 42.3, 'no', { caveats: ['unsupported-format'] })),
    { gpus: [asked('rtx-4090', null)], quant: 'Q4_K_M' },
  ],
  users: [seventyFor(8), { concurrency: 8 }],
  bf16: [inBf16(), { quant: null }],
  nowhere: [nowhere, {}],
  empty: [{ ...seventyInt4(), smallest: [], options: [] }, {}],
  cpu: [seventyInt4(), { device: 'cpu', systemRamGb: 48 }],
}

/** The card of one of the cases, with more said. */
export function card(name: string, said: Partial<Question> = {}): Card {
  const found = cases[name]
  if (found === undefined) throw new Error(`no case ${name}`)
  const [estimate, usual] = found
  return fitCard(estimate, question({ ...usual, ...said }))
}

/** The first block of a kind on a card; throws where there is none. */
export function block<Kind extends Block['kind']>(from: Card, kind: Kind): Extract<Block, { kind: Kind }> {
  const found = from.blocks.find((one): one is Extract<Block, { kind: Kind }> => one.kind === kind)
  if (found === undefined) throw new Error(`no ${kind} block`)
  return found
}
