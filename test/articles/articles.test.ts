import { describe, expect, it } from 'vitest'
import { gpuById } from '../../src/catalog/gpus.ts'
import { modelById } from '../../src/catalog/models.ts'
import { commandsOf, reply, tableOf, textOf } from '../support/replies.ts'

const gib = 2 ** 30
const llama70b = 70.553706496e9

/** The figure before a unit in a text, without its separators. */
function figure(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`${pattern} is not in: ${text}`)
  return Number(found.replaceAll(',', ''))
}

const row = (rows: readonly (readonly string[])[], label: string) => {
  const found = rows.find(([name]) => name?.startsWith(label))
  if (found === undefined) throw new Error(`no row ${label}`)
  return found
}

describe('what people read about training and inference, asked', () => {
  it.each([
    'how many flop per token does inference of a 70b take compared to training',
    'flops per token llama 70b',
    '训练和推理的计算量差多少',
  ])('compute: training takes about six operations per parameter and token, inference two (“%s”)', (text) => {
    const { command, card } = reply(text)
    expect(command).toBe('explain')
    expect(card.answer).toMatch(/\b2\b.*\b6\b.*\b3\b/)
    const said = textOf(card)
    expect(said).toContain((2 * llama70b).toExponential(2).replace('+', ''))
    expect(said).toContain((6 * llama70b).toExponential(2).replace('+', ''))
  })

  it.each([
    ['fp16', 2, 14],
    ['int8', 1, 7],
    ['int4', 0.5, 3.5],
  ])('memory of inference: the weights of 7B in %s are no less than parameters × bits, and not much more', (format, bytes, gigabytes) => {
    const weights = reply(`7b ${format}`).answer.estimate?.memory.weights.value ?? 0
    expect(weights / 1e9).toBeGreaterThan(gigabytes)
    // A typical 7B has 7.2 billion; scales and 16-bit embeddings come on top.
    expect(weights).toBeLessThan(7.3e9 * bytes * 1.3)
  })

  it.each(['why does training need more memory than inference', '训练和推理显存有什么区别'])(
    'memory of training: 16 bytes and more per parameter, before activations (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('explain')
      expect(textOf(card)).toMatch(/\b16\b/)
    },
  )

  it.each([
    ['llama 3.1 8b first token under 500 ms for 20 users', 20],
    ['llama 3.1 8b, 99% of requests under 500 ms, 20 users', 20],
    ['llama 3.1 8b 首字 500ms 以内 20并发', 20],
  ])('latency: a first token within half a second is held against each card (“%s”)', (text, users) => {
    const { command, answer } = reply(text)
    expect(command).toBe('fit')
    const { workload, options } = answer.estimate ?? { workload: undefined, options: [] }
    expect(workload).toMatchObject({ concurrency: users, targetTtftSeconds: 0.5 })
    const met = options.filter(({ shortfall }) => shortfall === null)
    expect(met.length).toBeGreaterThan(0)
    for (const option of met) expect(option.timeToFirstTokenSeconds?.value).toBeLessThanOrEqual(0.5)
  })

  it.each(['compare training and inference of llama 70b', 'llama 70b 训练和推理对比'])(
    'resources side by side: running and training one model (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('compare')
      const rows = tableOf(card)
      expect(rows).toHaveLength(11)
      const [weights, gradients, optimizer, cache, , total, cards, flop] = rows.map(([, inference = '', training = '']) => [
        inference,
        training,
      ])
      expect(weights?.map(Number)).toEqual([131, Math.round((llama70b * 2) / gib)])
      expect(gradients).toEqual(['–', String(Math.round((llama70b * 2) / gib))])
      expect(optimizer).toEqual(['–', String(Math.round((llama70b * 12) / gib))])
      // 80 layers × 8 heads × 128 × 2 × 2 bytes × 8,192 tokens.
      expect(cache).toEqual([((80 * 8 * 128 * 2 * 2 * 8192) / gib).toFixed(1), '–'])
      expect(Number(total?.[1]?.replace(',', ''))).toBeGreaterThan((llama70b * 16) / gib)
      expect(Number(cards?.[0])).toBe(2)
      expect(Number(cards?.[1])).toBeGreaterThanOrEqual(Math.ceil((llama70b * 16) / (80 * gib)))
      expect(flop).toEqual([(2 * llama70b).toExponential(2).replace('+', ''), (6 * llama70b).toExponential(2).replace('+', '')])
    },
  )

  it.each(['which hardware for training and which for inference', '训练和推理分别用什么硬件', '推理该选什么硬件'])(
    'hardware: what each job wants, with numbers (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('explain')
      const said = textOf(card)
      for (const number of ['1,008 GB/s', '989 TFLOPS', '900 GB/s']) expect(said).toContain(number)
      expect(figure(said, /([\d,]+) GiB(?: of states|：至少)/)).toBeCloseTo((llama70b * 16) / gib, -1)
    },
  )
})

