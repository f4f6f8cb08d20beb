import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { gpus } from '../../../src/catalog/gpus.ts'
import { parse } from '../../../src/language/parse.ts'
import { emptyQuestion } from '../../../src/language/question.ts'
import { problemsOf } from '../../../src/platforms/discord/limits.ts'
import { renderCard } from '../../../src/platforms/discord/render.ts'
import { renderError } from '../../../src/platforms/discord/render-error.ts'
import { questionSchema } from '../../../src/platforms/stored-question.ts'
import { recordKeys } from '../../../src/storage/keys.ts'
import type { Store } from '../../../src/storage/store.ts'
import { fakeWithCommands, longQuestion, partsOf, startBot, textOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { openMemory } from '../../support/memory-store.ts'
import { serviceOn } from '../../support/service.ts'

afterEach(closeAll)

/** A store that has `spoilt` under every key it is asked for. */
function spoiltStore(spoilt: unknown): Store {
  const store = openMemory().store()
  return {
    ...store,
    get: async () => spoilt,
    getRecord: async () => spoilt,
    listRecords: async (prefix) => [{ key: prefix, value: spoilt }],
  }
}

const question = parse('llama 3.1 70b q4_k_m on a 4090', { now: new Date(0), zone: 'UTC' })
const asking = {
  id: '1',
  token: '../../..',
  applicationId: '../x',
  askedAt: 1e300,
  userId: '',
  manages: true,
  as: 'reply',
  seen: 'public',
  text: '',
}

describe('a storage with something else under every key', () => {
  it.each([
    ['null', null],
    ['a number', 1e308],
    ['no text', ''],
    ['a megabyte of text', 'h1:ask:fit:'.padEnd(1_000_000, '[')],
    ['another token', `h1:#${'x'.repeat(22)}`],
    ['a list', [[[[]]]]],
    ['a prototype', JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')],
    ['half a question', { ...question, gpus: [{}], alternatives: { __proto__: ['x'] } }],
    [
      'a question of no model',
      { ...question, model: '__proto__', quant: 'constructor', gpus: [{ id: 'toString', count: -1, memoryGb: 1e308 }] },
    ],
    ['settings of something else', { gpu: { id: '__proto__', count: 1e308, memoryGb: -1 }, language: 'xx', channels: [''], replies: 1 }],
    ['somebody to be answered who cannot be', asking],
  ])('answers all the same: %s', async (_, spoilt) => {
    const fake = await fakeWithCommands({ granted: ['messageContent'] })
    const before = await startBot(fake)
    const message = await fake.slash(longQuestion).message()
    await before.running.stop()
    const { lines } = await startBot(fake, { store: spoiltStore(spoilt) })
    const ben = fake.world.user('ben')
    fake.world.join(fake.guild, ben)
    const buttons = partsOf(message).flatMap(({ custom_id, label }) => (label === undefined || custom_id === undefined ? [] : [custom_id]))
    for (const id of buttons) expect((await fake.button(message, id, { user: ben }).response()).type).toBe(4)
    expect(textOf(await fake.slash(longQuestion).message())).toContain('Llama')
    const mention = `<@${fake.world.bot.id}>`
    const said = fake.message({ content: `${mention} and on a 3090?` })
    await fake.replyTo(said)
    fake.editMessage(said, `${mention} mistral 7b q4 on a 3060`)
    await fake.slash({ name: 'settings', options: {} }).message()
    await fake.replyTo(fake.message({ content: `${mention} 7b fp16 on a 3090` }))
    expect(lines.filter(({ level }) => level === 'error')).toEqual([])
    expect(fake.pinging).toEqual([])
    expect(new Map(Object.entries({})).get('polluted')).toBeUndefined()
  })
})

describe('what was stored by whoever', () => {
  const names = fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '',
    '@everyone',
    '[x](https://evil.example)',
    '```',
    '\u0000',
    'Q4_K_M',
    'vllm',
  )
  const number = fc.option(
    fc.oneof(fc.constantFrom(0, -1, 1e308, -1e308, 5e-324, 2 ** 53, 70.5), fc.double({ noNaN: true, noDefaultInfinity: true })),
  )
  const gpu = fc.record({ id: fc.oneof(names, fc.constantFrom(...gpus.map(({ id }) => id))), count: number, memoryGb: number })
  const bases = [
    'llama 3.1 70b q4_k_m 32k x4 on 2x rtx-4090 vllm',
    'what can I run on a 3060',
    'h100 vs a100',
    'qlora 8b',
    'api vs self hosting 70b',
  ]
  const clock = { now: new Date(0), zone: 'UTC' }
  /** A question with a few slots that are something else. */
  const spoiltQuestion = fc
    .tuple(
      fc.constantFrom(...bases),
      fc.dictionary(fc.constantFrom(...Object.keys(emptyQuestion)), fc.oneof(names, number, fc.array(gpu, { maxLength: 3 })), {
        maxKeys: 4,
      }),
    )
    .map(([text, spoilt]) => JSON.parse(JSON.stringify({ ...parse(text, clock), ...spoilt })) as unknown)
  const settings = fc.dictionary(
    fc.constantFrom('gpu', 'runtime', 'currency', 'language', 'providers', 'regions', 'replies', 'channels', '__proto__'),
    fc.oneof(names, gpu, fc.array(names, { maxLength: 60 }), fc.constantFrom('EUR', 'zh', 'vllm', 'private'), fc.jsonValue()),
  )
  const texts = fc.constantFrom(
    'and on a 3090?',
    'and with 32k?',
    '那 3090 呢',
    'and for 4 users',
    'cheaper?',
    '70b int4',
    'compare h100 and a100',
    '',
  )
  const commands = fc.constantFrom(undefined, 'fit', 'models', 'price', 'settings', 'compare')

  it('is answered or refused, in a message Discord takes', async () => {
    await fc.assert(
      fc.asyncProperty(spoiltQuestion, settings, settings, texts, commands, async (stored, person, place, text, command) => {
        const store = openMemory().store()
        await store.putRecord(recordKeys.settings('person', 'discord', 'u'), person)
        await store.putRecord(recordKeys.settings('place', 'discord', 'g'), place)
        const previous = questionSchema.safeParse(stored).data
        const reply = await serviceOn(store).service.answer({ platform: 'discord', userId: 'u', placeId: 'g', text, command, previous })
        if (reply.kind === 'failure') throw new Error('it failed')
        const asked = { command: command ?? 'ask', text, language: 'en' as const }
        const { payload } =
          reply.kind === 'refusal'
            ? renderError(reply.error, asked)
            : renderCard(reply.answer.card, { command: 'fit', shorthand: reply.answer.shorthand })
        expect(problemsOf(payload)).toEqual([])
        expect(JSON.stringify(payload.embeds)).not.toMatch(/@everyone|[^\\]\]\(https/)
      }),
      { numRuns: 150 },
    )
  })
})
