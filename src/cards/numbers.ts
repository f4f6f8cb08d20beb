import type { Quantity } from '../estimator/types.ts'

/**
 * How numbers are written on a card, the same in every language. By hand and not with Intl: a card formats some two
 * hundred numbers, and has microseconds to do it.
 */
const bytesPerGib = 1024 ** 3

/** `12345.6` → `12,346`. */
export function grouped(value: number): string {
  const digits = String(Math.round(Math.abs(value)))
  let text = ''
  for (let i = 0; i < digits.length; i += 1) {
    if (i > 0 && (digits.length - i) % 3 === 0) text += ','
    text += digits[i]
  }
  return value <= -0.5 ? `-${text}` : text
}

/** Smaller is nothing a card says, and no text could hold it. */
const smallest = 1e-12

/** Two significant digits: `14.6` → `15`, `4.71` → `4.7`, `1,234` → `1,200`. Zero, next to nothing and what is not a number give `0`. */
export function significant(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) < smallest) return '0'
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  const rounded = Math.round(value / step) * step
  if (Math.abs(rounded) >= 10) return grouped(rounded)
  return rounded.toFixed(Math.max(0, Math.round(-Math.log10(step))))
}

/** Bytes as GiB without the unit: one decimal below 100, whole above. */
export function gib(bytes: number): string {
  const value = bytes / bytesPerGib
  if (Math.abs(value) >= 99.95) return grouped(value)
  const text = value.toFixed(1)
  return text === '-0.0' ? '0.0' : text
}

/** What is left of `room` after `need`, as the written figures differ: a reader may subtract. Never `0.0` for what does differ. */
export function gibLeft(need: number, room: number): string {
  const written = (bytes: number) => {
    const value = bytes / bytesPerGib
    return (Math.abs(value) >= 99.95 ? Math.round(value) : Math.round(value * 10) / 10) * bytesPerGib
  }
  const text = gib(Math.abs(written(room) - written(need)))
  return text === '0.0' && room !== need ? '< 0.1' : text
}

/** Bytes as GiB for a headline: whole from 20 on, one decimal below. */
export function gibRough(bytes: number): string {
  const value = bytes / bytesPerGib
  return value >= 19.95 ? grouped(value) : value.toFixed(1)
}

/** `39.6 (38.9–40.2)`; the range is left out where it rounds to nothing. */
export function gibRange(quantity: Quantity): string {
  return withRange(gib(quantity.value), gib(quantity.low), gib(quantity.high))
}

/** Bytes as KiB: `320`, `68.6`, `0.5`. */
export function kib(bytes: number): string {
  const value = bytes / 1024
  return value >= 100 || Number.isInteger(value) ? grouped(value) : value.toFixed(1)
}

/** Tokens per second with the range: `16 (14–18)`. */
export function rateRange(quantity: Quantity): string {
  return withRange(significant(quantity.value), significant(quantity.low), significant(quantity.high))
}

/** Only the range, for sentences: `14–18`; one number where both ends round to it. */
export function rateSpan(quantity: Quantity): string {
  const low = significant(quantity.low)
  const high = significant(quantity.high)
  return low === high ? low : `${low}–${high}`
}

/** Context lengths as people write them: `8k`, `128k`, `1M`. Never rounded up: this much is promised. */
export function tokens(count: number): string {
  if (count >= 1024 ** 2 && count % 1024 ** 2 === 0) return `${count / 1024 ** 2}M`
  if (count >= 1e6 && count % 1e6 === 0) return `${count / 1e6}M`
  if (count >= 1000 && count % 1000 === 0 && count % 1024 !== 0) return `${grouped(count / 1000)}k`
  if (count >= 1024) return `${grouped(Math.floor(count / 1024))}k`
  return String(Math.max(0, Math.floor(count)))
}

/** Users and other counts: exact below 1,000, then two digits and k or M, rounded down. */
export function countOf(count: number): string {
  if (count < 1000) return String(Math.max(0, Math.floor(count)))
  const [unit, letter] = count >= 1e6 ? ([1e6, 'M'] as const) : ([1e3, 'k'] as const)
  const value = count / unit
  return value < 10 ? `${(Math.floor(value * 10) / 10).toString()}${letter}` : `${grouped(Math.floor(value))}${letter}`
}

/** USD per hour, without the sign: cents where cents matter. */
export function usdPerHour(usd: number): string {
  if (usd >= 99.95) return grouped(usd)
  if (usd >= 9.995) return usd.toFixed(1)
  return usd < 0.095 ? significant(usd) : usd.toFixed(2)
}

/** `0.50 [0.33–1.93]`: the median and what is asked at all. */
export function usdPerHourRange(quantity: Quantity): string {
  const [value, low, high] = [usdPerHour(quantity.value), usdPerHour(quantity.low), usdPerHour(quantity.high)]
  return low === high ? value : `${value} [${low}–${high}]`
}

/** Parameters in billions: `70.6B`, `1.5T`, `0.5B`. */
export function parameters(billions: number): string {
  if (billions >= 1000) return `${trimmed(billions / 1000)}T`
  return `${billions >= 100 ? grouped(billions) : trimmed(billions)}B`
}

/** Bytes as decimal GB, the unit of file sizes. */
export function gigabytes(bytes: number): string {
  const value = bytes / 1e9
  return value >= 99.95 ? grouped(value) : trimmed(value)
}

function trimmed(value: number): string {
  return value >= 1 ? String(Number(value.toFixed(1))) : String(Number(value.toFixed(2)))
}

function withRange(value: string, low: string, high: string): string {
  return low === high ? value : `${value} (${low}–${high})`
}
