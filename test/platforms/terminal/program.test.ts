import { describe, expect, it } from 'vitest'
import type { Command } from '../../../commands/command.ts'
import { UserError } from '../../../src/errors.ts'
import type { AskOptions, Headroom, Reply } from '../../../src/headroom.ts'
import { emptyQuestion } from '../../../src/language/question.ts'
import { type Host, runTerminal } from '../../../src/platforms/terminal/program.ts'
import { englishCard } from '../../support/example-cards.ts'

const fit: Command = {
  name: 'fit',
  summary: { en: 'What a model needs', zh: '模型需要什么' },
  intents: ['inference'],
  options: [],
  examples: [
    { text: '70b int4', language: 'en' },
    { text: '70b int4 推理', language: 'zh' },
  ],
  run: () => ({ card: englishCard, shorthand: '70b int4' }),
}
const help: Command = { ...fit, name: 'help', summary: { en: 'What can be asked', zh: '可以问什么' }, intents: [], examples: [] }

interface Asked {
  readonly text: string
  readonly options: AskOptions
  readonly command: string | undefined
}

/** Answers everything but what holds `bad` and `bug`, and remembers what it was asked. */
function makeHeadroom(): { headroom: Headroom; asked: Asked[] } {
  const asked: Asked[] = []
  const reply = (text: string, options: AskOptions, command?: Command): Reply => {
    asked.push({ text, options, command: command?.name })
    if (text.includes('bug')) throw new TypeError('undefined is not a function')
    if (text.includes('bad')) {
      return {
        kind: 'refusal',
        error: new UserError('unknown-gpu', { said: 'rtx 9999', suggestions: ['RTX 5090'] }),
        language: options.language ?? 'en',
      }
    }
    return { kind: 'answer', command: 'fit', question: emptyQuestion, answer: { card: englishCard, shorthand: '70b int4' } }
  }
  return { headroom: { commands: [fit, help], reply }, asked }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

async function program(args: string[], more: Partial<Host> & { input?: string } = {}) {
  const { headroom, asked } = makeHeadroom()
  let out = ''
  let err = ''
  const code = await runTerminal(headroom, {
    args,
    env: {},
    stdin: () => once(more.input ?? ''),
    out: async (text) => {
      out += text
    },
    err: async (text) => {
      err += text
    },
    isTerminal: false,
    columns: undefined,
    now: () => new Date('2026-11-01T00:00:00Z'),
    zone: 'Asia/Shanghai',
    version: '1.2.3',
    ...more,
  })
  return { code, out, err, asked }
}

describe('the program', () => {
  it('answers a question with a card, and asks with what it was told', async () => {
    const { code, out, err, asked } = await program(['fit', '70b', 'int4', '--all', '--why'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.startsWith('✓ 70B in 4-bit')).toBe(true)
    expect(asked).toMatchObject([{ text: '70b int4', command: 'fit', options: { zone: 'Asia/Shanghai', all: true, why: true } }])
  })

  it('leaves the choice of the command to the question under ask', async () => {
    expect((await program(['ask', '70b'])).asked).toMatchObject([{ text: '70b', command: undefined }])
    expect((await program(['--stdin'], { input: '70b\n' })).asked).toMatchObject([{ text: '70b', command: undefined }])
  })

  it('says a mistake in one sentence on standard error, and exits with 1', async () => {
    const { code, out, err } = await program(['fit', 'bad'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe('No GPU called “rtx 9999”: check the name, or say its memory, such as 24gb. Nearest: RTX 5090.\n')
  })

  it('prints a mistake as JSON on standard output with --json', async () => {
    const { code, out, err } = await program(['fit', 'bad', '--json'])
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(JSON.parse(out)).toMatchObject({ question: 'bad', error: { code: 'unknown-gpu', suggestions: ['RTX 5090'] } })
  })

  it('escapes in JSON what a terminal would obey', async () => {
    const { out } = await program(['fit', 'bad \u009b2J\u2028', '--json'])
    expect(out).toContain('bad \\u009b2J\\u2028')
    expect(JSON.parse(out)).toMatchObject({ question: 'bad \u009b2J\u2028' })
  })

  it('answers line by line, in order, and goes on after a mistake', async () => {
    const { code, out } = await program(['fit', '--stdin', '--json'], { input: '70b\nbad\n\n7b' })
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(1)
    expect(answers.map((one) => one.error?.code ?? one.command)).toEqual(['fit', 'unknown-gpu', 'fit', 'fit'])
  })

  it('shows each line before its card', async () => {
    const { code, out } = await program(['fit', '--stdin'], { input: '70b\n7b\u001b[2J\n' })
    expect(code).toBe(0)
    expect(out).toMatch(/^> 70b\n\n✓ [\s\S]*\n\n> 7b\n\n✓ /)
  })

  it('waits for its reader before the next line', async () => {
    const order: string[] = []
    async function* input(): AsyncGenerator<string> {
      for (const line of ['70b\n', '7b\n']) {
        order.push('read')
        yield line
      }
    }
    await program(['ask', '--stdin', '--json'], {
      stdin: input,
      out: async () => {
        await Promise.resolve()
        order.push('written')
      },
    })
    expect(order).toEqual(['read', 'written', 'read', 'written'])
  })

  it('says an unforeseen error in one line with a code, the same for the same error', async () => {
    const first = await program(['fit', 'bug'])
    expect(first).toMatchObject({ code: 1, out: '' })
    expect(first.err).toMatch(/^Something went wrong inside, .*\(code [0-9a-f]{8}\).*\n$/)
    expect(first.err).not.toContain('TypeError')
    const lines = (await program(['fit', '--stdin', '--json'], { input: 'bug\n70b\n' })).out.split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ question: 'bug', error: { code: 'unexpected', suggestions: [] } })
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ command: 'fit' })
  })

  it('shows where it came from with HEADROOM_DEBUG', async () => {
    expect((await program(['fit', 'bug'], { env: { HEADROOM_DEBUG: '1' } })).err).toContain(
      'TypeError: undefined is not a function\n    at ',
    )
  })

  it('prints its version', async () => {
    expect(await program(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' })
  })

  it('starts what is no question by its name, with what was said to it', async () => {
    const started: unknown[] = []
    const programs: Host['programs'] = new Map([
      [
        'doctor',
        async ({ online }, language) => {
          started.push({ online, language })
          return 7
        },
      ],
    ])
    expect(await program(['doctor', '--online', '--lang', 'zh'], { programs, env: { HEADROOM_LANG: 'fr' } })).toMatchObject({
      code: 7,
      out: '',
    })
    expect(started).toEqual([{ online: true, language: 'zh' }])
    expect((await program(['doctr'], { programs })).err).toContain('Nearest: doctor.')
    expect(await program(['doctor', '--help'], { programs })).toMatchObject({ code: 0, out: expect.stringContaining('headroom doctor') })
  })
})

describe('wrong use', () => {
  it.each([
    [['fot', '70b'], 'No command called “fot”: headroom --help lists them, and headroom ask “…” takes any question. Nearest: fit.'],
    [['fit', '70b', '--jsn'], 'The option --jsn cannot be used like this: headroom --help lists the options. Nearest: --json.'],
    [['fit', '70b', '--stdin'], 'The option --stdin cannot be used like this: headroom --help lists the options.'],
    [['help', 'zzz'], 'No command called “zzz”: headroom --help lists them, and headroom ask “…” takes any question.'],
    [['__proto__'], 'No command called “__proto__”: headroom --help lists them, and headroom ask “…” takes any question.'],
  ])('%j is one sentence and exit code 2', async (args, sentence) => {
    expect(await program(args)).toMatchObject({ code: 2, out: '', err: `${sentence}\n`, asked: [] })
  })

  it('names a variable of the environment that cannot be', async () => {
    const { code, err } = await program(['fit', '70b'], { env: { HEADROOM_LANG: 'fr' } })
    expect(code).toBe(2)
    expect(err).toBe('HEADROOM_LANG=fr: set it to en or zh, or leave it out for the language of each question.\n')
    const redis = await program(['fit', '70b'], { env: { HEADROOM_LANG: 'zh', REDIS_URL: 'ftp://:hunter2@x' } })
    expect(redis.code).toBe(2)
    expect(redis.err).toMatch(/^REDIS_URL 不是 Redis 地址/)
    expect(redis.err).not.toContain('hunter2')
  })
})

describe('the language of the program', () => {
  it('is that of the question, unless HEADROOM_LANG or --lang says otherwise', async () => {
    const languageOf = async (args: string[], env: Host['env']) => (await program(args, { env })).asked[0]?.options.language
    expect(await languageOf(['fit', '70b'], {})).toBeUndefined()
    expect(await languageOf(['fit', '70b'], { HEADROOM_LANG: 'zh' })).toBe('zh')
    expect(await languageOf(['fit', '70b', '--lang', 'en'], { HEADROOM_LANG: 'zh' })).toBe('en')
  })

  it('is also that of its help and of its complaints', async () => {
    expect((await program(['--help', '--lang', 'zh'])).out).toContain('模型需要什么')
    expect((await program(['fot'], { env: { HEADROOM_LANG: 'zh' } })).err).toContain('没有名为“fot”的命令')
  })
})

describe('help', () => {
  it('derives from the commands, and comes where nothing was asked', async () => {
    const { code, out } = await program(['--help'])
    expect(code).toBe(0)
    for (const text of [
      'fit   What a model needs',
      'help  What can be asked',
      '--json',
      '--columns N',
      '-h, --help',
      'headroom fit 70b int4\n',
    ])
      expect(out).toContain(text)
    expect(out).not.toContain('推理')
    expect((await program([])).out).toBe(out)
    expect((await program(['help'])).out).toBe(out)
  })

  it('has a page for each command', async () => {
    const { out } = await program(['fit', '--help'])
    expect(out).toMatch(/^i headroom fit \[options\] <text>\n {2}What a model needs\n/)
    expect((await program(['help', 'fit'])).out).toBe(out)
  })
})

describe('the look', () => {
  const widest = (text: string) => Math.max(...text.split('\n').map((line) => line.length))

  it('is as wide as the window, COLUMNS or 80 say, within 40 and 160', async () => {
    const at = async (more: Partial<Host>, ...args: string[]) => widest((await program(['fit', '70b', ...args], more)).out)
    expect(await at({})).toBeLessThanOrEqual(80)
    expect(await at({})).toBeGreaterThan(70)
    expect(await at({ columns: 120 })).toBeGreaterThan(100)
    expect(await at({ env: { COLUMNS: '60' } })).toBeLessThanOrEqual(60)
    expect(await at({ columns: 1000 })).toBeLessThanOrEqual(160)
    expect(await at({ columns: 3 })).toBeLessThanOrEqual(40)
    expect(await at({ columns: 120 }, '--columns', '50')).toBeLessThanOrEqual(50)
  })

  it('has colour only where a person looks and does not mind, or insists', async () => {
    const colored = async (more: Partial<Host>) => (await program(['fit', '70b'], more)).out.includes('\u001b[')
    expect(await colored({ isTerminal: true })).toBe(true)
    expect(await colored({ isTerminal: false })).toBe(false)
    expect(await colored({ isTerminal: true, env: { NO_COLOR: '1' } })).toBe(false)
    expect(await colored({ isTerminal: true, env: { NO_COLOR: '' } })).toBe(true)
    expect(await colored({ isTerminal: false, env: { FORCE_COLOR: '1' } })).toBe(true)
    expect(await colored({ isTerminal: true, env: { FORCE_COLOR: '0' } })).toBe(false)
    expect(await colored({ isTerminal: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' } })).toBe(false)
    expect(await colored({ isTerminal: true, env: { TERM: 'dumb' } })).toBe(false)
  })
})
