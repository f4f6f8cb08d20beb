// `npm run understanding -- FILE.jsonl [--misses]`: how many of the questions of a file are read as they mean.
// A row: { text, lang, on_topic, ambiguous, gold: { task, model, params_b, quant, … }, gpu_ids }. Ambiguous rows are counted apart.
import { readFileSync } from 'node:fs'
import { findModel } from '../src/catalog/names.ts'
import { parse } from '../src/language/parse.ts'
import type { Question } from '../src/language/question.ts'

interface Row {
  readonly text: string
  readonly lang: 'en' | 'zh'
  readonly on_topic: boolean
  readonly ambiguous: boolean
  readonly gold: Readonly<Record<string, string | number | null>>
  /** Ids that will do, where the variant is not said. */
  readonly gpu_ids?: readonly string[]
}

type Value = string | number | null

/** Lengths, sizes and token counts may be off by this share. */
const tolerance = 0.03

interface Slot {
  readonly name: string
  readonly gold: (row: Row) => Value
  readonly got: (question: Question, row: Row) => Value
  readonly same?: (gold: string | number, got: string | number) => boolean
}

const near = (gold: string | number, got: string | number) => Math.abs(Number(gold) - Number(got)) <= tolerance * Math.abs(Number(gold))

/** A bare Q4 may be read as any 4-bit GGUF type; rates are numbers; QLoRA is LoRA over 4 bits. */
function sameFormat(gold: string | number, got: string | number): boolean {
  const [wanted, said] = [String(gold).toLowerCase(), String(got).toLowerCase()]
  if (/^q[2-8]$/.test(wanted)) return said.startsWith(wanted)
  if (wanted.endsWith('bpw') && said.endsWith('bpw')) return Number.parseFloat(wanted) === Number.parseFloat(said)
  return wanted === said || (wanted === 'awq' && said === 'awq-int4')
}

/** The catalog's id of a model in words, or the words where it has none. */
const modelId = (name: Value) => (name === null ? null : (findModel(String(name))?.id ?? null))

function gpuCount({ gpus, memoryGb, totalMemoryGb }: Question): number | null {
  return gpus[0]?.count ?? (gpus.length === 0 && memoryGb !== null && totalMemoryGb !== null ? totalMemoryGb / memoryGb : null)
}

const slots: readonly Slot[] = [
  {
    name: 'model',
    gold: ({ gold }) => modelId(gold.model ?? null),
    got: ({ model }, { gold }) => (gold.model && !modelId(gold.model) ? null : model),
  },
  { name: 'params', gold: ({ gold }) => gold.params_b ?? null, got: ({ paramsB }) => paramsB, same: near },
  { name: 'active', gold: ({ gold }) => gold.active_params_b ?? null, got: ({ activeParamsB }) => activeParamsB, same: near },
  { name: 'quant', gold: ({ gold }) => gold.quant ?? null, got: ({ quant }) => quant, same: sameFormat },
  { name: 'context', gold: ({ gold }) => gold.context ?? null, got: ({ context }) => context, same: near },
  { name: 'users', gold: ({ gold }) => gold.batch_or_users ?? null, got: ({ concurrency, batch }) => concurrency ?? batch },
  {
    name: 'gpu',
    // Any of several variants will do; a card that is in no list is not asked for.
    gold: ({ gold, gpu_ids: ids = [] }) => (gold.gpu == null ? null : (ids[0] ?? null)),
    got: ({ gpus }, { gold, gpu_ids: ids = [] }) => {
      const id = gpus[0]?.id ?? null
      if (gold.gpu != null && ids.length === 0) return null
      return id !== null && ids.includes(id) ? (ids[0] ?? null) : id
    },
  },
  {
    name: 'count',
    gold: ({ gold }) => gold.gpu_count ?? null,
    // "my 3090" may be read as one.
    got: (question, { gold }) => (gold.gpu_count == null && gpuCount(question) === 1 ? null : gpuCount(question)),
  },
  {
    name: 'memory',
    gold: ({ gold }) => gold.memory_gb ?? null,
    // Without a card, the RAM.
    got: ({ gpus, memoryGb, systemRamGb, device }) => gpus[0]?.memoryGb ?? memoryGb ?? (device === 'cpu' ? systemRamGb : null),
    same: near,
  },
  {
    name: 'method',
    gold: ({ gold }) => gold.method ?? null,
    got: ({ method }) => method,
    same: (gold, got) => gold === got || (gold === 'lora' && got === 'qlora'),
  },
  { name: 'optimizer', gold: ({ gold }) => gold.optimizer ?? null, got: ({ optimizer }) => optimizer },
  { name: 'zero', gold: ({ gold }) => gold.zero_stage ?? null, got: ({ zeroStage }) => zeroStage },
  { name: 'tokens', gold: ({ gold }) => gold.tokens ?? null, got: ({ trainTokens }) => trainTokens, same: near },
  {
    name: 'deadline',
    gold: ({ gold }) => gold.deadline_or_duration ?? null,
    got: ({ deadline }) => deadline,
    same: (gold, got) => String(gold).toLowerCase().includes(String(got).toLowerCase()) || String(got).includes(String(gold).toLowerCase()),
  },
  {
    name: 'budget',
    gold: ({ gold }) => gold.budget_usd ?? null,
    got: ({ budget }) => (budget?.currency === 'USD' ? budget.amount : null),
  },
  { name: 'runtime', gold: ({ gold }) => gold.runtime ?? null, got: ({ runtime }) => runtime },
  { name: 'concept', gold: ({ gold }) => gold.concept ?? null, got: ({ concept }) => concept },
]

