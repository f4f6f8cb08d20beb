import { describe, expect, it } from 'vitest'
import type { ChartImages } from '../../../src/charts/images.ts'
import { createLog } from '../../../src/operations/log.ts'
import { createShow } from '../../../src/platforms/discord/show.ts'
import { createButtonStates } from '../../../src/platforms/discord/show-states.ts'
import { openMemory } from '../../support/memory-store.ts'
import { serviceOn } from '../../support/service.ts'

const png = Buffer.from('a picture')

function showing(charts: ChartImages) {
  const memory = openMemory()
  const store = memory.store()
  const lines: string[] = []
  const log = createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) })
  const { service } = serviceOn(store)
  const states = createButtonStates(store)
  const show = createShow({ store, states, charts, log, pictureMs: 1, now: () => new Date('2026-11-21T00:00:00Z') })
  const ask = async (how: { mostBytes?: number; isPrivate?: boolean } = {}, text = '70b int4 on 2x 4090') =>
    show(await service.answer({ platform: 'discord', userId: 'ana', text }), { text, ...how })
  return { ask, lines, memory, store, states }
}

describe('a picture', () => {
  it('is attached where there is room for it', async () => {
    const { ask } = showing({ png: async () => png })
    const { payload, files } = await ask({ mostBytes: png.length })
    expect(files).toEqual([{ name: 'chart.png', data: png, contentType: 'image/png' }])
    expect(payload.attachments).toMatchObject([{ id: 0, filename: 'chart.png' }])
    expect(payload.embeds[0]?.image).toEqual({ url: 'attachment://chart.png' })
  })

  it.each([
    ['larger than what may be attached', async () => png, png.length - 1],
    ['that nobody may attach', async () => png, undefined],
    [
      'that cannot be drawn',
      async () => {
        throw new Error('no typeface')
      },
      1e6,
    ],
    ['that is not drawn in time', () => new Promise<never>(() => undefined), 1e7],
  ])('%s is left out, and the answer is given', async (_, draw, mostBytes) => {
    const { ask, lines } = showing({ png: draw })
    const { payload, files } = await ask(mostBytes === undefined ? {} : { mostBytes })
    expect(files).toEqual([])
    expect(payload.attachments).toEqual([])
    expect(payload.embeds[0]?.image).toBeUndefined()
    expect(payload.embeds[0]?.title).toContain('70B')
    expect(lines).toHaveLength(mostBytes === 1e6 ? 1 : 0)
  })
})

describe('what a button asks and has no room for', () => {
  const long = 'llama 3.1 70b q4_k_m 32k x4 on 2x rtx 4090 vllm kv q8 30 tokens/s prompt 4000 output 500 in europe'
  const tokenIn = (payload: object) => /h1:#([\w-]{22})/.exec(JSON.stringify(payload))?.[1] ?? ''

  it('is kept when the answer is, for this process and for others', async () => {
    const { ask, states, store } = showing({ png: async () => png })
    const token = tokenIn((await ask({}, long)).payload)
    expect(await states.find(token)).toMatch(/^h1:\w+:fit:/)
    expect(await createButtonStates(store).find(token)).toBe(await states.find(token))
  })

  it('is known here while the storage is away, and unknown is unknown', async () => {
    const { ask, states, store, memory } = showing({ png: async () => png })
    memory.leave()
    const token = tokenIn((await ask({}, long)).payload)
    expect(await states.find(token)).toMatch(/^h1:\w+:fit:/)
    expect(await createButtonStates(store).find(token)).toBeUndefined()
  })
})
