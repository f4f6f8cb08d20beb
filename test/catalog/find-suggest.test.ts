import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { famousFormats, famousGpus, famousModels } from '../../src/catalog/fame.ts'
import { type SuggestKind, suggest } from '../../src/catalog/find-suggest.ts'
import { formatByName } from '../../src/catalog/formats.ts'
import { gpuById } from '../../src/catalog/gpus.ts'
import { modelById } from '../../src/catalog/models.ts'

const kinds: readonly SuggestKind[] = ['model', 'gpu', 'format']
const first = (typed: string, kind: SuggestKind) => suggest(typed, kind)[0]?.value

it('the famous are in the catalog, each once', () => {
  for (const id of famousModels) expect(modelById(id), id).toBeDefined()
  for (const id of famousGpus) expect(gpuById(id), id).toBeDefined()
  for (const name of famousFormats) expect(formatByName(name), name).toBeDefined()
  for (const list of [famousModels, famousGpus, famousFormats]) expect(new Set(list).size).toBe(list.length)
})

describe('first comes', () => {
  it.each([
    ['', 'model', famousModels[0]],
    ['', 'gpu', famousGpus[0]],
    ['', 'format', famousFormats[0]],
    ['lla', 'model', 'meta-llama/Llama-3.1-8B'],
    ['llama3.1:8', 'model', 'meta-llama/Llama-3.1-8B'],
    ['qwen 32', 'model', 'Qwen/Qwen3-32B'],
    ['mistral sm', 'model', 'mistralai/Mistral-Small-3.1-24B-Instruct-2503'],
    ['r1', 'model', 'deepseek-ai/DeepSeek-R1'],
    ['rtx4090', 'gpu', 'rtx-4090'],
    ['5090 l', 'gpu', 'rtx-5090-laptop'],
    ['a100', 'gpu', 'a100-80gb-sxm'],
    ['spark', 'gpu', 'dgx-spark'],
    ['q4', 'format', 'Q4_K_M'],
    ['q4k', 'format', 'Q4_K_M'],
    ['ud', 'format', 'UD-Q4_K_XL'],
  ] as const)('for %j of the %ss: %s', (typed, kind, value) => expect(first(typed, kind)).toBe(value))
})

describe('a slip of the keyboard is forgiven:', () => {
  it.each([
    ['deepsek', 'model', 'deepseek-ai/DeepSeek-R1'],
    ['mistrl sm', 'model', 'mistralai/Mistral-Small-3.1-24B-Instruct-2503'],
    ['qwn3', 'model', 'Qwen/Qwen3-32B'],
    ['3009', 'gpu', 'rtx-3090'],
  ] as const)('%s', (typed, kind, value) => expect(first(typed, kind)).toBe(value))
})

it('what resembles nothing suggests nothing', () => {
  for (const kind of kinds) expect(suggest('zzzz', kind)).toEqual([])
})

it('whatever is typed, at most 25 different rows of the kind are named', () => {
  const exists = { model: modelById, gpu: gpuById, format: formatByName }
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('a', '4', 'q', 'l', '3')),
      (kind, typed) => {
        const found = suggest(typed, kind)
        expect(found.length).toBeLessThanOrEqual(25)
        expect(new Set(found.map(({ value }) => value)).size).toBe(found.length)
        for (const { value } of found) expect(exists[kind](value), value).toBeDefined()
      },
    ),
    { numRuns: 500 },
  )
})
