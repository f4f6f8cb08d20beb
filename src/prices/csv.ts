import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { parse } from 'csv-parse'
import { Unzip, UnzipInflate } from 'fflate'
import { SourceError } from './source-error.ts'

type CsvRow = Readonly<Record<string, unknown>>

/** What is read at a time: a few milliseconds of work, and then whoever waits has a turn. Bytes. */
const sliceOfZip = 8192
const sliceOfText = 65_536

/**
 * The rows of a CSV that are kept. Some of these files are tens of megabytes: read in one go, nothing else would be answered for more than
 * half a second. `columns` are those it must have. Throws SourceError `shape`.
 */
export async function csvRows(
  pieces: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  keeps: (row: CsvRow) => boolean,
): Promise<readonly CsvRow[]> {
  const kept: CsvRow[] = []
  let isFirst = true
  try {
    await pipeline(pieces, parse({ columns: true, skip_empty_lines: true }), async (rows: AsyncIterable<CsvRow>) => {
      for await (const row of rows) {
        if (isFirst && columns.some((column) => !(column in row))) throw new SourceError('shape', `no columns ${columns.join(' and ')}`)
        isFirst = false
        if (keeps(row)) kept.push(row)
      }
    })
  } catch (cause) {
    throw cause instanceof SourceError ? cause : new SourceError('shape', 'not CSV', { cause })
  }
  return kept
}

/** A text in slices, with a turn for others after each. */
export async function* sliced(text: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < text.length; at += sliceOfText) {
    yield text.subarray(at, at + sliceOfText)
    await setImmediate()
  }
}

/** One file of a zip, unpacked in slices. Throws SourceError `shape` where it is not there, not whole, or larger than `mostBytes`. */
export async function* unzipped(zip: Uint8Array, file: string, mostBytes: number): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = []
  let failure: Error | undefined
  let isWhole = false
  const unzip = new Unzip((entry) => {
    if (entry.name !== file) return
    entry.ondata = (error, piece, isLast) => {
      if (error) failure = error
      else pieces.push(piece)
      isWhole = isLast
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  let bytes = 0
  for (let at = 0; at < zip.length && !isWhole; at += sliceOfZip) {
    try {
      unzip.push(zip.subarray(at, at + sliceOfZip), at + sliceOfZip >= zip.length)
    } catch (cause) {
      throw new SourceError('shape', 'not a zip', { cause })
    }
    if (failure !== undefined) throw new SourceError('shape', 'not a zip', { cause: failure })
    for (const piece of pieces.splice(0)) {
      bytes += piece.length
      if (bytes > mostBytes) throw new SourceError('shape', `more than ${Math.round(mostBytes / 1e6)} MB in the zip`)
      yield piece
    }
    await setImmediate()
  }
  if (!isWhole) throw new SourceError('shape', `no whole ${file} in the zip`)
}
