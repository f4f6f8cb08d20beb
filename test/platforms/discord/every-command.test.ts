import { afterEach, describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { discordCommands, privateOption, textOption } from '../../../src/platforms/discord/command-definitions.ts'
import { expectWellBehaved, fakeWithCommands, isEphemeral, startBot, textOf, titleOf } from '../../support/discord/bot.ts'
import { closeAll } from '../../support/discord/client.ts'
import { permission } from '../../support/discord/permissions.ts'

afterEach(closeAll)

const refused = 'That cannot be answered yet'
const definitions = discordCommands(commands)
const slash = definitions.flatMap((one) => (one.type === 1 ? [one] : []))

type Said = Readonly<Record<string, string | number>>

/** [command, option, what else is said, its value, what the answer then shows]. */
const typed: readonly (readonly [string, string, Said, string | number, RegExp])[] = [
  ['fit', 'model', {}, 'Qwen/Qwen3-8B', /Qwen3-8B/],
  ['fit', 'format', { model: 'Qwen/Qwen3-8B' }, 'Q5_K_M', /Q5(\\)?_K/],
  ['fit', 'context', { model: 'Qwen/Qwen3-8B' }, 24_576, /24k|24,576/],
  ['fit', 'users', { model: 'Qwen/Qwen3-8B' }, 7, /7 users/],
  ['fit', 'ram', { text: 'llama 3.1 70b q4_k_m on a 3090' }, 96, /96/],
  ['fit', 'gpu', { model: 'Qwen/Qwen3-8B' }, '2x rtx-3090', /2 × RTX 3090/],
  ['fit', 'runtime', { model: 'Qwen/Qwen3-8B' }, 'vllm', /vllm/],
  ['models', 'context', { gpu: 'rtx-4090' }, 131_072, /RTX 4090/],
  ['models', 'users', { gpu: 'rtx-4090' }, 32, /RTX 4090/],
  ['models', 'ram', { gpu: 'rtx-4090' }, 96, /RTX 4090/],
  ['models', 'gpu', {}, 'rtx-3090', /RTX 3090/],
  ['compare', 'model', { against: 'Qwen/Qwen3-8B' }, 'meta-llama/Llama-3.1-8B', /Llama-3\.1-8B/],
  ['compare', 'against', { model: 'meta-llama/Llama-3.1-8B' }, 'Qwen/Qwen3-8B', /Qwen3-8B/],
  ['compare', 'format', { gpu: 'rtx-4090', versus: 'rtx-3090', model: 'Qwen/Qwen3-8B' }, 'Q5_K_M', /Q5(\\)?_K/],
  ['compare', 'context', { gpu: 'rtx-4090', versus: 'rtx-3090', model: 'Qwen/Qwen3-8B' }, 24_576, /24k|24,576/],
  ['compare', 'users', { gpu: 'rtx-4090', versus: 'rtx-3090', model: 'Qwen/Qwen3-8B', context: 4096 }, 3, /Qwen3-8B/],
  ['compare', 'gpu', { versus: 'h100-sxm' }, 'rtx-4090', /RTX 4090/],
  ['compare', 'versus', { gpu: 'rtx-4090' }, 'h100-sxm', /H100/],
  ['gpu', 'gpu', {}, 'h100-sxm', /H100/],
  ['price', 'gpu', {}, 'h100-sxm', /H100/],
]

async function running() {
  const fake = await fakeWithCommands()
  await startBot(fake)
  return fake
}

describe('each option alone', () => {
  it('has its case here', () => {
    const registered = slash.flatMap(({ name, options = [] }) => options.map((option) => `${name} ${option.name}`))
    const always = new Set([textOption, privateOption])
    expect(typed.map(([command, option]) => `${command} ${option}`)).toEqual(
      registered.filter((one) => !always.has(one.split(' ')[1] ?? '')),
    )
  })

  it.each(typed)('/%s %s changes the answer', async (name, option, said, value, shows) => {
    const fake = await running()
    const message = await fake.slash({ name, options: { ...said, [option]: value } }).message()
    expect(titleOf(message)).not.toBe(refused)
    expect(textOf(message)).toMatch(shows)
    if (Object.keys(said).length > 0) {
      const without = await fake.slash({ name, options: said }).message()
      expect(textOf(without)).not.toBe(textOf(message))
    }
    expectWellBehaved(fake)
  })

  it('is said beside a free text as well', async () => {
    const fake = await running()
    const message = await fake
      .slash({ name: 'fit', options: { text: 'will it be fast', model: 'Qwen/Qwen3-8B', gpu: 'rtx-3090' } })
      .message()
    expect(textOf(message)).toMatch(/Qwen3-8B(.|\n)*RTX 3090/)
    expectWellBehaved(fake)
  })

  it.each(slash.filter(({ options = [] }) => options.some(({ name }) => name === privateOption)).map(({ name }) => [name]))(
    '/%s private is for the asker alone',
    async (name) => {
      const fake = await running()
      const manager = fake.world.user('mia')
      fake.world.join(fake.guild, manager, permission.manageGuild)
      const text = commands.find((one) => one.name === name)?.examples[0]?.text ?? 'gpu rtx-4090'
      const message = await fake.slash({ name, options: { text, private: true }, user: manager }).message()
      expect(titleOf(message)).not.toBe(refused)
      expect(isEphemeral(message)).toBe(true)
      expect(fake.said()).toEqual([])
      expectWellBehaved(fake)
    },
  )
})

describe('each choice', () => {
  const chosen = slash.flatMap(({ name, options = [] }) =>
    options.flatMap((option) =>
      'choices' in option ? (option.choices ?? []).map(({ value }) => [name, option.name, String(value)] as const) : [],
    ),
  )

  it.each(chosen)('/%s %s:%s is understood', async (name, option, value) => {
    const fake = await running()
    const message = await fake.slash({ name, options: { text: 'llama 3.1 8b', [option]: value } }).message()
    expect(textOf(message).toLowerCase()).toContain(value)
    expectWellBehaved(fake)
  })
})

describe('each option that is completed', () => {
  const completed = slash.flatMap(({ name, options = [] }) =>
    options.flatMap((option) => ('autocomplete' in option && option.autocomplete === true ? [[name, option.name] as const] : [])),
  )
  const beside = new Map<string, Said>([
    ['fit format', { model: 'Qwen/Qwen3-8B' }],
    ['fit gpu', { model: 'Qwen/Qwen3-8B' }],
    ['compare model', { against: 'google/gemma-3-27b-it' }],
    ['compare against', { model: 'google/gemma-3-27b-it' }],
    ['compare format', { gpu: 'a100-sxm-80gb', versus: 'h100-sxm', model: 'Qwen/Qwen3-8B' }],
    ['compare gpu', { versus: 'h100-sxm' }],
    ['compare versus', { gpu: 'h100-sxm' }],
  ])
  const letters = new Map([
    ['model', 'qwen3-8'],
    ['against', 'qwen3-8'],
    ['format', 'q5'],
    ['gpu', '309'],
    ['versus', '309'],
  ])

  it('is a model, a GPU or a format', () => {
    expect(new Set(completed.map(([, option]) => option))).toEqual(new Set(letters.keys()))
  })

  it.each(completed)('/%s %s offers what is answered', async (name, option) => {
    const fake = await running()
    const said = beside.get(`${name} ${option}`) ?? {}
    const choices = await fake.autocomplete({ name, options: { ...said, [option]: letters.get(option) ?? '' }, focused: option }).choices()
    expect(choices.length).toBeGreaterThan(0)
    for (const { value } of choices.slice(0, 3)) {
      const message = await fake.slash({ name, options: { ...said, [option]: value } }).message()
      expect(titleOf(message), `${value}`).not.toBe(refused)
    }
    expectWellBehaved(fake)
  })
})

describe('a server’s settings', () => {
  it('are not offered to who does not manage it, nor in a direct message', async () => {
    const fake = await running()
    expect(() => fake.slash({ name: 'server-settings', options: { text: 'gpu rtx-4090' } })).toThrow(
      'hidden from who lacks its permissions',
    )
    expect(() => fake.slash({ name: 'server-settings', channel: fake.world.dm(fake.user) })).toThrow('not offered in a dm')
  })

  it('hold for everybody there, until somebody says otherwise', async () => {
    const fake = await running()
    const user = fake.world.user('mia')
    fake.world.join(fake.guild, user, permission.manageGuild)
    await fake.slash({ name: 'server-settings', options: { text: 'gpu rtx-3090' }, user }).message()
    expect(textOf(await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b' } }).message())).toMatch(/RTX 3090/)
    await fake.slash({ name: 'settings', options: { text: 'gpu rtx-4080' } }).message()
    expect(textOf(await fake.slash({ name: 'fit', options: { text: 'llama 3.1 8b' } }).message())).toMatch(/RTX 4080/)
    expectWellBehaved(fake)
  })
})
