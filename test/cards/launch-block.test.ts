import { describe, expect, it } from 'vitest'
import { fit } from '../../commands/fit.ts'
import type { Block, Card } from '../../src/cards/card.ts'
import { answerBy } from '../support/replies.ts'

const cardFor = (text: string, why = false): Card => answerBy(fit, text, { why }).card

const commands = (card: Card) => card.blocks.filter((block) => block.kind === 'commands')
const lines = (card: Card) => commands(card).map(({ rows }) => rows.map(({ text }) => text))
const at = (card: Card, kind: Block['kind']) => card.blocks.findIndex((block) => block.kind === kind)

describe('the commands of a card', () => {
  it('start the option that answers, right after where it runs', () => {
    const card = cardFor('llama 3.3 70b q4_k_m on 2x a6000')
    expect(commands(card).map(({ title }) => title)).toEqual(['Start it: 2 × RTX A6000, Q4_K_M with llama.cpp'])
    expect(lines(card)).toEqual([['llama-server -m Llama-3.3-70B-Instruct-Q4_K_M.gguf -c 8192 -np 1 -ngl 999 -fa on -sm layer']])
    expect(at(card, 'commands')).toBe(at(card, 'table') + 1)
  })

  it('measure it too, with the working', () => {
    const card = cardFor('llama 3.3 70b q4_k_m on 2x a6000', true)
    expect(commands(card).map(({ title }) => title)[1]).toBe('Measure its speed: 2 × RTX A6000, Q4_K_M with llama.cpp')
    expect(card.blocks.at(-1)?.kind).toBe('commands')
    expect(lines(card)[1]?.[0]).toMatch(/^llama-bench /)
  })

  it('are the same in both languages; only the words around them are not', () => {
    const [english, chinese] = [cardFor('70b int4', true), cardFor('70b int4 推理', true)]
    expect(lines(chinese)).toEqual(lines(english))
    expect(commands(chinese)[0]?.title).toMatch(/^启动命令：/)
  })

  it('name the size that was said where no model was', () => {
    expect(lines(cardFor('72b q4_k_m'))[0]?.[0]).toContain("'<your 72B model>-Q4_K_M.gguf'")
  })

  it('say which server a line is for', () => {
    const [start] = commands(cardFor('deepseek v3 fp8 on 16x h100 x16'))
    expect(start?.rows.map(({ label }) => label)).toEqual(['Server 1 of 2', 'Server 2 of 2'])
    expect(commands(cardFor('llama 3.1 8b ollama on 4090'))[0]?.rows.map(({ label }) => label)).toEqual(['', ''])
  })

  it('are left out where nothing holds it, or no GPU is meant', () => {
    expect(commands(cardFor('llama 3.1 405b bf16 on 1x 3060')).every(({ title }) => !title.includes('3060'))).toBe(true)
    expect(commands(cardFor('gpt-3 175b fp16 on 8x h100'))).toEqual([])
    expect(commands(cardFor('llama 3.1 8b q4 on cpu with 32gb ram'))).toEqual([])
  })
})