describe('what people read about parameters and cards, asked', () => {
  it.each(['which gpu for which model size', '多大的模型用什么显卡'])('sizes: cards for each size, to run and to train (“%s”)', (text) => {
    const rows = tableOf(reply(text).card)
    expect(rows.map(([, name]) => name)).toContain('Llama-3.1-70B')
    const [, , need = '', desk = '', server = '', train = ''] = rows.find(([, name]) => name === 'Llama-3.1-70B') ?? []
    // 42.5 GB of file are 39.6 GiB; with cache and buffers two cards of 24, and 141 GB two of 80.
    expect(Number(need)).toBeGreaterThan(39.6)
    expect([desk, server]).toEqual(['2', '2'])
    expect(Number(train)).toBeGreaterThanOrEqual(Math.ceil((llama70b * 16) / (80 * gib)))
  })

  it.each(['memory requirements for 7B 13B 30B 65B at 4-bit?', '7B 13B 30B 65B 4bit 各要多少显存'])(
    'sizes: several in one question are answered side by side (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('compare')
      const needs = tableOf(card).map(([, ...cells]) => Number(cells.find((cell) => cell.includes('/'))?.split('/')[0]))
      expect(needs).toHaveLength(4)
      // No less than four bits of each parameter, and no more than six with a cache of 8k.
      for (const [at, billions] of [7, 13, 30, 65].entries()) {
        expect(needs[at]).toBeGreaterThan((billions * 0.5e9) / gib)
        expect(needs[at]).toBeLessThan((billions * 0.75e9) / gib + 4)
      }
    },
  )

  it.each(['how much memory does Adam need', 'adam要多少显存'])(
    'optimizer: Adam keeps 12 bytes a parameter, 840 GB for 70B (“%s”)',
    (text) => {
      const said = textOf(reply(text).card)
      expect(said).toMatch(/\b12\b/)
    },
  )

  it.each(['throughput of 70b on 8x h100', '8张H100跑70b吞吐多少'])('throughput: 70B on eight H100 (“%s”)', (text) => {
    const option = reply(text).answer.estimate?.options.find(({ gpu, count }) => gpu.id === 'h100-sxm' && count === 8)
    const one = option?.decodeTokensPerSecond?.value ?? 0
    // Eight cards read 141 GB at 8 × 3.35 TB/s: 190 tokens/s at most for one user, and many times that together.
    expect(one).toBeGreaterThan(20)
    expect(one).toBeLessThan((8 * 3350e9) / (llama70b * 2))
    expect(option?.fullLoadTokensPerSecond?.value).toBeGreaterThan(10 * one)
  })

  it.each(['compare formats of llama 3.1 8b on a 4090', 'llama 3.1 8b 各量化格式对比 4090'])(
    'formats: size, speed and what they cost in quality (“%s”)',
    (text) => {
      const { command, card, answer } = reply(text)
      expect(command).toBe('compare')
      const rows = tableOf(card)
      const needs = rows.map(([, need = '']) => Number(need.split('/')[0]))
      const speeds = rows.map(([, , speed = '']) => Number.parseFloat(speed))
      expect(rows.length).toBe(6)
      // fp16 needs its 16.1 GB and a cache of 1 GiB; four bits about a third, and are read about twice as fast.
      expect(needs[0]).toBeGreaterThan(16.06e9 / gib + 1)
      expect(needs[4]).toBeLessThan((needs[0] ?? 0) * 0.4)
      expect(speeds[4]).toBeGreaterThan((speeds[0] ?? 0) * 1.6)
      expect(card.notes.length).toBeGreaterThanOrEqual(2)
      expect(answer.shorthand).toContain('llama-3.1-8b')
    },
  )

  it.each([
    ['launch 70b awq on vllm', 'vllm serve'],
    ['vllm 怎么启动 70b awq', 'vllm serve'],
    ['launch 70b awq on tensorrt-llm', 'trtllm-serve'],
    ['launch 70b awq on triton', 'trtllm-serve'],
    ['triton 怎么启动 70b awq', 'trtllm-serve'],
    ['launch 70b awq on triton with vllm', 'vllm serve'],
    ['launch 70b q4_k_m on llama.cpp', 'llama-server'],
  ])('engines: a line that starts it (“%s”)', (text, line) => {
    const { command, card } = reply(text)
    expect(command).toBe('fit')
    expect(commandsOf(card)[0]).toMatch(new RegExp(`^${line}`))
    expect(/triton/i.test(text)).toBe(card.notes.some((note) => note.startsWith('Triton')))
    expect(card.notes.join(' ')).not.toContain('launch”')
  })
})

