import type { Language } from '../../language/question.ts'
import type { Block } from '../card.ts'
import { gib, gigabytes, grouped, rateSpan, significant } from '../numbers.ts'
import { fewestToTrain } from './entries/sizes.ts'
import { card, cardOf, llama8b, llama70b, nameOf, server } from './examples.ts'
import type { Job, Lab } from './lab.ts'
import { fullTraining } from './training-figures.ts'

const words = {
  en: {
    roles: 'What each job wants, worked out',
    one: 'Chat of one user: bandwidth',
    many: 'Many users: memory for their caches, TFLOPS',
    prompt: 'Long prompts: TFLOPS',
    train: 'Full training: memory, TFLOPS, fast links',
    load: 'Loading: RAM and a fast disk (NVMe)',
    reads: 'reads {{rate}} tokens/s',
    together: '{{rate}} tokens/s together for {{users}} users at 8k',
    states: '{{gib}} GiB of states: at least {{count}} × {{gpu}} with NVLink ({{link}} GB/s)',
    file: 'file of {{file}} GB, and as much RAM or half of it free; a checkpoint of training is {{checkpoint}} GB',
    places: 'The same model in the cloud, at home and at the edge',
    place: 'Where',
    machine: 'Machine',
    speed: 'tok/s, one user',
    money: 'Money',
    watts: 'W',
    cloud: 'cloud',
    own: 'own server',
    desk: 'own desk',
    edge: 'edge',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    rent: '${{usd}}/h',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a dollar sign before a placeholder, not a template string
    buy: '${{usd}} to buy',
  },
  zh: {
    roles: '各种用途看什么，按例子算',
    one: '单人聊天：看带宽',
    many: '多人服务：看放缓存的显存和算力',
    prompt: '长提示词：看算力',
    train: '全量训练：看显存、算力和互连',
    load: '加载：看内存和快硬盘（NVMe）',
    reads: '每秒读 {{rate}} token',
    together: '8k 下 {{users}} 个用户合计 {{rate}} token/s',
    states: '状态 {{gib}} GiB：至少 {{count}} × {{gpu}}，要有 NVLink（{{link}} GB/s）',
    file: '文件 {{file}} GB，内存最好也空出这么多，至少一半；训练的检查点是 {{checkpoint}} GB',
    places: '同一个模型放在云上、自建和边缘',
    place: '放在哪里',
    machine: '机器',
    speed: '单人 token/s',
    money: '花费',
    watts: 'W',
    cloud: '云',
    own: '自建服务器',
    desk: '自己的电脑',
    edge: '边缘',
    rent: '{{usd}} 美元/小时',
    buy: '购买约 {{usd}} 美元',
  },
} as const

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replace(`{{${name}}}`, () => value), text)
}

/** Which part of a machine decides, by the job, with what it comes to on an example. */
export function rolesBlock(lab: Lab, language: Language): Block {
  const w = words[language]
  const colon = language === 'zh' ? '：' : ': '
  const desk = lab.option({ model: llama8b, format: 'Q4_K_M', gpu: card })
  const served = lab.option({ model: llama8b, format: 'fp16', gpu: server })
  const [small, large] = [nameOf(lab, llama8b), nameOf(lab, llama70b)]
  const parameters = lab.model(llama70b).parametersB * 1e9
  const rate = (quantity: typeof desk.decodeTokensPerSecond) => (quantity === undefined ? '–' : rateSpan(quantity))
  const rows: readonly (readonly [label: string, what: string, value: string])[] = [
    [
      w.one,
      `${small} Q4_K_M, ${cardOf(lab, card)}, ${grouped(lab.gpu(card).bandwidthGBps)} GB/s`,
      `${rate(desk.decodeTokensPerSecond)} token/s`,
    ],
    [
      w.many,
      `${small} fp16, ${cardOf(lab, server)}`,
      fill(w.together, { rate: rate(served.fullLoadTokensPerSecond), users: String(served.maxConcurrency) }),
    ],
    [
      w.prompt,
      `${small} fp16, ${cardOf(lab, server)}, ${grouped(lab.gpu(server).tflops.fp16 ?? 0)} TFLOPS`,
      fill(w.reads, { rate: served.prefillTokensPerSecond === undefined ? '–' : significant(served.prefillTokensPerSecond.value) }),
    ],
    [
      w.train,
      large,
      fill(w.states, {
        gib: gib(parameters * fullTraining.low),
        count: String(fewestToTrain(lab, llama70b)),
        gpu: cardOf(lab, server),
        link: grouped(lab.gpu(server).link.GBps ?? 0),
      }),
    ],
    [
      w.load,
      `${large} Q4_K_M`,
      fill(w.file, {
        file: gigabytes(lab.weights(llama70b, 'Q4_K_M').total),
        checkpoint: gigabytes(parameters * (fullTraining.low - 2)),
      }),
    ],
  ]
  return { kind: 'facts', title: w.roles, rows: rows.map(([label, what, value]) => ({ label, value: `${what}${colon}${value}` })) }
}

