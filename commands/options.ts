import { runtimes } from '../src/catalog/runtimes.ts'
import type { Option } from './command.ts'

/** What a command may be told piece by piece, beside its free text. In the order in which the pieces make a question. */
const all = {
  model: {
    name: 'model',
    localName: '模型',
    summary: { en: 'the model, such as llama 3.1 8b', zh: '模型，例如 llama 3.1 8b' },
    kind: { of: 'name', suggest: 'model' },
    say: String,
  },
  against: {
    name: 'against',
    localName: '对比模型',
    summary: { en: 'another model to compare with', zh: '要比较的另一个模型' },
    kind: { of: 'name', suggest: 'model' },
    say: (value) => `vs ${value}`,
  },
  format: {
    name: 'format',
    localName: '格式',
    summary: { en: 'the number format, such as Q4_K_M or fp8', zh: '量化格式，例如 Q4_K_M、fp8' },
    kind: { of: 'name', suggest: 'format' },
    say: String,
  },
  context: {
    name: 'context',
    localName: '上下文',
    summary: { en: 'tokens each user may fill, prompt and output together', zh: '每个用户可用的 token 数，提示和输出合计' },
    kind: { of: 'number', least: 128, most: 10_000_000 },
    say: (value) => `ctx ${value}`,
  },
  users: {
    name: 'users',
    localName: '并发',
    summary: { en: 'requests at the same moment', zh: '同时的请求数' },
    kind: { of: 'number', least: 1, most: 100_000 },
    say: (value) => (Number(value) < 1000 ? `x${value}` : `${value} users`),
  },
  ram: {
    name: 'ram',
    localName: '内存',
    summary: { en: 'memory of the machine beside the GPU, GB', zh: '显卡之外的内存，GB' },
    kind: { of: 'number', least: 1, most: 16_384 },
    say: (value) => `${value}gb ram`,
  },
  gpu: {
    name: 'gpu',
    localName: '显卡',
    summary: { en: 'the GPU, such as rtx 4090 or 2x h100', zh: 'GPU，例如 rtx 4090、2x h100' },
    kind: { of: 'name', suggest: 'gpu' },
    say: (value) => `on ${value}`,
  },
  versus: {
    name: 'versus',
    localName: '对比显卡',
    summary: { en: 'another GPU to compare with', zh: '要比较的另一张 GPU' },
    kind: { of: 'name', suggest: 'gpu' },
    say: (value) => `vs ${value}`,
  },
  runtime: {
    name: 'runtime',
    localName: '框架',
    summary: { en: 'what runs the model', zh: '推理框架' },
    kind: { of: 'choice', values: runtimes },
    say: String,
  },
} as const satisfies Readonly<Record<string, Option>>

type OptionName = keyof typeof all

/** The options of these names, in the order in which they make a question. */
export function optionsOf(...names: readonly OptionName[]): readonly Option[] {
  return Object.values(all).filter(({ name }) => names.includes(name))
}

/** One question of a free text and the options that were said, by name: the text first, each option as the grammar reads it. */
export function textOf(options: readonly Option[], text: string, said: ReadonlyMap<string, string | number>): string {
  const parts = options.flatMap((option) => {
    const value = said.get(option.name)
    return value === undefined || `${value}`.trim() === '' ? [] : [option.say(`${value}`.trim())]
  })
  return [text.trim(), ...parts].filter((part) => part !== '').join(' ')
}