interface Tally {
  rows: number
  intents: number
  whole: number
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
const ratio = (part: number, whole: number) => (whole === 0 ? '–' : (part / whole).toFixed(3))

const [file, ...flags] = process.argv.slice(2)
if (file === undefined) throw new Error('name a file of questions: npm run understanding -- questions.jsonl [--misses]')
const misses = flags.includes('--misses')
const rows = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row)

const tallies = new Map<string, Tally>()
const intents = new Map<string, { right: number; rows: number; given: number }>()
const counts = new Map(slots.map(({ name }) => [name, { right: 0, given: 0, said: 0 }]))
let answered = 0
let offTopic = 0

function tallyOf(name: string): Tally {
  const tally = tallies.get(name) ?? { rows: 0, intents: 0, whole: 0 }
  tallies.set(name, tally)
  return tally
}

function intentOf(name: string) {
  const count = intents.get(name) ?? { right: 0, rows: 0, given: 0 }
  intents.set(name, count)
  return count
}

for (const row of rows) {
  const question = parse(row.text, { now: new Date(0), zone: 'UTC' })
  if (!row.on_topic) {
    if (row.ambiguous) continue
    offTopic++
    if (question.intent === 'none') continue
    answered++
    if (misses) console.log(`OFF TOPIC, answered as ${question.intent}: ${row.text}`)
    continue
  }
  const wanted = String(row.gold.task).replaceAll('_', '-')
  const wrong: string[] = []
  const isRight = question.intent === wanted
  if (!isRight) wrong.push(`intent ${question.intent}, not ${wanted}`)
  if (!row.ambiguous) {
    const count = intentOf(wanted)
    count.rows++
    if (isRight) count.right++
    intentOf(question.intent).given++
  }
  for (const { name, gold, got, same } of slots) {
    const [goal, value] = [gold(row), got(question, row)]
    const matches = goal !== null && value !== null && (same?.(goal, value) ?? goal === value)
    if (!matches && (goal !== null || value !== null)) wrong.push(`${name} ${value}, not ${goal}`)
    const count = counts.get(name)
    if (row.ambiguous || count === undefined) continue
    if (goal !== null) count.said++
    if (value !== null) count.given++
    if (matches) count.right++
  }
  for (const tally of row.ambiguous ? [tallyOf('ambiguous')] : [tallyOf('all'), tallyOf(row.lang)]) {
    tally.rows++
    if (isRight) tally.intents++
    if (wrong.length === 0) tally.whole++
  }
  if (misses && wrong.length > 0) console.log(`${row.ambiguous ? 'AMBIGUOUS ' : ''}${row.text}\n    ${wrong.join('; ')}`)
}

const table = (name: string, precision: string, recall: string, said: string | number) =>
  console.log(`${name.padEnd(14)}${precision.padStart(9)}${recall.padStart(8)}${String(said).padStart(7)}`)

table('intent', 'precision', 'recall', 'rows')
for (const [name, { right, rows: said, given }] of [...intents].sort()) table(name, ratio(right, given), ratio(right, said), said)
console.log()
table('slot', 'precision', 'recall', 'said')
const sum = { right: 0, given: 0, said: 0 }
for (const [name, { right, given, said }] of counts) {
  sum.right += right
  sum.given += given
  sum.said += said
  table(name, ratio(right, given), ratio(right, said), said)
}
table('all slots', ratio(sum.right, sum.given), ratio(sum.right, sum.said), sum.said)
console.log()
for (const [name, { rows: count, intents: right, whole }] of tallies)
  console.log(`${name.padEnd(10)} ${count} rows: intent right ${percent(right, count)}, every slot right too ${percent(whole, count)}`)
console.log(`off topic  ${offTopic} rows: ${answered} answered`)
