import { gpuById } from '../catalog/gpus.ts'
import { modelById } from '../catalog/models.ts'
import { findModel, gpuOfMemory, memoryInName } from '../catalog/names.ts'
import type { Gpu, Model } from '../catalog/types.ts'
import { lex } from './lex.ts'
import type { AskedGpu, Intent, Question } from './question.ts'

/** An intent's own name; a shorthand that begins with it is read as that intent, and the word keeps the language. */
const intentWords: Readonly<Record<Intent, { readonly en: string; readonly zh: string }>> = {
  inference: { en: 'inference', zh: '推理' },
  finetune: { en: 'finetune', zh: '微调' },
  pretrain: { en: 'pretrain', zh: '预训练' },
  'what-fits': { en: 'what-fits', zh: '能跑什么模型' },
  'compare-gpus': { en: 'compare-gpus', zh: '对比显卡' },
  'gpu-info': { en: 'gpu-info', zh: '显卡规格' },
  price: { en: 'price', zh: '价格' },
  'compare-api': { en: 'compare-api', zh: '对比api' },
  explain: { en: 'explain', zh: '解释' },
  none: { en: '', zh: '' },
}

const currencySigns: ReadonlyMap<string, string> = new Map([
  ['USD', '$'],
  ['CNY', '¥'],
  ['EUR', '€'],
  ['GBP', '£'],
])

/**
 * The canonical shorthand of a question: `llama-3.1-70b q4_k_m 32k x4 on 2x rtx-4090`. `parse` reads every slot back but
 * confidence, unknown words and problems. A named model's own size stands for `paramsB`.
 */
