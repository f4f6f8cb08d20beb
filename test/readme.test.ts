import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { allOutcomes } from './accuracy/answers.ts'
import { readMeasured } from './accuracy/measured.ts'
import { scores } from './accuracy/score.ts'
import { table } from './accuracy/table.ts'
import { buildProgram, runProgram } from './support/program.ts'
import { textOf } from './support/source-files.ts'

const program = buildProgram()
const reference = fileURLToPath(new URL('accuracy/reference', import.meta.url))
const readme = textOf('README.md')

/** `headroom …` as a reader would type it, in any shell block: `npm run -s headroom -- …` in a checkout, `headroom …` when installed. */
function commandsShown(): string[] {
  const shell = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n'))
  return shell.flatMap((line) => /(?:npm run -s headroom --|^headroom) (.+)$/.exec(line)?.[1] ?? [])
}

/** Output blocks: a comment that names the command, then what it printed. */
const outputBlock = /<!-- output of: (.+) -->\n```text\n([\s\S]*?)```/g

/** Words of a command line, with 'single' and "double" quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '')
}

async function outputOf(line: string): Promise<string> {
  const { code, stdout, stderr } = await runProgram(program, wordsOf(line), { COLUMNS: '80' })
  expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' })
  return stdout
}

/** The table of figures against measurements, and what it is of. */
const accuracyBlock = /<!-- npm run accuracy -->\n\n[\s\S]*?(?=\n\n)/

async function rewritten(): Promise<string> {
  const figures = table(scores(allOutcomes(readMeasured(reference))))
  let text = readme.replace(accuracyBlock, () => `<!-- npm run accuracy -->\n\n${figures}`)
  for (const [block, line = ''] of readme.matchAll(outputBlock)) {
    const fresh = `<!-- output of: ${line} -->\n\`\`\`text\n${(await outputOf(line)).trimEnd()}\n\`\`\``
    text = text.replace(block, () => fresh)
  }
  return text
}

describe('the README', () => {
  it('shows commands that work', async () => {
    const commands = commandsShown()
    expect(commands).toContain('fit 70b int4 inference')
    for (const line of commands) expect(await outputOf(line)).not.toBe('')
  })

  it('shows what they really print (mend with UPDATE_README=1 npx vitest run test/readme.test.ts)', async () => {
    const fresh = await rewritten()
    if (process.env.UPDATE_README) writeFileSync(new URL('../README.md', import.meta.url), fresh)
    else expect(readme).toBe(fresh)
    expect([...readme.matchAll(outputBlock)].length).toBeGreaterThan(0)
    expect(readme).toMatch(accuracyBlock)
  })

  it('points only at files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) => path)
    expect(links.length).toBeGreaterThan(0)
    for (const path of links) expect(textOf(path)).not.toBe('')
  })
})
