import type { Block } from '../card.ts'
import { gib, gigabytes } from '../numbers.ts'
import { llama8b, nameOf } from './examples.ts'
import type { Lab } from './lab.ts'

/** Bits of file for each weight of a model, as text. */
export const bitsOf = (lab: Lab, model: string, format: string) => {
  const { total, parameters: count } = lab.weights(model, format)
  return ((total * 8) / count).toFixed(2)
}

const compared = ['fp32', 'fp16', 'fp8', 'Q8_0', 'Q6_K', 'Q5_K_M', 'Q4_K_M', 'awq-int4', 'IQ4_XS', 'Q3_K_M', 'Q2_K'] as const

/** Sizes of one model in the usual formats, as they are counted. */
export function sizesBlock(lab: Lab): Block {
  const half = lab.weights(llama8b, 'fp16').total
  return {
    kind: 'table',
    title: nameOf(lab, llama8b),
    columns: [
      { label: '', align: 'left', keep: 1 },
      { label: 'bit', align: 'right', keep: 2 },
      { label: 'GB', align: 'right', keep: 3 },
      { label: 'GiB', align: 'right', keep: 4 },
      { label: '% fp16', align: 'right', keep: 5 },
    ],
    rows: compared.map((name) => {
      const { total } = lab.weights(llama8b, name)
      return { tone: 'info', cells: [name, bitsOf(lab, llama8b, name), gigabytes(total), gib(total), ((total / half) * 100).toFixed(0)] }
    }),
    more: 0,
  }
}
