import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatByName } from '../../src/catalog/formats.ts'
import { gpus } from '../../src/catalog/gpus.ts'
import { models } from '../../src/catalog/models.ts'
import { runtimes } from '../../src/catalog/runtimes.ts'
import { format } from '../../src/language/format.ts'
import { emptyQuestion, type Intent, type Question } from '../../src/language/question.ts'
import { read } from '../support/read.ts'

const question = (said: Partial<Question>): Question => ({ ...emptyQuestion, intent: 'inference', ...said })

/** Confidence, unknown words and problems are about a text, not about what it asks. */
function meaning({ confidence: _, unknown: __, problems: ___, ...rest }: Question) {
  return rest
}

describe('the shorthand', () => {
  it.each([
    ['can I run llama 3.1 70b in q4_k_m, 32k context, 4 users, on 2 4090s?', 'llama-3.1-70b q4_k_m 32k x4 on 2x rtx-4090'],
    ['7b 13b 30b 4bit', '7b 13b 30b int4'],
    ['chatglm3-6b', 'chatglm3-6b'],
    ['deepseek v2 with 21B active in fp8', 'deepseek-v2 a21b fp8'],
    ['r1:14b', 'deepseek-r1-distill-qwen-14b'],
    ['command-r+ 104b q5_k_s 3x24 GB', 'command-r-plus-104b q5_k_s 3x24gb'],
    ['DeepSeek V3/R1 on 8x h200', 'deepseek-v3 deepseek-r1 on 8x h200-sxm'],
    ['405b on 4 nodes x 8 h100', '405b on 4 nodes x 8x h100-sxm'],
    ['70b on A100(40G)*8', '70b on 8x a100-40gb-sxm'],
    ['104b on 3x24 GB', '104b 3x24gb'],
    ['70b on a 64gb mac', '70b mac 64gb'],
    ['qlora 8b on a 4070 ti 12gb', 'finetune 8b qlora on rtx-4070-ti 12gb'],
    ['双卡4090能跑 qwen2.5 72b int4 吗', '推理 qwen2.5-72b int4 on 2x rtx-4090'],
    ['什么是KV Cache？', '解释 kv-cache'],
    ['what can i run on 24gb', 'what-fits 24gb'],
  ])('of %j is %j', (text, shorthand) => {
    expect(format(read(text))).toBe(shorthand)
    expect(format(read(shorthand))).toBe(shorthand)
  })
})

it('names every model so that it is read back', () => {
  for (const { id } of models) {
    const shorthand = format(question({ model: id, quant: 'Q4_K_M', context: 32768, concurrency: 4 }))
    expect(read(shorthand), shorthand).toMatchObject({
      model: id,
      quant: 'Q4_K_M',
      context: 32768,
      concurrency: 4,
      problems: [],
      unknown: [],
    })
  }
})

it('names every GPU, its count and its memory so that they are read back', () => {
  for (const { id, memoryGb } of gpus) {
    for (const count of [null, 1, 4]) {
      const asked = question({ paramsB: 7, gpus: [{ id, count, memoryGb }] })
      expect(meaning(read(format(asked))), format(asked)).toEqual(meaning(asked))
    }
  }
})

const count = fc.integer({ min: 1, max: 4096 })
const degree = fc.constantFrom(1, 2, 4, 8, 16, 64)
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const quants = ['Q4_K_M', 'IQ2_XXS', 'UD-Q4_K_XL', 'int4', 'fp8', 'bf16', 'awq-int4', 'gptq', 'exl2', '4.65bpw', 'Q4', 'nvfp4']
/** But for the Ascend 910B, which is a card. */
const sizeB = fc.oneof(
  fc.integer({ min: 1, max: 2000 }).filter((size) => size !== 910),
  fc.constantFrom(0.5, 1.5, 0.124, 7.24),
)

