import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import type { Reply } from '../../../src/headroom.ts'
import { emptyQuestion } from '../../../src/language/question.ts'
import { withChartSaved } from '../../../src/platforms/terminal/chart-file.ts'
import { rememberDay } from '../../../src/prices/remember.ts'
import { openFile } from '../../../src/storage/file.ts'
import { answerOf } from '../../support/charts.ts'
import { buildProgram, runProgram } from '../../support/program.ts'

const program = buildProgram()
const folder = await mkdtemp(join(tmpdir(), 'headroom-chart-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const isPng = async (path: string) => (await readFile(path)).subarray(1, 4).toString() === 'PNG'

describe('headroom … --chart', () => {
  it.each([
    ['fit', '70b int4'],
    ['price', 'h100'],
    ['compare', 'h100 vs 4090'],
  ])('%s writes the chart beside the card, and says where', async (command, text) => {
    const path = join(folder, `${command}.png`)
    const { code, stdout, stderr } = await runProgram(program, [command, text, '--chart', path])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`\\n\\nThe chart is in ${path}\\.\\n$`))
    expect(await isPng(path)).toBe(true)
  })

  it('leaves standard output to the one object of --json, which has the chart as data', async () => {
    const path = join(folder, 'json.PNG')
    const { code, stdout, stderr } = await runProgram(program, ['fit', '70b int4 推理', '--json', '--chart', path])
    expect({ code, stderr }).toEqual({ code: 0, stderr: `图表已存为 ${path}。\n` })
    expect(JSON.parse(stdout)).toMatchObject({ card: { chart: { kind: 'memory', unit: 'GiB' } } })
    expect(await isPng(path)).toBe(true)
  })

  it('says in one sentence what is wrong with the file, or that there is no chart, in the asker’s language', async () => {
    const said = async (...args: string[]) => {
      const { code, stdout, stderr } = await runProgram(program, args)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      return stderr
    }
    const nowhere = join(folder, 'no', 'a.png')
    expect(await said('fit', '70b', '--chart', 'a.jpg')).toBe(
      'The chart is a PNG, and “a.jpg” does not end in .png: name a file such as chart.png.\n',
    )
    expect(await said('fit', '70b', '--chart', nowhere)).toContain('(ENOENT): name a file in a folder that is there')
    expect(await said('fit', '70b 推理', '--chart', folder)).toContain('不以 .png 结尾')
    expect(await said('gpu', 'h100', '--chart', join(folder, 'gpu.png'))).toContain('There is no chart for this answer')
    expect(readdirSync(folder)).not.toContain('gpu.png')
  })

  it('wants a file, and one question', async () => {
    expect(await runProgram(program, ['fit', '70b', '--chart'])).toMatchObject({ code: 2, stdout: '' })
    expect(await runProgram(program, ['fit', '--stdin', '--chart', 'a.png'])).toMatchObject({ code: 2, stdout: '' })
  })

  it('of a price shows the days that are stored', async () => {
    const data = join(folder, 'data')
    const store = await openFile(join(data, 'headroom.db'))
    const now = Date.now()
    const day = (before: number) => new Date(now - before * 86_400_000).toISOString().slice(0, 10)
    for (const before of [4, 3, 2])
      await rememberDay(store, day(before), [
        { gpu: 'h100-sxm', kind: 'on-demand', provider: 'vast', gpus: 1, usdPerHour: 2 + before / 10 },
      ])
    await store.close()
    const path = join(folder, 'trend.png')
    const { stdout } = await runProgram(program, ['price', 'h100', '--json', '--chart', path], { HEADROOM_DATA_DIR: data })
    expect(JSON.parse(stdout).card.chart).toMatchObject({
      kind: 'trend',
      lines: [{ points: [{ day: day(4), value: 2.4 }, { value: 2.3 }, { day: day(2), value: 2.2 }] }, { label: 'cheapest' }],
    })
    expect(await isPng(path)).toBe(true)
  })
})

describe('a program that draws nothing', () => {
  it('loads nothing that draws', () => {
    const loaded = new Set<string>()
    const load = (file: string): void => {
      if (loaded.has(file)) return
      loaded.add(file)
      const text = readFileSync(file, 'utf8')
      for (const [, from = ''] of text.matchAll(/\b(?:from|import)"(\.[^"]+)"/g)) load(join(dirname(file), from))
    }
    load(program)
    const chunks = join(dirname(program), 'chunks')
    const drawing = readdirSync(chunks).filter((name) => /from"@napi-rs\/canvas"/.test(readFileSync(join(chunks, name), 'utf8')))
    expect(drawing.length).toBeGreaterThan(0)
    expect(loaded.size).toBeGreaterThan(2)
    expect(drawing.filter((name) => loaded.has(join(chunks, name)))).toEqual([])
  })
})

describe('the chart of a reply', () => {
  const reply = (language: 'en' | 'zh'): Reply => ({
    kind: 'answer',
    command: 'fit',
    question: { ...emptyQuestion, language },
    answer: answerOf('fit', '70b int4'),
  })

  it('is not drawn unless a file is named, nor of a refusal', async () => {
    const refusal: Reply = { kind: 'refusal', error: new UserError('empty'), language: 'en' }
    const save = () => Promise.reject(new Error('nothing should be written'))
    const made = reply('en')
    expect(await withChartSaved(made, undefined, save)).toBe(made)
    expect(await withChartSaved(refusal, 'a.png', save)).toBe(refusal)
  })

  it('that cannot be written is a refusal that names the file and the reason', async () => {
    const full = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    const said = await withChartSaved(reply('zh'), 'a.png', full)
    expect(said).toMatchObject({ kind: 'refusal', language: 'zh', error: { code: 'chart-not-saved', said: 'a.png', limit: 'ENOSPC' } })
    expect(await withChartSaved(reply('en'), 'a.png', undefined)).toMatchObject({ kind: 'refusal', error: { code: 'chart-not-saved' } })
  })
})
