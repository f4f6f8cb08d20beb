import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createTurns } from '../../../src/platforms/discord/turns.ts'

describe('turns', () => {
  it('come one after another, in order, and tell how many wait behind', async () => {
    const turn = createTurns()
    const taken: (readonly [string, number])[] = []
    await Promise.all(['first', 'second', 'third'].map(async (name) => taken.push([name, await turn()])))
    expect(taken).toEqual([
      ['first', 2],
      ['second', 1],
      ['third', 0],
    ])
    expect(await turn()).toBe(0)
  })

  it('leave the event loop to others in between', async () => {
    const turn = createTurns()
    const order: string[] = []
    const turns = Promise.all([turn().then(() => order.push('one')), turn().then(() => order.push('two'))])
    const other = async () => {
      while (order.length === 0) await setImmediate()
      order.push('somebody else')
    }
    await Promise.all([turns, other()])
    expect(order).toEqual(['one', 'somebody else', 'two'])
  })
})
