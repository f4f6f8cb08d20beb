import { describe, expect, it } from 'vitest'
import { entries, entryById } from '../../../src/cards/explain/entries/all.ts'
import type { Entry } from '../../../src/cards/explain/entry.ts'
import { entryCard } from '../../../src/cards/explain/explain-card.ts'
import { wordsOf } from '../../../src/cards/explain/find.ts'
import { labWith } from '../../../src/cards/explain/lab.ts'
import type { Language } from '../../../src/language/question.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'

const lab = labWith(bundledPrices)
const languages = ['en', 'zh'] as const

function textOf(entry: Entry, language: Language): string {
  const { answer, blocks } = entryCard(entry, lab, language)
  return [answer, ...blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []))].join('\n')
}

const templates = (entry: Entry) => languages.flatMap((language) => [entry.says[language], entry.example[language]])
const figures = (text: string) => [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([figure]) => figure).sort()

/** What the language room calls the topics of an explanation. */
const topics =
  'params params-vs-tokens params-to-memory quantization quant-quality gguf-quant-names bpw gptq-vs-awq number-formats kv-cache context-memory gqa concurrency ' +
  'vram-vs-ram moe-active-params memory-bandwidth-bound training-vs-inference-memory lora-vs-qlora qlora zero pipeline-parallel vllm-preallocation tokens-to-bytes estimation-formula'

/** Digits that are no figure of ours: parts of a name or a width (Q4_K_M, H100, 4-bit, 16 位, 7B), and the phrases below. */
const named = /[\p{L}\d_.²-]*(?:\p{Script=Latin}[-_.]?\d|\d[-_]?\p{Script=Latin})[\p{L}\d_.-]*|\d+ ?(?:bits\b|位|倍)/gu
const phrases = [
  '80 %',
  '2 (n − 1) ÷ n',
  '2(n−1)÷n',
  'PCIe 4.0',
  'the 40 series',
  '40 系',
  'Llama 3',
  'the 4 is',
  '里的 4 是',
  'output layer in 16',
  'smaller one in 16',
  '16 bits in LoRA, 4 in QLoRA',
  'stages 1, 2 and 3',
  'stage 1',
  'stage 2',
  'stage 3',
  '阶段 1、2、3',
  '第 1 阶段',
  '第 2 阶段',
  '第 3 阶段',
  '“8× for 4-bit”',
  'Applying 8×',
]

describe('the explanations', () => {
  it('are at least sixty, each with an id of its own', () => {
    expect(entries.length).toBeGreaterThanOrEqual(60)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    for (const { id } of entries) expect(id).toMatch(/^[a-z][a-z0-9-]+$/)
  })

  it('have names that are nobody else’s', () => {
    const owners = new Map<string, string>()
    const twice: string[] = []
    for (const entry of entries)
      for (const name of [...entry.names.en, ...entry.names.zh]) {
        const key = wordsOf(name).join(' ')
        const owner = owners.get(key)
        if (owner !== undefined && owner !== entry.id) twice.push(`${name}: ${owner} and ${entry.id}`)
        owners.set(key, entry.id)
      }
    expect(twice).toEqual([])
  })

  it('are there for every topic the language room hears', () => {
    const known = new Set(entries.flatMap(({ id, concept }) => [id, concept]))
    expect(topics.split(' ').filter((topic) => !known.has(topic))).toEqual([])
  })

  it('lead on to others that exist', () => {
    for (const { id, related } of entries) {
      expect(related.length, id).toBeGreaterThanOrEqual(2)
      expect(new Set([id, ...related]).size, id).toBe(related.length + 1)
      expect(related.filter((one) => entryById(one) === undefined)).toEqual([])
    }
  })

  it.each(entries.map((entry) => [entry.id, entry] as const))('say the same figures in both languages: %s', (_, entry) => {
    const [en, zh] = [textOf(entry, 'en'), textOf(entry, 'zh')]
    for (const text of [en, zh]) expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN|Infinity|\b0\.0 GiB/)
    const example = (language: Language) => {
      const [block] = entryCard(entry, lab, language).blocks
      return block?.kind === 'lines' ? block.lines.join(' ') : ''
    }
    expect(figures(example('zh'))).toEqual(figures(example('en')))
    expect(figures(example('en')).length, 'a worked example has figures').toBeGreaterThan(0)
  })

  it('fill in every value they work out, in both languages', () => {
    for (const entry of entries)
      for (const language of languages) {
        const text = entry.says[language] + entry.example[language]
        const unsaid = Object.keys(entry.values(lab)).filter((name) => !text.includes(`{{${name}}}`))
        expect(unsaid, `${entry.id}, ${language}`).toEqual([])
      }
  })

  it('hold no figure that was typed in', () => {
    const typed = entries.flatMap((entry) =>
      templates(entry).flatMap((template) => {
        const unnamed = phrases.reduce((text, phrase) => text.replaceAll(phrase, '·'), template.replace(/\{\{\w+\}\}/g, '·'))
        const plain = unnamed.replace(named, '·')
        return figures(plain).map((figure) => `${entry.id}: ${figure}`)
      }),
    )
    expect(typed).toEqual([])
  })

  it('are short: two to six sentences with the example', () => {
    for (const entry of entries)
      for (const language of languages) {
        const sentences = textOf(entry, language)
          .split(/(?<=[a-z\d)”%])[.?:;](?:\s|$)|[。？；：\n]/u)
          .filter((sentence) => sentence.trim() !== '')
        expect(sentences.length, `${entry.id}, ${language}`).toBeGreaterThanOrEqual(2)
        expect(sentences.length, `${entry.id}, ${language}`).toBeLessThanOrEqual(12)
        expect(textOf(entry, language).length, `${entry.id}, ${language}`).toBeLessThan(800)
      }
  })
})
