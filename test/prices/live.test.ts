import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { livePrices } from '../../src/prices/live.ts'
import { priceSources } from '../../src/prices/sources.ts'
import { type Store, StoreUnavailable } from '../../src/storage/store.ts'
import { openMemory } from '../support/memory-store.ts'
import { buildProgram, runProgram } from '../support/program.ts'

const fetching = vi.spyOn(globalThis, 'fetch')
afterEach(() => fetching.mockClear())

/** Prices over a storage that counts how often it is opened. */
function live(mayHold: boolean, open: () => Promise<Store>) {
  const opener = vi.fn(open)
  return { opener, prices: livePrices({ open: opener, mayHold: () => mayHold, settings: {}, userAgent: 'a test' }) }
}

describe('prices as a program that runs once uses them', () => {
  it('open nothing and ask nobody where nothing was ever stored', async () => {
    const { opener, prices } = live(false, async () => openMemory().store())
    expect(await prices.newest()).toBeUndefined()
    expect(await prices.history('h100-sxm')).toEqual([])
    await prices.close()
    expect(opener).not.toHaveBeenCalled()
    expect(fetching).not.toHaveBeenCalled()
  })

  it('open the storage once where there may be some, and ask nobody', async () => {
    const { opener, prices } = live(true, async () => openMemory().store())
    await Promise.all([prices.newest(), prices.newest(), prices.newest()])
    expect(opener).toHaveBeenCalledTimes(1)
    expect(fetching).not.toHaveBeenCalled()
  })

  it('are the bundled ones while the storage is away', async () => {
    const away = new StoreUnavailable('Redis is away')
    const { prices } = live(true, async () => ({ ...openMemory().store(), listRecords: () => Promise.reject(away) }))
    expect(await prices.newest()).toBeUndefined()
    const { prices: closed } = live(true, () => Promise.reject(away))
    expect(await closed.newest()).toBeUndefined()
  })
})

describe('headroom price', () => {
  it('answers without a request to anybody and without a file of its own', async () => {
    let requests = 0
    const server = createServer((_, answer) => {
      requests++
      answer.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const folder = mkdtempSync(join(tmpdir(), 'headroom-price-'))
    onTestFinished(() => {
      server.close()
      rmSync(folder, { recursive: true, force: true })
    })
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const data = join(folder, 'never')
    const env = { ...Object.fromEntries(priceSources.map(({ variable }) => [variable, address])), HEADROOM_DATA_DIR: data }
    const finished = await runProgram(buildProgram(), ['price', 'h100'], env)
    expect(finished).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('H100 SXM5 80 GB: about $') })
    expect(requests).toBe(0)
    expect(existsSync(data)).toBe(false)
  })
})
