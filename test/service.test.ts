import { describe, expect, it } from 'vitest'
import type { Headroom, Reply } from '../src/headroom.ts'
import type { Failure } from '../src/service.ts'
import { openMemory } from './support/memory-store.ts'
import { serviceOn } from './support/service.ts'

const ada = { platform: 'discord', userId: 'ada', placeId: 'guild' }
const cardOf = (reply: Reply | Failure) => (reply.kind === 'answer' ? reply.answer.card : undefined)
const everyWord = (reply: Reply | Failure) => JSON.stringify(cardOf(reply))

describe('the service', () => {
  it('answers with the command that was named, or with the one the text asks for', async () => {
    const { service } = serviceOn(openMemory().store())
    expect(await service.answer({ ...ada, text: '70b int4' })).toMatchObject({ kind: 'answer', command: 'fit' })
    expect(await service.answer({ ...ada, text: 'h100', command: 'price' })).toMatchObject({ kind: 'answer', command: 'price' })
    expect(await service.answer({ ...ada, text: '70b int4', language: 'zh' })).toMatchObject({ answer: { card: { language: 'zh' } } })
    expect(await service.answer({ ...ada, text: '' })).toMatchObject({ kind: 'refusal', error: { code: 'empty' } })
  })

  it('goes on from the question before', async () => {
    const { service } = serviceOn(openMemory().store())
    const first = await service.answer({ ...ada, text: 'llama 3.1 70b q4_k_m' })
    if (first.kind !== 'answer') throw new Error('not answered')
    const next = await service.answer({ ...ada, text: 'and with 32k?', previous: first.question })
    expect(next).toMatchObject({ question: { model: first.question.model, context: 32_768 } })
  })

  it('takes what somebody has set, once it is stored, for them alone', async () => {
    const { service } = serviceOn(openMemory().store())
    expect(await service.answer({ ...ada, text: 'gpu rtx-4090', command: 'settings' })).toMatchObject({ kind: 'answer' })
    expect(everyWord(await service.answer({ ...ada, text: '70b int4' }))).toContain('RTX 4090: your setting')
    expect(everyWord(await service.answer({ ...ada, userId: 'bob', text: '70b int4' }))).not.toContain('your setting')
  })

  it('lets only those who manage a place set what holds in it', async () => {
    const { service } = serviceOn(openMemory().store())
    const change = { ...ada, text: 'server language zh', command: 'settings' }
    expect(await service.answer(change)).toMatchObject({ kind: 'refusal', error: { code: 'managers-only' } })
    expect(await service.answer({ ...change, manages: true })).toMatchObject({ kind: 'answer' })
    expect(await service.answer({ ...ada, userId: 'bob', text: '70b int4' })).toMatchObject({ answer: { card: { language: 'zh' } } })
  })

  it('answers with the settings it last knew while the storage is away, and confirms no change then', async () => {
    const memory = openMemory()
    const { service } = serviceOn(memory.store())
    await service.answer({ ...ada, text: 'gpu rtx-4090', command: 'settings' })
    await service.answer({ ...ada, text: 'server language zh', command: 'settings', manages: true })
    memory.leave()
    expect(everyWord(await service.answer({ ...ada, text: '70b int4', language: 'en' }))).toContain('RTX 4090: your setting')
    expect(await service.answer({ ...ada, userId: 'somebody new', text: '70b int4' })).toMatchObject({
      answer: { card: { language: 'zh' } },
    })
    const change = await service.answer({ ...ada, text: 'gpu rtx-3090', command: 'settings', language: 'en' })
    expect(change).toMatchObject({ kind: 'refusal', error: { code: 'not-stored' } })
    expect(everyWord(await service.answer({ ...ada, text: '70b int4', language: 'en' }))).toContain('RTX 4090: your setting')
    memory.back()
    expect(await service.answer({ ...ada, text: 'gpu none', command: 'settings', language: 'en' })).toMatchObject({ kind: 'answer' })
    memory.leave()
    expect(everyWord(await service.answer({ ...ada, text: '70b int4', language: 'en' }))).not.toContain('your setting')
  })

  it('logs one line of each answer and counts it, without a word of what was asked', async () => {
    const { service, lines, counted } = serviceOn(openMemory().store())
    await service.answer({ ...ada, text: 'llama-3.1-70b q4_k_m' })
    await service.answer({ ...ada, text: '7b on rtx 9999', command: 'fit' })
    const logged = lines.map((line) => JSON.parse(line))
    const line = { level: 'info', msg: 'answered', id: expect.stringMatching(/^[0-9a-f]{8}$/), platform: 'discord', ms: expect.any(Number) }
    expect(logged).toEqual([
      { ...line, time: expect.any(String), command: 'fit', outcome: 'answer' },
      { ...line, time: expect.any(String), command: 'fit', outcome: 'refusal', code: 'unknown-gpu' },
    ])
    expect(lines.join()).not.toMatch(/llama|9999|ada|guild/)
    expect(counted).toEqual([
      { platform: 'discord', command: 'fit', outcome: 'answer', seconds: expect.any(Number) },
      { platform: 'discord', command: 'fit', outcome: 'refusal', seconds: expect.any(Number) },
    ])
  })

  it('turns an error nobody foresaw into an id that stands in the log, beside where it came from', async () => {
    const broken: Headroom = {
      commands: [],
      reply: (text) => {
        throw new TypeError(`cannot read “${text}”`)
      },
    }
    const { service, lines, counted } = serviceOn(openMemory().store(), broken)
    const reply = await service.answer({ ...ada, text: 'my secret plan', command: 'made-up' })
    expect(reply).toEqual({ kind: 'failure', id: expect.stringMatching(/^[0-9a-f]{8}$/), language: 'en' })
    const [failed] = lines.map((line) => JSON.parse(line))
    expect(failed).toMatchObject({ level: 'error', id: reply.kind === 'failure' && reply.id, command: 'none', error: 'TypeError' })
    expect(failed.reason).toBe('cannot read “…”')
    expect(failed.at[0]).toMatch(/service\.test\.ts/)
    expect(lines.join()).not.toMatch(/secret plan|made-up/)
    expect(counted).toMatchObject([{ outcome: 'failure', command: 'none' }])
  })

  it('is idle when everything that was asked is answered', async () => {
    const { service } = serviceOn(openMemory().store())
    await service.idle()
    const answered: string[] = []
    for (const text of ['7b', '13b', '70b']) void service.answer({ ...ada, text }).then(() => answered.push(text))
    await service.idle()
    expect(answered).toHaveLength(3)
  })
})
