import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPostQueue, type Wanted } from '../../../src/platforms/discord/post-queue.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('posts in channels', () => {
  it('go at no more than 45 a second, in their order', async () => {
    const queue = createPostQueue()
    const sent: number[] = []
    const posts = Array.from({ length: 100 }, (_, at) => queue.post('asked', async () => void sent.push(at)))
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.length).toBeGreaterThan(35)
    expect(sent.length).toBeLessThanOrEqual(45)
    await vi.advanceTimersByTimeAsync(2000)
    await Promise.all(posts)
    expect(sent).toEqual(Array.from({ length: 100 }, (_, at) => at))
  })

  it('that nobody asked for make way where too many wait, and then the last', async () => {
    const queue = createPostQueue({ most: 3 })
    const sent: string[] = []
    const post = (name: string, wanted: Wanted) => queue.post(wanted, async () => void sent.push(name))
    const first = Array.from({ length: 5 }, (_, at) => post(`first ${at}`, 'asked'))
    await Promise.all(first)
    sent.length = 0
    const waiting = [post('a', 'asked'), post('b', 'unasked'), post('c', 'asked'), post('d', 'asked'), post('e', 'asked')]
    await vi.advanceTimersByTimeAsync(1000)
    await Promise.all(waiting)
    expect(sent).toEqual(['a', 'c', 'd'])
  })

  it('that fail fail for who sent them', async () => {
    const queue = createPostQueue()
    await expect(queue.post('asked', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(await queue.post('asked', async () => 7)).toBe(7)
  })

  it('leave no timer behind once all have gone', async () => {
    const queue = createPostQueue()
    await queue.post('asked', async () => undefined)
    await vi.advanceTimersByTimeAsync(1000)
    expect(vi.getTimerCount()).toBe(0)
  })
})
