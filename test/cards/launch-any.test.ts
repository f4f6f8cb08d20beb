import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCommand, launchCommand } from '../../src/cards/launch.ts'
import { weightFormats } from '../../src/catalog/formats.ts'
import { gpus } from '../../src/catalog/gpus.ts'
import { models } from '../../src/catalog/models.ts'
import { runtimes } from '../../src/catalog/runtimes.ts'
import { estimate } from '../../src/estimator/estimate.ts'
import type { Workload } from '../../src/estimator/types.ts'
import { bundledPrices } from '../../src/prices/snapshot.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { formatOf } from '../support/catalog-rows.ts'
import { llama70b } from '../support/estimates.ts'
import { readCommand, shellWords } from '../support/flags/read-command.ts'
import { tools } from '../support/flags/tools.ts'
import { h100, named, on, tp } from '../support/launch-jobs.ts'
import { asked, question } from '../support/questions.ts'

const kvNames = ['fp16', 'bf16', 'fp32', 'fp8', 'int8', 'q8_0', 'q5_1', 'q5_0', 'q4_1', 'q4_0', 'int4'] as const
const exl2 = ['2.5bpw', '4.65bpw', '8bpw'].map(formatOf)
const divisions = [
  [1, {}],
  [2, tp(2)],
  [3, {}],
  [8, { tensorParallel: 4, pipelineParallel: 2 }],
  [8, { tensorParallel: 1, pipelineParallel: 1, dataParallel: 8 }],
  [16, { tensorParallel: 8, pipelineParallel: 2 }],
  [16, { tensorParallel: 8, pipelineParallel: 1, dataParallel: 2 }],
] as const

describe('every command', () => {
  it('is one its tool takes: all runtimes, formats, divisions, caches and numbers of users', () => {
    const seen = new Set<string>()
    for (const runtime of runtimes)
      for (const format of [...weightFormats, ...exl2])
        for (const [count, layout] of divisions)
          for (const kv of kvNames)
            for (const concurrency of [3, 300]) {
              const one = on(h100, count, format.name, runtime, kv, layout)
              const workload = { ...named, concurrency }
              for (const line of [...launchCommand(one, workload), ...checkCommand(one, workload)])
                seen.add(readCommand(line, tools).tool.words.join(' '))
            }
    expect([...seen].sort()).toEqual([...new Set(tools.map(({ words }) => words.join(' ')))].sort())
  })

  it('has the context, the users and the division of its option', () => {
    const one = on(h100, 8, 'bf16', 'vllm', 'fp16', { tensorParallel: 4, pipelineParallel: 2 })
    const { flags, positional } = readCommand(launchCommand(one, { ...named, contextTokens: 12_345, concurrency: 7 })[0] ?? '', tools)
    expect(positional).toEqual([llama70b.id])
    expect(flags).toMatchObject({
      '--max-model-len': '12345',
      '--max-num-seqs': '7',
      '--tensor-parallel-size': '4',
      '--pipeline-parallel-size': '2',
    })
  })

  it('is one its tool takes, for any model on any hardware', () => {
    const formats = [null, 'int4', 'fp8', 'Q4_K_M', 'IQ2_XXS', 'awq', 'nvfp4', 'nf4', '4.65bpw', 'bf16', 'mxfp4'] as const
    const slots = fc.record({
      model: fc.constantFrom(...models).map(({ id }) => id),
      quant: fc.constantFrom(...formats),
      kvQuant: fc.constantFrom(null, 'fp8', 'q8_0', 'q4_0'),
      context: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 200_000 })),
      concurrency: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 2000 })),
      runtime: fc.constantFrom(null, ...runtimes),
      gpus: fc
        .tuple(fc.constantFrom(...gpus), fc.constantFrom(null, 1, 2, 3, 8, 12, 16, 64))
        .map(([card, count]) => [asked(card.id, count)]),
    })
    let commands = 0
    fc.assert(
      fc.property(slots, (said) => {
        const workload = resolve(question(said))
        for (const one of estimate(workload, bundledPrices).options)
          for (const line of [...launchCommand(one, workload), ...checkCommand(one, workload)]) {
            commands += 1
            readCommand(line, tools)
          }
      }),
      { numRuns: 150 },
    )
    expect(commands).toBeGreaterThan(150)
  })

  it('is made of nothing that was typed: hostile reasons change nothing, a hostile name stays one argument', () => {
    const hostile = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('$(rm -rf /)', "'; rm -rf / #", '`id`', '\n', '--help'))
    fc.assert(
      fc.property(hostile, fc.constantFrom(...runtimes), fc.constantFrom('Q4_K_M', 'bf16', 'awq-int4'), (typed, runtime, format) => {
        const one = on(h100, 1, format, runtime)
        const because = { slot: 'quant', value: typed, because: `stands-for:${typed}` } as const
        const asked: Workload = { ...named, assumptions: [...named.assumptions, because] }
        expect(launchCommand(one, asked)).toEqual(launchCommand(one, named))
        const odd: Workload = { ...named, model: { ...llama70b, id: `owner/x${typed}` } }
        const words = launchCommand(one, odd).flatMap(shellWords)
        expect(words.length).toBe(launchCommand(one, named).flatMap(shellWords).length)
        expect(words.length === 0 || words.some((word) => word.includes(`x${typed}`)), words.join()).toBe(true)
      }),
    )
  })
})