describe('what people read about a 100B model and generations of cards, asked', () => {
  it.each(['weights of a 100b model by format', '100B 模型各精度权重多少 GiB'])(
    'weights: 100 billion parameters in fp16 are 186 GiB, and eight and four bits a half and about a quarter (“%s”)',
    (text) => {
      const rows = tableOf(reply(text).card)
      const need = (name: string) => Number(row(rows, name)[1]?.split('/')[0])
      expect(need('fp16')).toBeGreaterThan(200e9 / gib)
      expect(need('fp16')).toBeLessThan(200e9 / gib + 20)
      expect(need('fp8')).toBeGreaterThan(100e9 / gib)
      expect(need('fp8')).toBeLessThan(100e9 / gib + 20)
      expect(need('Q4_K_M')).toBeGreaterThan(50e9 / gib)
      expect(need('Q4_K_M')).toBeLessThan(70e9 / gib)
    },
  )

  it.each(['GB vs GiB', 'GiB 是什么'])('units: a GiB is 7 %% more than a GB (“%s”)', (text) => {
    const { command, card } = reply(text)
    expect(command).toBe('explain')
    expect(card.answer).toContain('1024')
    expect(card.answer).toContain(String(Math.round((1 - 1e9 / gib) * 100)))
  })

  it.each(['V100 vs A100 vs H100 vs B200', 'V100 A100 H100 B200 对比'])(
    'generations: V100, A100, H100 and B200 by ratio (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('compare')
      const facts = tableOf(card, 2)
      // Published dense peaks of fp16: 125, 312, 989 and 2,250 TFLOPS; bandwidth 900, 2,039, 3,350 GB/s.
      expect(facts.map(([, , , half]) => half)).toEqual(['125', '312 (2.5×)', '989 (7.9×)', '2,250 (18×)'])
      expect(facts.slice(0, 3).map(([, , bandwidth]) => bandwidth)).toEqual(['900', '2,039 (2.3×)', '3,350 (3.7×)'])
    },
  )
})

describe('what people read about numbers, sizes and places, asked', () => {
  it.each(['what is fp32, bits and bytes', '一个字节多少位', 'fp32一个数几个字节'])(
    'formats: a byte has 8 bits, and fp32 takes 32 (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('explain')
      expect(card.answer).toMatch(/8 (?:bits|位)/)
      expect(card.answer).toContain('32')
    },
  )

  it.each(['how to compute parameters from the architecture', '怎么从架构算参数量', '12 N d^2'])(
    'architecture: 12 N d² + V d is GPT-3 with its 175 billion (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('explain')
      expect(card.answer).toContain('12')
      // 12 × 96 × 12,288² + 50,257 × 12,288 = 174.6e9.
      expect(figure(textOf(card), /50,257[^:：]*[:：] ?(\d+)B/)).toBe(Math.round((12 * 96 * 12288 ** 2 + 50257 * 12288) / 1e9))
    },
  )

  it.each(['llama 2 7b fp16 4096 context', 'llama 2 7b fp16 4k 推理显存'])(
    'inference memory: weights, cache, buffers and overhead of 7B in fp16 (“%s”)',
    (text) => {
      const memory = reply(text).answer.estimate?.memory
      // 6.74 billion parameters × 2 bytes; 32 layers × 32 heads × 128 × 2 × 2 bytes × 4,096 tokens are 2 GiB.
      expect((memory?.weights.value ?? 0) / 1e9).toBeCloseTo(13.48, 1)
      expect(memory?.kvCache.value).toBe(2 * gib)
      expect(memory?.activations.value).toBeGreaterThan(0)
      expect(memory?.overhead.value).toBeGreaterThan(0)
    },
  )

  it.each(['what role do cpu, ram, disk and nvme play', 'CPU 内存 硬盘 起什么作用'])(
    'roles: processor, memory, disk and links, with what an example takes of each (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('explain')
      const said = textOf(card)
      expect(said).toContain('NVMe')
      // The file of Llama 3.1 70B in Q4_K_M, as published.
      expect(figure(said, /(?:file of|文件) (42\.\d) GB/)).toBeCloseTo(42.5, 0)
    },
  )

  it.each(['cloud vs own server vs edge for 7b', '云端 本地 边缘 部署 7b 怎么选'])(
    'places: cloud, own server, desk and edge, with speed and money (“%s”)',
    (text) => {
      const { command, card } = reply(text)
      expect(command).toBe('explain')
      const rows = tableOf(card)
      expect(rows.map(([, machine]) => machine?.split(',')[0])).toEqual([
        'H100 SXM5 80 GB',
        'RTX 6000 Ada',
        'RTX 4090',
        'M2',
        'Jetson AGX Orin 64 GB',
      ])
      const speeds = rows.map(([, , speed = '']) => Number.parseFloat(speed))
      expect(speeds[3]).toBeLessThan(speeds[2] ?? 0)
      // 100 GB/s of an M2 read the 4.9 GB no more than 20 times a second.
      expect(speeds[3]).toBeLessThan(100 / 4.9)
    },
  )

  it('places: a Jetson and a Mac are cards like others', () => {
    for (const [text, id] of [
      ['can a jetson run llama 3.1 8b q4_k_m', 'jetson-agx-orin-64gb'],
      ['llama 3.1 8b q4_k_m on an m2 mac 16gb', 'apple-m2'],
    ] as const) {
      const option = reply(text).answer.estimate?.options.find(({ asked }) => asked)
      expect(option?.gpu.id, text).toBe(id)
      const bandwidth = gpuById(id)?.bandwidthGBps ?? 0
      const size = (modelById('meta-llama/Llama-3.1-8B')?.parametersB ?? 0) * 0.6
      expect(option?.decodeTokensPerSecond?.value, text).toBeLessThan(bandwidth / size)
    }
  })
})
