import { expect, it, onTestFinished } from 'vitest'
import type { Reply } from '../../src/headroom.ts'
import type { Failure } from '../../src/service.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import { describeWithRedis } from '../support/redis.ts'
import { eventually, openPatiently, startRedis } from '../support/redis-server.ts'
import { serviceOn } from '../support/service.ts'

const texts = ['70b int4', '7b fp16', 'llama 3.1 8b q4_k_m 8k', '70b int4 推理']

describeWithRedis('a Redis that is killed while questions come in', () => {
  it('leaves none unanswered, takes back its part, and has kept every setting that was confirmed', async () => {
    const server = await startRedis()
    onTestFinished(() => server.remove())
    const store = await openPatiently(server.url)
    onTestFinished(() => store.close())
    const { service } = serviceOn(store)
    const confirmed: string[] = []
    const outcomes: (Reply | Failure)['kind'][] = []

    /** Ten people ask at once, and one sets a card. */
    async function round(name: string): Promise<void> {
      const questions = Array.from({ length: 10 }, (_, index) =>
        service.answer({ platform: 'discord', userId: `${name}-${index}`, text: texts[index % texts.length] ?? '' }),
      )
      const change = service.answer({ platform: 'discord', userId: name, text: 'gpu rtx-4090', command: 'settings' })
      outcomes.push(...(await Promise.all(questions)).map(({ kind }) => kind))
      if ((await change).kind === 'answer') confirmed.push(name)
    }

    for (let index = 0; index < 5; index += 1) await round(`before-${index}`)
    await Promise.all([server.kill(), round('while-it-dies')])
    await eventually('Redis is missed', () => !store.health().ok)
    const later = round('away')
    await server.start()
    await later
    await eventually('Redis is used again', () => store.health().ok)
    for (let index = 0; index < 5; index += 1) await round(`after-${index}`)

    expect(outcomes).toEqual(Array.from({ length: 120 }, () => 'answer'))
    expect(confirmed).toEqual(expect.arrayContaining(['before-0', 'after-4']))
    for (const name of confirmed)
      expect(await store.getRecord(recordKeys.settings('person', 'discord', name))).toMatchObject({ gpu: { id: 'rtx-4090' } })
  })
})
