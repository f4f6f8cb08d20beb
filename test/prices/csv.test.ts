import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { csvRows, sliced, unzipped } from '../../src/prices/csv.ts'

const bytes = (text: string) => strToU8(text)
const lines = (count: number) => `gpu,price\n${Array.from({ length: count }, (_, at) => `h100-${at},${at % 7}.5\n`).join('')}`
const whole = async (pieces: AsyncIterable<Uint8Array>) => {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all).toString()
}

/** How often others had a turn while `work` was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0
  let isDone = false
  const count = () => {
    turns++
    if (!isDone) setImmediate(count)
  }
  setImmediate(count)
  await work
  isDone = true
  return turns
}

describe('a large CSV', () => {
  it('is read row by row, and only what is kept stays', async () => {
    const rows = await csvRows(sliced(bytes(lines(1000))), ['gpu'], (row) => row.price === '0.5')
    expect(rows).toHaveLength(143)
    expect(rows[0]).toEqual({ gpu: 'h100-0', price: '0.5' })
  })

  it('leaves others a turn after every 64 KB, so that nobody waits for all of it', async () => {
    const text = bytes(lines(200_000))
    const turns = await turnsDuring(csvRows(sliced(text), ['gpu'], () => false))
    expect(turns).toBeGreaterThanOrEqual(Math.floor(text.length / 65_536))
  })

  it('in a zip is unpacked a little at a time too', async () => {
    const text = lines(50_000)
    const zip = zipSync({ 'aws.csv': bytes(text), 'other.csv': bytes('x') }, { level: 1 })
    let unpacked = ''
    const turns = await turnsDuring(
      whole(unzipped(zip, 'aws.csv', 1e8)).then((found) => {
        unpacked = found
      }),
    )
    expect(unpacked).toBe(text)
    expect(zip.length).toBeGreaterThan(10 * 8192)
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  it('is read from a zip that only stores it', async () => {
    expect(await whole(unzipped(zipSync({ 'aws.csv': [bytes(lines(3)), { level: 0 }] }), 'aws.csv', 1e6))).toBe(lines(3))
  })

  it('that is none, has other columns, is missing, cut off or too large is refused as another shape', async () => {
    const zip = zipSync({ 'aws.csv': bytes(lines(50_000)) })
    const refused = { failure: 'shape' }
    await expect(csvRows(sliced(bytes('gpu,price\nh100\n')), ['gpu'], () => true)).rejects.toMatchObject(refused)
    await expect(csvRows(sliced(bytes(lines(3))), ['gpu', 'spot'], () => true)).rejects.toMatchObject(refused)
    await expect(whole(unzipped(zip, 'gcp.csv', 1e8))).rejects.toMatchObject(refused)
    await expect(whole(unzipped(bytes('not a zip at all'), 'aws.csv', 1e8))).rejects.toMatchObject(refused)
    await expect(whole(unzipped(zip.subarray(0, zip.length / 2), 'aws.csv', 1e8))).rejects.toMatchObject(refused)
    await expect(whole(unzipped(zip, 'aws.csv', 1000))).rejects.toMatchObject(refused)
    await expect(csvRows(unzipped(zip.subarray(0, zip.length / 2), 'aws.csv', 1e8), ['gpu'], () => true)).rejects.toMatchObject(refused)
  })
})
