import { spawn } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { numbersIn } from './support/numbers-in.ts'
import { buildProgram, emptyStorage, runProgram } from './support/program.ts'

let program = ''

beforeAll(() => {
  program = buildProgram()
})

interface Piped {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the program with `input` on its standard input; with `readOnly` its reader leaves after the first piece. */
function pipe(args: readonly string[], input: string, leaveEarly = false): Promise<Piped> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...emptyStorage } })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (leaveEarly) child.stdout.destroy()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.stdin.on('error', () => undefined)
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(input)
  })
}

const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('the bundled program', () => {
  it('answers', async () => {
    const { code, stdout, stderr } = await runProgram(program, ['fit', '70b', 'int4', 'inference'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^✓ .*70B.* GiB/)
    expect(stdout).not.toContain('\u001b')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('answers a Chinese question in Chinese', async () => {
    expect((await runProgram(program, ['ask', '70b int4 推理'])).stdout).toMatch(/^✓ .*显存/)
  })

  it('keeps the JSON contract', async () => {
    const { code, stdout } = await runProgram(program, ['fit', '--json', '70b int4 on 2x rtx-4090'])
    const answer = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(answer).toMatchObject({
      command: 'fit',
      question: { paramsB: 70, quant: 'int4', gpus: [{ id: 'rtx-4090', count: 2 }], model: null },
    })
    expect(answer.options[0]).toMatchObject({ gpu: 'rtx-4090', count: 2, fits: true })
    expect(answer.memory.perGpu.value).toBeLessThan(answer.memory.total.high)
    expect(stdout).not.toContain('"why"')
    const numbers = numbersIn(answer).filter(([path]) => !/headroomBytes/.test(path))
    expect(numbers.length).toBeGreaterThan(50)
    expect(numbers.filter(([, number]) => number < 0)).toEqual([])
  })

  it('tells more when asked for more', async () => {
    const [few, all, why] = await Promise.all(
      [[], ['--all'], ['--why']].map(async (flags) =>
        JSON.parse((await runProgram(program, ['fit', '70b int4', '--json', ...flags])).stdout),
      ),
    )
    expect(all.options.length).toBeGreaterThan(few.options.length * 5)
    expect(why.memory.weights.why).toMatch(/\d/)
  })

  it('answers a line at a time, and goes on after a bad one', async () => {
    const { code, out, err } = await pipe(['ask', '--stdin', '--json'], '70b int4\n\nint5\r\n7b on a rtx 9999\n7b fp16 推理')
    const answers = jsonLines(out)
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(answers).toHaveLength(5)
    expect(answers[0]).toMatchObject({ command: 'fit', question: { paramsB: 70 } })
    expect(answers[1]).toMatchObject({ question: '', error: { code: 'empty' } })
    expect(answers[2]).toMatchObject({ question: 'int5', error: { message: expect.stringMatching(/\.$/) } })
    expect(answers[3]).toMatchObject({
      error: { code: 'unknown-gpu', suggestions: [expect.any(String), expect.any(String), expect.any(String)] },
    })
    expect(answers[4]).toMatchObject({ command: 'fit', question: { paramsB: 7, language: 'zh' } })
  })

  it('exits with 0 when every line was answered', async () => {
    expect(await pipe(['fit', '--stdin', '--json'], '7b\n13b\n')).toMatchObject({ code: 0, err: '' })
  })

  it('ends quietly when its reader has seen enough', async () => {
    const { code, err } = await pipe(['fit', '--stdin', '--json'], '70b int4\n'.repeat(2000), true)
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('prints its version and its help', async () => {
    expect((await runProgram(program, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    const { code, stdout } = await runProgram(program, ['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('--json')
  })

  it('has colour only when told, for it is never a terminal here', async () => {
    const env = { NO_COLOR: '', FORCE_COLOR: '1' }
    expect((await runProgram(program, ['fit', '70b'], env)).stdout).toContain('\u001b[32m✓')
    expect((await runProgram(program, ['fit', '70b'], { ...env, NO_COLOR: '1' })).stdout).not.toContain('\u001b')
  })
})

describe('what cannot be answered', () => {
  const texts = [
    '',
    '70b '.repeat(1250),
    '\u0007\u001b[31m',
    '🚀🔥',
    '0b',
    '-7b',
    '1e99b',
    '999999999x4090',
    '0x4090',
    '-2x4090',
    '999999999x4090 70b',
    '7b int5',
    'zorkmodel on 4090',
    'llama 99.9 of doom',
    '7b on rtx 9999',
    '7b 1000000000 ctx',
  ]

  it.each(texts.map((text) => [text.slice(0, 30), text]))('%j is one sentence that says what to do', async (_, text) => {
    const { code, stdout, stderr } = await runProgram(program, ['fit', text])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^[^\n]{20,400}\.\n$/)
    expect(stderr).not.toMatch(/NaN|Infinity|undefined|\bat .*:\d+:\d+|\{\{|(?!\n)\p{Cc}/u)
  })

  it('is a wrong call where the command or a flag does not exist', async () => {
    expect(await runProgram(program, ['fot', '70b'])).toMatchObject({ code: 2, stdout: '' })
    expect(await runProgram(program, ['fit', '70b', '--jsn'])).toMatchObject({ code: 2, stdout: '' })
  })
})
