import { describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { textOf } from '../../../commands/options.ts'
import { parse } from '../../../src/language/parse.ts'
import {
  commandCalled,
  discordCommands,
  messageMenu,
  privateOption,
  textOption,
} from '../../../src/platforms/discord/command-definitions.ts'
import { commandProblems } from '../../../src/platforms/discord/command-limits.ts'

const definitions = discordCommands(commands)
const slash = definitions.flatMap((one) => (one.type === 1 ? [one] : []))
const clock = { now: new Date('2026-11-21T08:00:00Z'), zone: 'UTC' }
const commandOf = (name: string) => {
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`no command ${name}`)
  return command
}

describe('what is registered', () => {
  it('is what Discord takes', () => {
    expect(commandProblems(definitions)).toEqual([])
    expect(commandProblems([...definitions, ...definitions.slice(0, 1)])).not.toEqual([])
    expect(commandProblems([{ ...definitions[0], name: 'Fit It' }])).not.toEqual([])
    expect(commandProblems([{ ...definitions[0], description: 'x'.repeat(101) }])).not.toEqual([])
  })

  it('is every command with its options and a free text, and nothing else', () => {
    expect(slash.map(({ name }) => name).filter((name) => name !== 'server-settings')).toEqual(commands.map(({ name }) => name))
    expect([textOption, messageMenu]).toEqual(['text', 'Estimate this message'])
    for (const command of commands) {
      const own = slash.find(({ name }) => name === command.name)
      const names = own?.options?.map(({ name }) => name)
      expect(names).toEqual(command.examples.length === 0 ? [] : [textOption, ...command.options.map(({ name }) => name), privateOption])
    }
  })

  it('has each option as what it is', () => {
    const options = new Map((slash.find(({ name }) => name === 'fit')?.options ?? []).map((option) => [option.name, option]))
    expect(options.get('model')).toMatchObject({ type: 3, autocomplete: true })
    expect(options.get('users')).toMatchObject({ type: 4, min_value: 1 })
    expect(options.get('runtime')).toMatchObject({ type: 3, choices: expect.arrayContaining([{ name: 'vllm', value: 'vllm' }]) })
  })

  it('speaks Chinese to who reads it, and works wherever it is installed', () => {
    for (const one of slash) {
      expect(one.name_localizations?.['zh-CN']).toMatch(/\p{Script=Han}/u)
      expect(one.description_localizations?.['zh-TW']).toMatch(/\p{Script=Han}/u)
      if (one.name !== 'server-settings') expect(one).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] })
    }
    expect(definitions.at(-1)).toMatchObject({ type: 3, name: messageMenu, name_localizations: { 'zh-CN': '估算这条消息' } })
  })

  it('leaves a server’s settings to those who manage it, and everybody their own', () => {
    const place = slash.find(({ name }) => name === 'server-settings')
    expect(place).toMatchObject({ default_member_permissions: '32', contexts: [0] })
    expect(slash.find(({ name }) => name === 'settings')?.default_member_permissions).toBeUndefined()
    expect(commandCalled(commands, 'server-settings')).toEqual({ command: commandOf('settings'), word: 'server' })
    expect(commandCalled(commands, 'fit')?.word).toBe('')
    expect(commandCalled(commands, 'constructor')).toBeUndefined()
  })
})

describe('typed options', () => {
  it('become one question that is read back slot by slot', () => {
    const said = new Map<string, string | number>([
      ['gpu', '2x rtx-4090'],
      ['model', 'meta-llama/Llama-3.1-8B'],
      ['format', 'Q4_K_M'],
      ['context', 20000],
      ['users', 4],
      ['ram', 64],
      ['runtime', 'llama.cpp'],
    ])
    const text = textOf(commandOf('fit').options, ' how fast ', said)
    expect(text).toBe('how fast meta-llama/Llama-3.1-8B Q4_K_M ctx 20000 x4 64gb ram on 2x rtx-4090 llama.cpp')
    expect(parse(text, clock)).toMatchObject({
      model: 'meta-llama/Llama-3.1-8B',
      quant: 'Q4_K_M',
      context: 20000,
      concurrency: 4,
      systemRamGb: 64,
      gpus: [{ id: 'rtx-4090', count: 2 }],
      runtime: 'llama.cpp',
      unknown: [],
    })
  })

  it('are each read alone beside a free text', () => {
    const { options } = commandOf('fit')
    const read = (name: string, value: string | number) => parse(textOf(options, '70b', new Map([[name, value]])), clock)
    for (const value of [128, 1000, 8192, 131072, 1_000_000]) expect(read('context', value)).toMatchObject({ paramsB: 70, context: value })
    for (const value of [1, 16, 999, 1000, 100_000]) expect(read('users', value)).toMatchObject({ paramsB: 70, concurrency: value })
    for (const option of options)
      if (option.kind.of === 'choice')
        for (const value of option.kind.values) expect(read(option.name, value)).toMatchObject({ runtime: value })
  })

  it('put two cards and two models side by side', () => {
    const { options } = commandOf('compare')
    const cards = parse(
      textOf(
        options,
        '',
        new Map([
          ['gpu', 'rtx-4090'],
          ['versus', 'h100-sxm'],
        ]),
      ),
      clock,
    )
    expect(cards).toMatchObject({ intent: 'compare-gpus', gpus: [{ id: 'rtx-4090' }, { id: 'h100-sxm' }] })
    const models = parse(
      textOf(
        options,
        '',
        new Map([
          ['model', 'Qwen/Qwen3-8B'],
          ['against', 'meta-llama/Llama-3.1-8B'],
        ]),
      ),
      clock,
    )
    expect(models).toMatchObject({ model: 'Qwen/Qwen3-8B', alternatives: { models: ['meta-llama/Llama-3.1-8B'] } })
  })

  it('that say nothing leave the text as it was', () => {
    expect(
      textOf(
        commandOf('fit').options,
        '70b int4',
        new Map([
          ['model', ' '],
          ['__proto__', 'x'],
        ]),
      ),
    ).toBe('70b int4')
  })
})