/** What a question may ask at once; sizes of a named model follow from its name. */
const questions: fc.Arbitrary<Question> = fc
  .record({
    intent: fc.constantFrom<Intent>('inference', 'finetune', 'pretrain', 'what-fits', 'compare-gpus', 'gpu-info', 'price', 'compare-api'),
    language: fc.constantFrom('en' as const, 'zh' as const),
    subject: fc.oneof(
      // No more parameters are used per token than there are.
      fc
        .record({ paramsB: sizeB, activeParamsB: maybe(fc.integer({ min: 1, max: 99 })) })
        .map((sizes) => ({ ...sizes, activeParamsB: (sizes.activeParamsB ?? 0) > sizes.paramsB ? null : sizes.activeParamsB })),
      fc
        .constantFrom('meta-llama/Llama-3.1-70B', 'Qwen/Qwen3-30B-A3B', 'google/gemma-3-27b-it', 'openai/gpt-oss-120b')
        .map((model) => ({ model })),
      fc.constant({}),
    ),
    quant: maybe(fc.constantFrom(...quants)),
    kvQuant: maybe(fc.constantFrom('q8_0', 'q4_0', 'fp8', 'fp16')),
    context: maybe(fc.oneof(fc.constantFrom(2048, 8192, 32768, 131072, 262144, 1_000_000), fc.integer({ min: 1, max: 10_000_000 }))),
    promptTokens: maybe(count),
    outputTokens: maybe(count),
    concurrency: maybe(count),
    batch: maybe(count),
    hardware: fc.oneof(
      fc
        .uniqueArray(
          fc.record({ id: fc.constantFrom('rtx-4090', 'h100-sxm', 'apple-m2-ultra', 'mi300x', 'dgx-spark'), count: maybe(count) }),
          {
            maxLength: 3,
            selector: ({ id }) => id,
          },
        )
        .map((cards) => ({ gpus: cards.map((card) => ({ ...card, memoryGb: null })) })),
      fc.record({ memoryGb: fc.constantFrom(8, 16, 24, 48, 80), totalMemoryGb: fc.constant(null) }),
      fc.constantFrom(
        { memoryGb: 24, totalMemoryGb: 72 },
        { totalMemoryGb: 48 },
        { memoryGb: 64, device: 'mac' as const },
        { systemRamGb: 64, device: 'cpu' as const },
      ),
    ),
    runtime: maybe(fc.constantFrom(...runtimes)),
    parallelism: fc
      .record({ tensor: maybe(degree), pipeline: maybe(degree), data: maybe(degree), expert: maybe(degree) })
      .map((parts) => (Object.values(parts).every((part) => part === null) ? null : parts)),
    utilization: maybe(fc.integer({ min: 1, max: 100 }).map((share) => share / 100)),
    targetTokensPerSecond: maybe(fc.integer({ min: 1, max: 500 })),
    targetTtftSeconds: maybe(fc.constantFrom(0.5, 1, 2, 10)),
    method: maybe(fc.constantFrom('full' as const, 'lora' as const, 'qlora' as const)),
    optimizer: maybe(fc.constantFrom('adamw', 'adafactor', 'sgd')),
    zeroStage: maybe(fc.integer({ min: 1, max: 3 })),
    loraRank: maybe(fc.constantFrom(8, 16, 64)),
    checkpointing: maybe(fc.boolean()),
    trainTokens: maybe(fc.constantFrom(1e6, 5e8, 2e12, 1.2e12, 300e9)),
    deadline: maybe(fc.constantFrom('2 weeks', 'by march', '24 hours')),
    budget: maybe(fc.record({ amount: fc.integer({ min: 1, max: 1_000_000 }), currency: fc.constantFrom('USD', 'CNY', 'EUR') })),
  })
  .map(({ subject, hardware, ...rest }) => ({ ...emptyQuestion, ...rest, ...subject, ...hardware }))

describe('reading a shorthand back', () => {
  it('gives every slot that has meaning', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const again = read(format(asked))
        // A model's own size is in its name.
        const own = asked.model === null ? {} : { paramsB: again.paramsB, activeParamsB: again.activeParamsB }
        expect(meaning(again), format(asked)).toEqual({ ...meaning(asked), ...own })
        expect(again.unknown).toEqual([])
        expect(again.problems).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })

  it('changes nothing more, whatever was said first', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const once = format(read(format(asked)))
        expect(format(read(once))).toBe(once)
      }),
      { numRuns: 300 },
    )
  })
})

it('the formats used here are formats', () => {
  for (const name of quants.filter((quant) => !['int4', 'Q4', 'gptq', 'exl2'].includes(quant)))
    expect(formatByName(name), name).toBeDefined()
})
