import { describe, expect, it } from 'vitest'
import { type ComparedRow, gpuRow } from '../../src/cards/compare-view.ts'
import { failing, winsOf, winsSentence } from '../../src/cards/compare-wins.ts'
import { translate } from '../../src/cards/words/words.ts'
import { resolveHardware } from '../../src/resolve/hardware.ts'
import { answer, asked, question } from '../support/questions.ts'

/** One job on cards, one of each. */
function rowsOn(ids: readonly string[], paramsB = 8, quant = 'int4'): ComparedRow[] {
  const said = { paramsB, quant, gpus: ids.map((id) => asked(id)) }
  const estimated = answer(said, { only: 'asked' })
  return resolveHardware(question(said)).cards.map((card) => gpuRow(estimated, card, question(said)))
}

const t = translate('en')

describe('who wins at what', () => {
  const wins = winsOf(rowsOn(['rtx-3090', 'rtx-4090', 'h100-sxm']))

  it('is told of speed, of a full machine, of its price and of its power', () => {
    expect(wins.map(({ contest }) => contest)).toEqual(['speed', 'full', 'million', 'joule'])
    expect(wins.find(({ contest }) => contest === 'speed')?.winners.map(({ option }) => option?.gpu.id)).toEqual(['h100-sxm'])
  })

  it('is by a factor to the next, never below one', () => {
    for (const { ratio, value, nextValue, contest } of wins) {
      expect(ratio).toBeGreaterThanOrEqual(1)
      expect(contest === 'million' ? nextValue / value : value / nextValue).toBeCloseTo(ratio, 10)
    }
  })

  it('is faster of two, and the fastest of more', () => {
    const two = winsSentence(t, winsOf(rowsOn(['rtx-3090', 'h100-sxm'])))
    expect(two).toMatch(/faster for one user/)
    expect(two).not.toMatch(/fastest|strongest|cheapest|most /)
    expect(winsSentence(t, wins)).toMatch(/fastest for one user/)
  })

  it('names each winner once', () => {
    const sentence = winsSentence(t, wins)
    expect(sentence.split('H100 SXM5 80 GB is').length).toBeLessThanOrEqual(2)
    expect(sentence).toMatch(/fastest for one user \(\d+ tok\/s, [\d.]+× /)
  })

  it('is nobody where two do equally well', () => {
    const [row] = rowsOn(['rtx-4090'])
    const tied = winsOf(row === undefined ? [] : [row, { ...row, spoken: 'its twin' }])
    expect(tied.every(({ winners, next }) => winners.length === 2 && next === undefined)).toBe(true)
    expect(winsSentence(t, tied)).toMatch(/^RTX 4090 and its twin are equally fast/)
  })

  it('leaves out who does not hold it, and says so', () => {
    const rows = rowsOn(['rtx-4090', 'h100-sxm', 'a100-80gb-sxm'], 70)
    expect(winsOf(rows).flatMap(({ winners }) => winners.map(({ option }) => option?.gpu.id))).not.toContain('rtx-4090')
    expect(failing(t, rows)).toBe('RTX 4090 cannot hold it')
  })
})
