import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import type { TableBlock } from '../../src/cards/card.ts'
import { format } from '../../src/language/format.ts'
import { answerToJson } from '../../src/platforms/terminal/json.ts'
import { read } from '../support/read.ts'
import { answerBy } from '../support/replies.ts'

const answer = (text: string) => answerBy(fit, text)

const card = (text: string) => answer(text).card
const titles = { en: 'What would work', zh: '怎样才能跑' } as const

function remedies(text: string): TableBlock {
  const { blocks, language } = card(text)
  const found = blocks.find((block) => block.kind === 'table' && block.title === titles[language])
  if (found?.kind !== 'table') throw new Error(`nothing would work for ${text}`)
  return found
}

const commands = (text: string) =>
  card(text).blocks.flatMap((block) => (block.kind === 'commands' ? block.rows.map((row) => row.text) : []))

describe('a card that is too small', () => {
  const asked = 'can my 3090 run llama 3.1 70b q4 at 32k?'

  it('is a no, with what RAM would make of it: layers, speed and the wait for a long prompt', () => {
    const { title, tone, answer: said } = card(asked)
    expect(title).toMatch(/^No — /)
    expect(tone).toBe('too-big')
    expect(said).toMatch(/With 4[3-7] of 80 layers in 64 GB of RAM \(2\d\.\d GiB of it\) it runs at \d\.\d–\d\.\d tokens\/s/)
    expect(said).toMatch(/min before the first token of a prompt that fills 32k/)
  })

  it('says what would work, each with its memory, speed and catch', () => {
    const { rows, columns } = remedies(asked)
    expect(columns.map(({ label }) => label)).toEqual(['Way', 'GiB / limit', 'tok/s', 'Catch'])
    expect(rows.length).toBeGreaterThanOrEqual(5)
    for (const { cells } of rows) {
      expect(cells[1]).toMatch(/^[\d.]+(\/[\d.]+| \+ [\d.]+ RAM)$/)
      expect(cells[2]).toMatch(/^[\d.,]+ \([\d.,]+–[\d.,]+\)$/)
    }
    const catches = rows.map(({ cells }) => cells[3])
    expect(catches).toContain('too slow to read along')
    expect(catches).toContain('clear quality loss')
    expect(catches.some((one) => one?.startsWith('1 more card'))).toBe(true)
    expect(catches).toContain('2 more cards')
  })

  it('says the same in Chinese', () => {
    const chinese = '我的3090能跑 llama 3.1 70b q4 吗，32k上下文'
    expect(card(chinese).answer).toMatch(/把 80 层中的 4[3-7] 层放进 64 GB 内存/)
    expect(remedies(chinese).rows.map(({ cells }) => cells.slice(1, 3).map((cell) => cell.replace(/[^\d./(–)]/g, '')))).toEqual(
      remedies(asked).rows.map(({ cells }) => cells.slice(1, 3).map((cell) => cell.replace(/[^\d./(–)]/g, ''))),
    )
  })

  it('offers each way as a tap, which is answered with a yes', () => {
    const { refinements } = card(asked)
    expect(refinements.length).toBeGreaterThanOrEqual(4)
    for (const { shorthand, label } of refinements) {
      expect(format(read(shorthand)), shorthand).toBe(shorthand)
      if (label !== '64 GB RAM') expect(card(shorthand).tone, shorthand).not.toBe('too-big')
    }
  })
})

describe('several cards that were asked about', () => {
  const tables = (text: string) => card(text).blocks.flatMap((block) => (block.kind === 'table' ? [block.title] : []))

  it('are answered for the first of them, by name, where none holds it', () => {
    expect(tables('70b q4 on rtx 4090 and 3090')[0]).toBe('What would work instead of 1 × RTX 4090 as asked')
  })

  it('need no other way where one of them does', () => {
    expect(tables('qwen3-14b q4_k_m on rtx 4060 and 4090').some((title) => title.startsWith('What would work'))).toBe(false)
  })
})

describe('RAM beside a card', () => {
  it('makes a laptop of 8 GB one with a card of its own, for a Mac has one memory', () => {
    const { estimate } = answer('llama 70b q4 8gb laptop 32gb ram')
    const asked = estimate?.options.filter((option) => option.asked) ?? []
    expect(asked.length).toBeGreaterThan(0)
    for (const { gpu } of asked) expect(gpu.class).toBe('laptop')
  })

  it('is the answer where it is named: a part in RAM, at a speed one can read along', () => {
    const { title, tone, notes } = card('gpt-oss-120b on 4090 + 64 GB DDR5')
    expect(title).toMatch(/^Yes, with a part in RAM — gpt-oss-120b .*RTX 4090 \+ 64 GB with the experts of 2\d of 36 layers in RAM/)
    expect(tone).toBe('tight')
    expect(notes.some((note) => note.includes('two channels of DDR5'))).toBe(true)
    expect(notes.some((note) => note.includes('not used'))).toBe(false)
  })

  it('is too slow where it is: a dense model of which half is in RAM', () => {
    const { title, tone } = card('llama 3.3 70b q4_k_m on a 4090 with 64gb ram')
    expect(title).toMatch(/^Too slow — /)
    expect(tone).toBe('too-big')
  })

  it('is on the line of readable for a large mixture', () => {
    const { title } = card('qwen3-235b-a22b q4_k_m on a 4090 with 128gb ram')
    expect(title).toMatch(/with the experts of 8\d of 94 layers in RAM, at about \d(\.\d)? tokens\/s$/)
  })

  it('is not enough where it is not, and says how much it would take', () => {
    const { title, answer: said } = card('gpt-oss-120b on a 4090 with 32gb ram')
    expect(title).toMatch(/^No — /)
    expect(said).toMatch(/it would take 3\d\.\d GiB there: too much for 32 GB/)
  })

  it('is not needed where the card holds it', () => {
    const { tone, notes } = card('llama 3.1 8b q4_k_m on a 4090 with 64gb ram')
    expect(tone).toBe('fits')
    expect(notes).toContain('It fits without system RAM: the 64 GB are not needed for it.')
  })

  it('is said to be unused where no card is named', () => {
    expect(card('70b q4 with 64gb ram').notes.some((note) => note.includes('not used in this answer: system RAM'))).toBe(true)
  })

  it('is what a server has where a desktop board does not take so much', () => {
    expect(card('deepseek r1 on 8x3090').notes.some((note) => note.includes('a server’s is assumed'))).toBe(true)
  })
})