export function format(question: Question): string {
  const parts = [
    intentOf(question),
    question.use ?? '',
    question.prefer ?? '',
    ...subject(question),
    ...lengths(question),
    ...training(question),
    ...wishes(question),
    ...hardware(question),
    ...ending(question),
    ...layout(question),
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** English inference is what a text without a word for it means, as long as nothing else in it says otherwise. */
function intentOf(question: Question): string {
  const word = intentWords[question.intent][question.language]
  if (question.intent === 'explain' && question.concept !== null) return `${word} ${question.concept}`
  if (question.intent !== 'inference' || question.language === 'zh') return word
  const plain =
    (question.model !== null || question.paramsB !== null) &&
    question.method === null &&
    question.optimizer === null &&
    question.zeroStage === null &&
    question.loraRank === null &&
    question.checkpointing === null &&
    question.trainTokens === null &&
    question.deadline === null
  return plain ? '' : word
}

function subject(question: Question): string[] {
  const more = question.alternatives
  const model = question.model === null ? undefined : modelById(question.model)
  const active = question.activeParamsB === null || model !== undefined ? '' : `a${plain(question.activeParamsB)}b`
  const size = question.paramsB === null || model !== undefined ? '' : `${plain(question.paramsB)}b`
  const name =
    model === undefined
      ? [size, active].filter((part) => part !== '').join('-')
      : modelName(model, question.paramsB, question.activeParamsB)
  return [
    name,
    // Said beside a name that does not have it: "deepseek v2 with 21B active".
    model === undefined || question.activeParamsB === null || activeIn(name) ? '' : `a${plain(question.activeParamsB)}b`,
    ...(model === undefined ? listed(more.paramsB, (value) => `${value}b`) : []),
    ...listed(more.models, (id) => {
      const other = modelById(String(id))
      return other === undefined ? '' : modelName(other, question.paramsB, null)
    }),
    (question.quant ?? '').toLowerCase(),
    ...listed(more.quant, (name) => String(name).toLowerCase()),
    question.kvQuant === null ? '' : `kv ${question.kvQuant.toLowerCase()}`,
  ]
}

function activeIn(name: string): boolean {
  const [model] = lex(name).lexemes
  return model?.tag === 'model' && model.activeB !== null
}

/** Names hang on the catalog alone, and finding one reads a dozen: each is found once. */
const namesFound = new Map<string, string>()

function foundOnce(key: string, find: () => string): string {
  const name = namesFound.get(key) ?? find()
  namesFound.set(key, name)
  return name
}

function modelName(model: Model, paramsB: number | null, activeB: number | null): string {
  const [sized, activeSized] = [paramsB !== null, activeB !== null]
  return foundOnce(`${model.id} ${sized} ${activeSized}`, () => nameOfModel(model, sized, activeSized))
}

/** The shortest familiar name that means this row and nothing else; with the size said, where a name has it. */
function nameOfModel(model: Model, saysSize: boolean, saysActive: boolean): string {
  let fallback: string | undefined
  let second: string | undefined
  let other: string | undefined
  const own = model.id.toLowerCase()
  for (const spelling of model.aliases) {
    if (spelling.includes(' ')) continue
    // A plus in a name is hard to type on and to tell from "and".
    const alias = spelling.replaceAll('+', '-plus')
    const [name, ...rest] = lex(alias).lexemes
    if (name?.tag !== 'model' || rest.length > 0 || name.model.id !== model.id) continue
    const sized = (name.sizeB !== null) === saysSize
    if (sized && (name.activeB !== null) === saysActive) {
      // Of two names the one its maker gave: one row stands for ChatGLM2 and 3.
      if (own.includes(alias)) return alias
      other ??= alias
    }
    if (sized) second ??= alias
    else fallback ??= alias
  }
  return other ?? second ?? fallback ?? (findModel(model.id)?.id === model.id ? model.id : '')
}

function lengths(question: Question): string[] {
  const { promptTokens: prompt, outputTokens: output, concurrency, batch } = question
  const more = question.alternatives
  return [
    question.context === null ? '' : tokens(question.context),
    ...listed(more.context, (value) => tokens(Number(value)).replace(/^ctx (.*)/, '$1 ctx')),
    prompt !== null && output !== null
      ? `${prompt} in ${output} out`
      : prompt !== null
        ? `prompt ${prompt}`
        : output !== null
          ? `output ${output}`
          : '',
    concurrency === null ? '' : concurrency < 1000 ? `x${concurrency}` : `${concurrency} users`,
    ...listed(more.concurrency, (value) => `${value} users`),
    batch === null ? '' : `batch ${batch}`,
  ]
}

/** 32768 is 32k, as people write it; what no k says is written out. */
function tokens(count: number): string {
  const k = count / 1024
  if ([2, 4, 8, 16, 32, 64, 128, 256].includes(k)) return `${k}k`
  if (count % 1_000_000 === 0 && count < 10_000_000) return `${count / 1_000_000}m`
  const thousands = count / 1000
  return Number.isInteger(thousands) && ![2, 4, 8, 16, 32, 64, 128, 256].includes(thousands) && thousands < 10_000
    ? `${thousands}k`
    : `ctx ${count}`
}

function training(question: Question): string[] {
  const { method, optimizer, zeroStage, loraRank, checkpointing, trainTokens } = question
  return [
    method === 'full' ? 'full-ft' : (method ?? ''),
    loraRank === null ? '' : `rank ${loraRank}`,
    optimizer ?? '',
    zeroStage === null ? '' : `zero ${zeroStage}`,
    checkpointing === null ? '' : checkpointing ? 'gradient checkpointing' : 'no checkpointing',
    trainTokens === null ? '' : `${scaled(trainTokens)} tokens`,
  ]
}

function scaled(count: number): string {
  if (count % 1e12 === 0) return `${plain(count / 1e12)}t`
  if (count % 1e9 === 0) return `${count / 1e9}b`
  return count % 1e6 === 0 ? `${count / 1e6}m` : plain(count)
}

function wishes(question: Question): string[] {
  const { targetTokensPerSecond: speed, targetTtftSeconds: ttft } = question
  return [speed === null ? '' : `at ${plain(speed)} tok/s`, ttft === null ? '' : `ttft ${plain(ttft)}s`]
}

function hardware(question: Question): string[] {
  const { gpus, memoryGb, totalMemoryGb: total, systemRamGb, nodes, device } = question
  const share = memoryGb === null || total === null ? 1 : total / memoryGb
  const cards = Number.isInteger(share) && share > 1 && share <= 1000 ? share : 1
  return [
    device === null ? '' : device === 'cpu' ? 'cpu only' : device,
    memoryGb === null ? '' : `${times(cards)}${plain(memoryGb)}gb`,
    ...listed(question.alternatives.memoryGb, (value, at) => `${times(question.alternatives.memoryCounts?.[at])}${value}gb`),
    total === null || cards > 1 ? '' : `${plain(total)}gb total`,
    systemRamGb === null ? '' : `${plain(systemRamGb)}gb ram`,
    gpus.length > 0
      ? `on ${gpus.map((gpu, index) => gpuName(gpu, index === 0 ? nodes : null)).join(' + ')}${listed(question.alternatives.gpuCounts, (value) => ` ${value} cards`).join('')}`
      : nodes === null
        ? ''
        : `${nodes} nodes`,
  ]
}

function gpuName({ id, count, memoryGb }: AskedGpu, nodes: number | null): string {
  const gpu = gpuById(id)
  // Any size can be said; only the card's own is said often.
  const isUsual = memoryGb === null || memoryGb === gpu?.memoryGb
  const name = gpu === undefined ? id : isUsual ? foundOnce(`${id} ${memoryGb}`, () => nameOfGpu(gpu, memoryGb)) : nameOfGpu(gpu, memoryGb)
  const perNode = nodes === null || count === null ? count : count / nodes
  const split = nodes !== null && (perNode === null || Number.isInteger(perNode))
  const cards = split ? perNode : count
  return `${split ? `${nodes} nodes ${cards === null ? 'of ' : 'x '}` : ''}${cards === null ? '' : `${cards}x `}${name}`
}

/** The id where it says all; a name without a size where none was said, or before the size that was. */
function nameOfGpu(gpu: Gpu, memoryGb: number | null): string {
  const bare = [gpu.id, ...gpu.aliases].find((alias) => !alias.includes(' ') && reads(alias, gpu, null))
  if (memoryGb === null) return bare ?? gpu.id
  if (reads(gpu.id, gpu, memoryGb)) return gpu.id
  const chip = [bare ?? gpu.id, ...gpu.aliases].find((alias) => reads(`${alias} ${memoryGb}gb`, gpu, memoryGb))
  return `${chip ?? gpu.id} ${plain(memoryGb)}gb`
}

/** Whether a spelling is read as this card with so much memory said. */
function reads(spelling: string, gpu: Gpu, memoryGb: number | null): boolean {
  const [name, size, ...rest] = lex(spelling).lexemes
  if (name?.tag !== 'gpu' || rest.length > 0) return false
  const inName = memoryInName(name.key, name.gpu)
  if (size === undefined) return name.gpu.id === gpu.id && (inName ?? null) === memoryGb
  return inName === undefined && size.tag === 'number' && gpuOfMemory(name.key, name.gpu, size.amount).id === gpu.id
}

function layout({ parallelism, utilization }: Question): string[] {
  const { tensor = null, pipeline = null, data = null, expert = null } = parallelism ?? {}
  const parts = { tp: tensor, pp: pipeline, dp: data, ep: expert }
  return [
    ...Object.entries(parts).map(([name, degree]) => (degree === null ? '' : `${name}${degree}`)),
    utilization === null ? '' : `util ${plain(utilization)}`,
  ]
}

function ending(question: Question): string[] {
  const { runtime, deadline, budget } = question
  const sign = budget === null ? undefined : currencySigns.get(budget.currency)
  const whole = deadline === null || /^(by|before|until|till|no later than) |[内前底末]$/.test(deadline)
  return [
    runtime ?? '',
    deadline === null ? '' : whole ? deadline : `in ${deadline}`,
    budget === null
      ? ''
      : sign === undefined
        ? `budget ${plain(budget.amount)} ${budget.currency.toLowerCase()}`
        : `budget ${sign}${plain(budget.amount)}`,
  ]
}

/** "2x" before a size; nothing before one alone. */
const times = (count: string | number = 1) => (Number(count) > 1 ? `${count}x` : '')

function listed(values: readonly (string | number)[] | undefined, write: (value: string | number, at: number) => string): string[] {
  return (values ?? []).map(write)
}

/** A number without an exponent. */
function plain(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(value < 1 ? 12 : 0).replace(/\.?0+$/, '') : text
}
