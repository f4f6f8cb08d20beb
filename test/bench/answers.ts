import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { commands } from '../../commands/index.ts'
import { suggest } from '../../src/catalog/find-suggest.ts'
import { catalogPlacements } from '../../src/estimator/candidates.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import { planOf } from '../../src/estimator/plan.ts'
import { everyGpu } from '../../src/estimator/shelf.ts'
import type { Recipe } from '../../src/estimator/types.ts'
import { createHeadroom } from '../../src/headroom.ts'
import { parse } from '../../src/language/parse.ts'
import { bundledPrices as prices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { ms, report, times, µs } from './figures.ts'
import { program, sentencesFile } from './files.ts'

/** Asked for models, the other way round. */
const hardware = [
  'what can I run on 24gb',
  'which llm for a 4090 + 64gb ddr5',
  'largest model on 2x 3090',
  '8x h100 能跑什么模型',
  'best coding model for 24GB / 40GB / 80GB?',
]

const questions = [
  '70b int4 inference',
  '7b fp16',
  'llama 3.1 8b q4_k_m 8k',
  'deepseek v3 fp8 on 8x h200 for 4 users',
  'qwen3-30b-a3b q4_k_m on a 4090',
  'gemma 3 27b q4_k_m 32k kv q8_0 on a 3090',
  'can I run mixtral 8x7b in 4bit on 2x3090 with vllm, 16 users, 512 in 128 out?',
  '70b int4 推理',
  '双卡4090 能跑 qwen2.5-72b 吗，32K上下文，并发16',
]
const now = { now: new Date(), zone: 'UTC' }
/** What people type, in both languages, on and off the topic. */
const sentences = readFileSync(sentencesFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text)
const mixed = Array.from(
  { length: 10_000 },
  (_, nth) => '0123456789abcdefgh-x/.,:() 卡张万亿的前'[(nth * 7919 + (nth >> 3)) % 39] ?? ' ',
).join('')
const walls = [
  mixed,
  ...['9', ' ', '卡', '([{', '4090 ', 'by march ', 'llama-', 'foo-7b '].map((unit) => unit.repeat(10_000 / unit.length)),
]
const kinds = ['model', 'gpu', 'format'] as const
const typed = [
  '',
  'l',
  'll',
  'llama',
  'llama 70',
  'qwen3 ',
  'deepsek',
  '40',
  'rtx 4090',
  'a100',
  'q4',
  'q4_k',
  'iq',
  'geforce rtx 40',
  'zzz',
  'lama 70b',
]
const headroom = createHeadroom(commands, { prices })
/** Works everything out each time: what a question costs that nobody asked lately. */
const forgetful = createHeadroom(commands, { prices, estimate })
const asked = ['fit', '70b', 'int4', 'inference']

const question = (index: number) => questions[index % questions.length] ?? ''

/** Peak resident memory of the program, MB; the hook writes it as the process leaves. */
function peakMegabytes(): number {
  const hook = "process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))"
  const { stderr } = spawnSync(process.execPath, [`--import=data:text/javascript,${encodeURIComponent(hook)}`, program, ...asked], {
    encoding: 'utf8',
  })
  return (Number(/peak (\d+)$/.exec(stderr)?.[1]) * 1024) / 1e6
}

/** How long the steps of an answer take, and what the whole program costs in time and memory. */
export function benchAnswers(): void {
  const workloads = questions.map((text) => resolve(parse(text, now)))
  const workload = (index: number) => workloads[index % workloads.length] ?? resolve(parse('7b', now))

  console.log(`Node ${process.version}, ${questions.length} questions in turn`)
  report(
    'parse, 300 sentences in turn',
    times(20_000, (index) => parse(sentences[index % sentences.length] ?? '', now)),
    µs,
  )
  report(
    'parse, 10,000 characters of anything',
    times(200, (index) => parse(walls[index % walls.length] ?? '', now)),
    ms,
  )
  report(
    'suggest a name',
    times(20_000, (index) => suggest(typed[index % typed.length] ?? '', kinds[index % kinds.length] ?? 'model')),
    µs,
  )
  report(
    'estimate, full catalog',
    times(2_000, (index) => estimate(workload(index), prices)),
    ms,
  )
  /** Every candidate of a catalog of so many times the GPUs, without what is said about the chosen few. */
  function placements(times: number, index: number): unknown {
    const { recipes } = workload(index)
    const [first, ...rest] = recipes
    const plan = (recipe: Recipe) => planOf(workload(index), recipe)
    return catalogPlacements([plan(first), ...rest.map(plan)], Array.from({ length: times }, () => everyGpu).flat())
  }
  report(
    'placements, full catalog',
    times(2_000, (index) => placements(1, index)),
    ms,
  )
  report(
    'placements, twice the catalog',
    times(2_000, (index) => placements(2, index)),
    ms,
  )
  report(
    'estimate, every candidate, with why',
    times(500, (index) => estimate(workload(index), prices, { all: true, why: true })),
    ms,
  )
  report(
    'whole answer',
    times(2_000, (index) => forgetful.reply(question(index), now)),
    ms,
  )
  report(
    'whole answer, asked lately',
    times(2_000, (index) => headroom.reply(question(index), now)),
    ms,
  )
  report(
    'whole answer, what fits',
    times(500, (index) => forgetful.reply(hardware[index % hardware.length] ?? '', now)),
    ms,
  )
  for (const command of commands) {
    const texts = command.examples.map(({ text }) => text)
    report(
      `examples of /${command.name}`,
      times(500, (index) => forgetful.reply(texts[index % texts.length] ?? '', now, command)),
      ms,
    )
  }
  report(
    'program, start to answer',
    times(10, () => execFileSync(process.execPath, [program, ...asked])),
    ms,
  )
  console.log(`${'peak memory of the program'.padEnd(38)} ${peakMegabytes().toFixed(0)} MB`)
}
