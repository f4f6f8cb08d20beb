import { describe, expect, it } from 'vitest'
import { filesUnder, textOf } from './support/source-files.ts'

const text = textOf('Dockerfile')
const lines = text.split('\n')
const words = (line: string) => line.split(/\s+/)
const stages = lines.filter((line) => line.startsWith('FROM '))
const copied = lines.filter((line) => /^COPY (?!--from)/.test(line)).flatMap((line) => words(line).slice(1, -1))

describe('the image', () => {
  it('is built from files that are there and that .dockerignore lets through', () => {
    const files = filesUnder('', /./)
    const allowed = textOf('.dockerignore').split('\n')
    expect(copied.length).toBeGreaterThan(4)
    for (const source of copied) {
      expect(files.some((path) => path === source || path.startsWith(`${source}/`))).toBe(true)
      expect(allowed).toContain(`!${source}`)
    }
  })

  it('runs one pinned Node in every stage, the one CI tests on', () => {
    const versions = stages.map((line) => /^FROM node:(\d+\.\d+\.\d+)-/.exec(line)?.[1] ?? line)
    expect(new Set(versions).size).toBe(1)
    expect(textOf('.ci/run')).toContain(`'${versions[0]} `)
  })

  it('runs as a user without rights, from a stage that never saw a development tool', () => {
    const last = lines.slice(lines.lastIndexOf(stages.at(-1) ?? ''))
    expect(last).toContain('USER node')
    expect(last.filter((line) => line.startsWith('RUN '))).toEqual([])
    expect(text).toContain('npm prune --omit=dev --ignore-scripts')
  })

  it('keeps of the typeface the weight that charts are lettered in', () => {
    const [, file = ''] = /\/([\w-]+\.ttf)'/.exec(textOf('src/charts/lettering.ts')) ?? []
    expect(file).toMatch(/^NotoSansSC_/)
    expect(text).toContain(`-name '*.ttf*' ! -name ${file} -delete`)
  })

  it('leaves out the development tools that npm keeps as optional peers of a library', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { devOptional?: boolean }> }
    const kept = Object.entries(packages).flatMap(([path, entry]) =>
      entry.devOptional ? (/^node_modules\/[^/]+/.exec(path)?.[0] ?? []) : [],
    )
    expect(kept.filter((folder) => !text.includes(`${folder} `) && !text.includes(`${folder}\n`))).toEqual([])
  })
})
