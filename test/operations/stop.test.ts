import { describe, expect, it } from 'vitest'
import { createLog } from '../../src/operations/log.ts'
import { type Step, stopInOrder } from '../../src/operations/stop.ts'

const never = () => new Promise<never>(() => undefined)

function stopping() {
  const done: string[] = []
  const lines: string[] = []
  let timeIsOver: () => void = () => undefined
  let asked = 0
  let isCancelled = false
  const step = (name: string, stop: () => Promise<void> = async () => undefined): Step => ({
    name,
    stop: async () => {
      await stop()
      done.push(name)
    },
  })
  const log = createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) })
  const stop = (...steps: Step[]) =>
    stopInOrder(steps, log, (ms, run) => {
      asked = ms
      timeIsOver = run
      return () => {
        isCancelled = true
      }
    })
  return { done, lines, step, stop, timeIsOver: () => timeIsOver(), asked: () => asked, isCancelled: () => isCancelled }
}

describe('a graceful stop', () => {
  it('ends one part after another, and nothing is left', async () => {
    const { done, step, stop, isCancelled } = stopping()
    expect(await stop(step('discord'), step('health'), step('storage'))).toEqual([])
    expect(done).toEqual(['discord', 'health', 'storage'])
    expect(isCancelled()).toBe(true)
  })

  it('gives up after ten seconds and names what hangs, and what waited for it', async () => {
    const { done, step, stop, timeIsOver, asked } = stopping()
    let stopped: Promise<readonly string[]> = Promise.resolve([])
    await new Promise<void>((hung) => {
      const hang = () => {
        hung()
        return never()
      }
      stopped = stop(step('discord'), step('slack', hang), step('storage'))
    })
    expect(asked()).toBe(10_000)
    timeIsOver()
    expect(await stopped).toEqual(['slack', 'storage'])
    expect(done).toEqual(['discord'])
  })

  it('goes on when a part cannot be ended well, and says so', async () => {
    const { done, lines, step, stop } = stopping()
    const broken = step('slack', async () => {
      throw new Error('socket hang up')
    })
    expect(await stop(broken, step('storage'))).toEqual([])
    expect(done).toEqual(['storage'])
    expect(lines.join()).toContain('slack did not stop well')
    expect(lines.join()).toContain('socket hang up')
  })
})
