import { describe, expect, it } from 'vitest'
import { commands } from '../../../commands/index.ts'
import { createHeadroom } from '../../../src/headroom.ts'
import { runTerminal } from '../../../src/platforms/terminal/program.ts'
import { bundledPrices } from '../../../src/prices/snapshot.ts'
import { createKeeper } from '../../../src/settings/keeper.ts'
import { StoreRefused } from '../../../src/storage/store.ts'
import { openMemory } from '../../support/memory-store.ts'

const headroom = createHeadroom(commands, { prices: bundledPrices })

async function* none(): AsyncGenerator<string> {}

async function run(args: string[], open = async () => openMemory().store(), user = 'ada') {
  let [out, err] = ['', '']
  const code = await runTerminal(headroom, {
    args,
    env: {},
    stdin: none,
    out: async (text) => {
      out += text
    },
    err: async (text) => {
      err += text
    },
    isTerminal: false,
    columns: 80,
    now: () => new Date('2026-11-01T00:00:00Z'),
    zone: 'UTC',
    version: '1.2.3',
    user,
    keeper: () => createKeeper(open, () => true),
  })
  return { code, out, err }
}

describe('settings in the terminal', () => {
  it('are those of its user', async () => {
    const memory = openMemory()
    const open = async () => memory.store()
    expect(await run(['settings', 'gpu', 'rtx-4090'], open)).toMatchObject({
      code: 0,
      out: expect.stringContaining('Saved: GPU is now RTX 4090.'),
    })
    expect((await run(['fit', '70b', 'int4'], open)).out).toContain('RTX 4090: your setting')
    expect((await run(['fit', '70b', 'int4'], open, 'bob')).out).not.toContain('your setting')
  })

  it('that could not be stored are not said to be', async () => {
    const memory = openMemory()
    memory.leave()
    const open = async () => memory.store()
    const { code, out, err } = await run(['settings', 'gpu', 'rtx-4090'], open)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('Your gpu was not saved: the storage is away. Say it again in a moment.')
  })

  it('that cannot be read are done without, which is said beside the answer', async () => {
    const memory = openMemory()
    memory.leave()
    const { code, out, err } = await run(['fit', '70b', 'int4', '--json'], async () => memory.store())
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ command: 'fit' })
    expect(err).toBe('Your settings could not be read, so this is answered without them. away.\n')
  })

  it('of a server are set there', async () => {
    const { code, err } = await run(['settings', 'server', 'gpu', 'rtx-4090'])
    expect(code).toBe(1)
    expect(err).toMatch(/^There is no server or workspace here/)
  })

  it('in a storage of another version end the program with the sentence that says so', async () => {
    const open = async () => {
      throw new StoreRefused('What is stored there is version 7.')
    }
    expect(await run(['fit', '70b'], open)).toEqual({ code: 2, out: '', err: 'What is stored there is version 7.\n' })
  })
})
