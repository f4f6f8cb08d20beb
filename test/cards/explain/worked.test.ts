import { describe, expect, it } from 'vitest'
import { entries } from '../../../src/cards/explain/entries/all.ts'
import { fewest, fewestToTrain } from '../../../src/cards/explain/entries/sizes.ts'
import { type Job, type Lab, labWith, usualContext, usualRuntime } from '../../../src/cards/explain/lab.ts'
import { estimate } from '../../../src/estimator/estimate.ts'
import type { Estimate } from '../../../src/estimator/types.ts'
import { emptyQuestion, type Question } from '../../../src/language/question.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'
import { resolve } from '../../../src/resolve/resolve.ts'

const lab = labWith(bundledPrices)

/** Everything the entries ask of the laboratory, and what it said. */
interface Notes {
  readonly jobs: Map<string, { job: Job; said: ReturnType<Lab['option']> }>
  readonly weights: Map<string, { model: string; format: string; said: number }>
  readonly caches: Map<string, { model: string; tokens: number; users: number; kv: string; said: number }>
}

function notesOfAll(): Notes {
  const notes: Notes = { jobs: new Map(), weights: new Map(), caches: new Map() }
  const listening: Lab = {
    ...lab,
    option(job) {
      const said = lab.option(job)
      notes.jobs.set(JSON.stringify(job), { job, said })
      return said
    },
    weights(model, format) {
      const said = lab.weights(model, format)
      notes.weights.set(`${model} ${format}`, { model, format, said: said.total })
      return said
    },
    cache(model, tokens, users = 1, kv = 'fp16') {
      const said = lab.cache(model, tokens, users, kv)
      notes.caches.set([model, tokens, users, kv].join(' '), { model, tokens, users, kv, said })
      return said
    },
  }
  for (const entry of entries) {
    entry.values(listening)
    entry.block?.(listening, 'en')
  }
  return notes
}

const notes = notesOfAll()

/** What /fit works out for the same: prompt and output of a chat, as it takes them where nothing is said. */
function fitted(asked: Partial<Question>): Estimate {
  const question: Question = {
    ...emptyQuestion,
    intent: 'inference',
    promptTokens: 1024,
    outputTokens: 512,
    context: usualContext,
    ...asked,
  }
  return estimate(resolve(question), bundledPrices)
}

describe('the worked examples are what /fit answers', () => {
  it('rest on many examples', () => {
    expect(notes.jobs.size).toBeGreaterThan(20)
    expect(notes.weights.size).toBeGreaterThan(25)
    expect(notes.caches.size).toBeGreaterThan(8)
  })

  it.each(
    [...notes.jobs.values()].map(({ job, said }) => [`${job.model} ${job.format}`, `${job.count ?? 1} × ${job.gpu}`, job, said] as const),
  )('%s on %s', (_, __, job, said) => {
    const [option] = fitted({
      model: job.model,
      quant: job.format,
      runtime: usualRuntime(lab.format(job.format)),
      gpus: [{ id: job.gpu, count: job.count ?? 1, memoryGb: null }],
      concurrency: job.users ?? 1,
    }).options.filter(({ asked }) => asked)
    expect(said.memory).toEqual(option?.memory)
    expect(said.verdict).toBe(option?.verdict)
    expect(said.maxConcurrency).toBe(option?.maxConcurrency)
    expect(said.decodeTokensPerSecond).toEqual(option?.decodeTokensPerSecond)
    expect(said.fullLoadTokensPerSecond).toEqual(option?.fullLoadTokensPerSecond)
    expect(said.timeToFirstTokenSeconds).toEqual(option?.timeToFirstTokenSeconds)
    expect(said.rooflineTokensPerSecond).toBe(option?.rooflineTokensPerSecond)
    expect(said.usdPerHour).toEqual(option?.usdPerHour)
    expect(said.usdPerMillionOutputTokens).toEqual(option?.usdPerMillionOutputTokens)
    expect(said.watts).toEqual(option?.watts)
  })

  it.each([...notes.weights.values()].map(({ model, format, said }) => [model, format, said] as const))(
    'weights of %s in %s',
    (model, format, said) => {
      const { byRecipe } = fitted({ model, quant: format, runtime: usualRuntime(lab.format(format)) })
      expect(byRecipe[0]?.recipe.format.name).toBe(format)
      expect(said).toBe(byRecipe[0]?.memory.weights.value)
    },
  )

  it.each([...notes.caches.values()].map((note) => [note.model, note.tokens, note.users, note.kv, note.said] as const))(
    'cache of %s: %i tokens, %i users, %s',
    (model, tokens, users, kv, said) => {
      // A cache in llama.cpp's types is of as many bytes a value; its cells are counted in other steps.
      const runtime = kv.startsWith('q') ? 'llama.cpp' : 'vllm'
      const context = { context: tokens, promptTokens: Math.floor(tokens / 2), outputTokens: 1 }
      const { memory } = fitted({
        model,
        quant: runtime === 'vllm' ? 'bf16' : 'Q4_K_M',
        runtime,
        kvQuant: kv,
        concurrency: users,
        ...context,
      })
      expect(said).toBeCloseTo(memory.kvCache.value, -1)
    },
  )

  it('count the cards of the size table as /fit does', () => {
    for (const [model, format, gpu] of [
      ['meta-llama/Llama-3.1-70B', 'Q4_K_M', 'rtx-4090'],
      ['meta-llama/Llama-3.1-8B', 'bf16', 'h100-sxm'],
      ['deepseek-ai/DeepSeek-V3', 'bf16', 'h100-sxm'],
    ] as const) {
      const count = fewest(lab, model, format, gpu)
      const verdict = (cards: number) =>
        fitted({
          model,
          quant: format,
          runtime: usualRuntime(lab.format(format)),
          gpus: [{ id: gpu, count: cards, memoryGb: null }],
        }).options.find(({ asked }) => asked)?.verdict
      if (count === undefined) expect(verdict(16)).toBe('no')
      else {
        expect(verdict(count)).not.toBe('no')
        if (count > 1) expect(verdict(count / 2)).toBe('no')
      }
    }
    // 70.55 billion parameters of 16 bytes over cards of 79.1 GiB.
    expect(fewestToTrain(lab, 'meta-llama/Llama-3.1-70B')).toBe(Math.ceil((70.55e9 * 16) / (79.1 * 2 ** 30)))
  })
})