/** Rented, owned, on a desk and on a board: what each is, how fast, and what it costs. */
const places = [
  ['cloud', { gpu: server, format: 'fp16' }],
  ['own', { gpu: 'rtx-6000-ada', format: 'fp16' }],
  ['desk', { gpu: card, format: 'Q4_K_M' }],
  ['edge', { gpu: 'apple-m2', format: 'Q4_K_M' }],
  ['edge', { gpu: 'jetson-agx-orin-64gb', format: 'Q4_K_M' }],
] as const satisfies readonly (readonly [keyof (typeof words)['en'], Pick<Job, 'gpu' | 'format'>])[]

export function placesBlock(lab: Lab, language: Language): Block {
  const w = words[language]
  return {
    kind: 'table',
    title: `${w.places}${language === 'zh' ? '：' : ': '}${nameOf(lab, llama8b)}`,
    columns: [
      { label: w.place, align: 'left', keep: 1 },
      { label: w.machine, align: 'left', keep: 2 },
      { label: w.speed, align: 'right', keep: 3 },
      { label: w.watts, align: 'right', keep: 5 },
      { label: w.money, align: 'right', keep: 4 },
    ],
    rows: places.map(([place, job]) => {
      const { decodeTokensPerSecond: speed, usdPerHour, purchaseUsd, watts } = lab.option({ ...job, model: llama8b })
      const rents = place === 'cloud' ? usdPerHour : undefined
      const money =
        rents !== undefined
          ? fill(w.rent, { usd: rents.value.toFixed(2) })
          : purchaseUsd === undefined
            ? '–'
            : fill(w.buy, { usd: significant(purchaseUsd.value) })
      return {
        tone: 'info',
        cells: [
          w[place],
          `${cardOf(lab, job.gpu)}, ${job.format}`,
          speed === undefined ? '–' : rateSpan(speed),
          watts === undefined ? '–' : significant(watts.value),
          money,
        ],
      }
    }),
    more: 0,
  }
}

const versions = ['h100-pcie', 'h100-sxm', 'h100-nvl', 'h200-sxm', 'h200-nvl'] as const

/** What is sold under one name, by its figures: the units are the same in every language. */
export function versionsBlock(lab: Lab): Block {
  const heads = ['', 'GB', 'GB/s', 'TFLOPS fp16', 'NVLink GB/s', 'W']
  return {
    kind: 'table',
    title: '',
    columns: heads.map((label, at) => ({ label, align: at === 0 ? 'left' : 'right', keep: at + 1 })),
    rows: versions.map((id) => {
      const { name, memoryGb, bandwidthGBps, tflops, link, tdpWatts } = lab.gpu(id)
      const figures = [memoryGb, bandwidthGBps, tflops.fp16, link.GBps, tdpWatts]
      return { tone: 'info', cells: [name, ...figures.map((figure) => (figure === undefined ? '–' : grouped(figure)))] }
    }),
    more: 0,
  }
}
