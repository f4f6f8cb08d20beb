import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { openFile } from '../../src/storage/file.ts'
import { recordKeys } from '../../src/storage/keys.ts'
import { driverSuite } from './driver-suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'headroom-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the file', () => {
  driverSuite(() => openFile(join(folder, 'suite', 'headroom.db')))

  it('is opened new by many at once', async () => {
    const path = join(folder, 'many.db')
    const stores = await Promise.all(Array.from({ length: 8 }, () => openFile(path)))
    await Promise.all(stores.map((store, index) => store.putRecord(recordKeys.priceHistory('many', String(index)), index)))
    expect(await stores[0]?.listRecords(recordKeys.priceHistoryOf('many'))).toHaveLength(8)
    await Promise.all(stores.map((store) => store.close()))
  })

  it('still has its records when it is opened again', async () => {
    const path = join(folder, 'again.db')
    const key = recordKeys.settings('person', 'terminal', 'ada')
    const first = await openFile(path)
    await first.putRecord(key, { gpu: 'rtx-4090' })
    await first.close()
    const second = await openFile(path)
    expect(await second.getRecord(key)).toEqual({ gpu: 'rtx-4090' })
    await second.close()
  })

  it('that holds a record which is no JSON answers as if that were not there, and takes a new one', async () => {
    const path = join(folder, 'spoilt.db')
    const [spoilt, sound] = ['ada', 'ben'].map((name) => recordKeys.settings('person', 'terminal', name))
    if (spoilt === undefined || sound === undefined) throw new Error('no keys')
    const store = await openFile(path)
    await store.putRecord(sound, { gpu: 'rtx-4090' })
    await store.putRecord(spoilt, { gpu: 'rtx-3090' })
    const client = createClient({ url: `file:${path}` })
    await client.execute({ sql: 'update records set value = ? where key = ?', args: ['{"gpu":', spoilt] })
    client.close()
    expect(await store.getRecord(spoilt)).toBeUndefined()
    expect(await store.updateRecord(spoilt, (present) => ({ was: present ?? 'nothing' }))).toEqual({ was: 'nothing' })
    await store.close()
  })

  it('of a version nobody knows is refused with a sentence, and left as it was', async () => {
    const path = join(folder, 'future.db')
    const client = createClient({ url: `file:${path}` })
    await client.execute('pragma user_version = 7')
    client.close()
    await expect(openFile(path)).rejects.toThrow(`What is stored in ${path} is version 7; this program reads version 1.`)
    await expect(openFile(path)).rejects.toMatchObject({ name: 'StoreRefused' })
  })

  it('that is none is refused with a sentence that names it and the way out', async () => {
    const path = join(folder, 'text.db')
    writeFileSync(path, 'This is no database, however long it goes on about it. '.repeat(20))
    await expect(openFile(path)).rejects.toThrow(/text\.db cannot be opened: .*HEADROOM_DATA_DIR/)
    await expect(openFile(join(path, 'below.db'))).rejects.toMatchObject({ name: 'StoreRefused' })
  })
})