describe('how to start it with a part in RAM', () => {
  it('counts the head among the layers', () => {
    const [line] = commands('llama 3.3 70b q4_k_m on a 4090 with 64gb ram')
    const offload = answer('llama 3.3 70b q4_k_m on a 4090 with 64gb ram').estimate?.options.find((option) => option.asked)?.offload
    expect(line).toContain(`-ngl ${(offload?.gpuLayers ?? 0) + 1} `)
    expect(line).not.toContain('-ncmoe')
  })

  it('leaves all layers on the GPU and experts in RAM, dense first layers counted', () => {
    expect(commands('gpt-oss-120b on 4090 + 64 GB DDR5')[0]).toMatch(/-ngl 999 -ncmoe 2\d /)
    const offload = answer('deepseek r1 q4_k_m on a 4090 with 512gb ram').estimate?.options.find((option) => option.asked)?.offload
    expect(commands('deepseek r1 q4_k_m on a 4090 with 512gb ram')[0]).toContain(`-ncmoe ${(offload?.cpuMoeLayers ?? 0) + 3} `)
  })

  it('says nothing of several cards and experts in RAM, which llama.cpp would not deal out evenly', () => {
    const text = 'deepseek r1 q4_k_m on 8x3090 with 512gb ram'
    expect(commands(text)).toEqual([])
    expect(card(text).notes.some((note) => note.includes('-ot'))).toBe(true)
  })
})

describe('a CPU alone', () => {
  it('has its speed and its wait', () => {
    const { title, tone, answer: said } = card('70b q4 cpu only 64gb')
    expect(title).toBe('70B in Q4_K_M needs about 42 GiB of RAM without a GPU; you have 64 GB')
    expect(tone).toBe('info')
    expect(said).toMatch(/On the CPU alone 0\.\d+–1\.\d tokens\/s, and .* min before the first token of a 1,024-token prompt/)
  })

  it('has the usual four bits where no format is said', () => {
    expect(card('llama 3 8b cpu only').title).toContain('Q4_K_M')
    expect(card('gpt-oss-20b cpu only 32gb').title).toContain('MXFP4')
  })

  it('has no speed where the RAM is too small', () => {
    expect(card('70b q4 cpu only 32gb').answer).not.toContain('On the CPU alone')
  })
})

describe('the JSON of what does not fit', () => {
  const json = (text: string) =>
    JSON.parse(JSON.stringify(answerToJson({ command: 'fit', question: read(text), answer: answer(text) }, { why: false })))

  it('has the split of the asked card, its own speed left out', () => {
    const [option] = json('gpt-oss-120b on 4090 + 64 GB DDR5').options
    expect(option).toMatchObject({ gpu: 'rtx-4090', verdict: 'no', fits: false })
    expect(option.decodeTokensPerSecond).toBeUndefined()
    expect(option.offload).toMatchObject({ format: 'MXFP4', runtime: 'llama.cpp', gpuLayers: 36, layers: 36, ramGb: 64, fitsRam: true })
    expect(option.offload.decodeTokensPerSecond).toMatchObject({ basis: 'rule' })
    expect(option.offload.ramBytes).toBeGreaterThan(30 * 2 ** 30)
  })

  it('has the ways that would work', () => {
    const { remedies: found } = json('can my 3090 run llama 3.1 70b q4 at 32k?')
    expect(found.map(({ kind }: { kind: string }) => kind)).toEqual(['model', 'model', 'offload', 'format', 'cards', 'cards'])
    for (const remedy of found) {
      expect(remedy).toMatchObject({ gpu: 'rtx-3090', runtime: 'llama.cpp' })
      expect(typeof remedy.model).toBe('string')
      expect(remedy.decodeTokensPerSecond.value).toBeGreaterThan(1)
    }
  })

  it('has neither where the card holds it', () => {
    const { remedies: found, options } = json('llama 3.1 8b q4_k_m on a 4090')
    expect(found).toBeUndefined()
    expect(options[0].offload).toBeUndefined()
  })
})
