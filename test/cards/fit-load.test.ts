import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import type { Card } from '../../src/cards/card.ts'
import { format } from '../../src/language/format.ts'
import { read } from '../support/read.ts'
import { answerBy } from '../support/replies.ts'

const cardFor = (text: string, why = false): Card => answerBy(fit, text, { why }).card

function cells(card: Card, column: string): readonly string[] {
  const table = card.blocks.find((block) => block.kind === 'table' && block.columns.some(({ label }) => label === column))
  if (table?.kind !== 'table') return []
  const index = table.columns.findIndex(({ label }) => label === column)
  return table.rows.map((row) => row.cells[index] ?? '')
}

describe('a card for a load', () => {
  const said = 'llama 70b for 50 users at 20 tok/s, first token under 1s'

  it('has the load in the title, with the sets of cards that do it', () => {
    expect(cardFor(said).title).toMatch(
      / for 50 users at 20 tok\/s each with the first token within 1 s needs about .* GiB — \d+ × .* or \d+ × /,
    )
    expect(cardFor('qwen3 32b 50人并发 每人20 tok/s').title).toContain('（50 并发，每人 20 token/s）')
    expect(cardFor('70b int4 at 20 tok/s').title).toContain(' at 20 tok/s needs about')
  })

  it('says of each place whether it does that', () => {
    expect(new Set(cells(cardFor(said), 'Target'))).toEqual(new Set(['met', '–']))
    expect(cells(cardFor(`${said} on 2x a100`), 'Target')[0]).toBe('–')
    expect(cells(cardFor('70b int4 at 60 tok/s on 1x a100'), 'Target')[0]).toBe('too slow')
    expect(cells(cardFor('llama 8b q8_0 ttft 300ms on 1x rtx 3060'), 'Target')[0]).toBe('too late')
    expect(cells(cardFor('70b int4 x50'), 'Target')).toEqual([])
  })

  it('is no plain yes where what was named holds it and misses, and says how many would do', () => {
    const { title, tone, answer } = cardFor('70b int4 at 40 tok/s on 1x a100')
    expect([tone, title]).toEqual(['tight', expect.stringMatching(/^It fits, but misses what was asked — /)])
    expect(answer).toMatch(/^A100 SXM4 80 GB gives each user \d+ tokens\/s, not 40\. \d+ × A100 SXM4 80 GB runs it at/)
  })

  it('says that nothing does it, and what comes nearest', () => {
    const { title, tone, answer } = cardFor('8b at 2000 tok/s')
    expect([tone, title]).toEqual(['tight', expect.stringMatching(/nothing tried here does all of that$/)])
    expect(answer).toContain(', not 2,000.')
  })

  it('tells of the first token among others, and of the last where all ask at once', () => {
    expect(cardFor(said).notes.join('\n')).toMatch(/while the others are being answered; [\d.]+ s for the last, if all 50 ask/)
    expect(cardFor('70b int4').notes.join('\n')).not.toContain('for the last')
  })
})

describe('many users', () => {
  it('are taken literally, with how many of as many people are active beside it as a tap', () => {
    const { assumed, refinements, title } = cardFor('llama 70b fp8 for 50 users')
    expect(title).toContain('for 50 users')
    expect(assumed).toContain('50 requests at the same moment (of 50 people usually about 8)')
    const tap = refinements.find(({ label }) => label === '50 people → 8 at once')
    expect(tap?.shorthand).toBe(format(read('llama 70b fp8 x8')))
  })

  it('are no question where they are few', () => {
    const { assumed, refinements } = cardFor('llama 70b fp8 for 4 users')
    expect(assumed.join()).not.toContain('people')
    expect(refinements.map(({ label }) => label).join()).not.toContain('people')
  })

  it('are served by a server where int4 leaves the choice', () => {
    for (const format of cells(cardFor('70b int4 for 50 users'), 'Format')) expect(format).toBe('AWQ')
    expect(cells(cardFor('70b q4_k_m for 50 users'), 'Format')).toContain('Q4_K_M')
  })
})

describe('what makes no sense', () => {
  it('is said of a rack for one user, with what is enough', () => {
    const { title, tone, answer } = cardFor('7b on 100x h100')
    expect([tone, title]).toEqual(['tight', expect.stringMatching(/^It fits, but makes no sense — /)])
    expect(answer).toMatch(/^100 × H100 SXM5 80 GB is more than a rack for one user: .* H100 SXM5 80 GB runs it at/)
    expect(cardFor('7b 100张h100').answer).toContain('几乎全部闲置')
  })

  it('is said of what nobody can wait for', () => {
    const { title, answer } = cardFor('70b q8_0 on 8x 4060 ti 16gb')
    expect(title).toMatch(/^It fits, but makes no sense/)
    expect(answer).toMatch(/tokens\/s: too slow to read along\. /)
  })
})

describe('what a server takes', () => {
  const server = (text: string) => cardFor(text).blocks.find((block) => block.kind === 'facts' && block.title.includes('takes is not'))

  it('is told from what it needs: the pool, the graphs, the tokens and the least share that works', () => {
    const block = server('opt-1.3b on an l4')
    if (block?.kind !== 'facts') throw new Error('no facts of the server')
    expect(block.title).toMatch(/^vllm on L4: /)
    const rows = new Map(block.rows.map(({ label, value }) => [label, value]))
    expect(rows.get('Needs')).toMatch(/^3\.\d = 2\.\d weights \+ 0\.\d cache \+ [\d.]+ warm-up for 256 requests \+ 0\.1 runtime$/)
    expect(rows.get('Takes')).toMatch(/^20\.3 of 22\.1 at 0\.92, whatever the job$/)
    expect(rows.get('Works from')).toMatch(/^about 0\.1\d up/)
    expect([...rows.keys()]).toEqual(['Needs', 'Takes', 'CUDA graphs', 'Cache holds', 'Works from'])
  })

  it('is nothing to tell of a runtime that takes what it needs', () => {
    expect(server('8b q4_k_m on a 4090')).toBeUndefined()
  })
})

describe('the working', () => {
  it('puts the ceiling beside the speed, and words in the reader’s language beside the formulas', () => {
    const lines = (text: string) => cardFor(text, true).blocks.flatMap((block) => (block.kind === 'lines' ? block.lines : []))
    const english = lines('llama 8b q4_k_m on a 4090')
    const speed = english.findIndex((line) => line.startsWith('Speed, one user'))
    expect(english[speed]).toMatch(/tok\/s \(read for a token .*; \d+ measurements/)
    expect(english[speed + 1]).toMatch(/^Ceiling for one user: 1008 GB\/s \/ [\d.]+ GB read per token = \d+ tok\/s; only speculative/)
    const chinese = lines('llama 8b q4_k_m 单卡4090')
    expect(chinese.length).toBe(english.length)
    for (const line of chinese) expect(line).not.toMatch(/[a-z]{5,}(?<!token|measurements)/)
  })
})
