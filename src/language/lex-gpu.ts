import type { Atom } from '../catalog/find-atoms.ts'
import { gpuSeries } from '../catalog/gpu-series.ts'
import { gpuIndex } from '../catalog/names.ts'
import type { Gpu } from '../catalog/types.ts'
import type { Read } from './lexeme.ts'
import { spelling } from './spelling.ts'

/** A GPU of the catalog at an atom. */
export function readGpu(atoms: readonly Atom[], at: number): Read | undefined {
  const found = gpuIndex().longest(atoms, at)
  if (found === undefined) return undefined
  const to = found.to + (isPlural(atoms, found.to) ? pluralLength(atoms, found.to) : 0)
  return { lexeme: { tag: 'gpu', gpu: found.value, key: found.key, from: at, to, glued: atoms[at]?.glued ?? false }, to }
}

/** "3090s", "3090's". */
function isPlural(atoms: readonly Atom[], at: number): boolean {
  return pluralLength(atoms, at) > 0
}

function pluralLength(atoms: readonly Atom[], at: number): number {
  const next = atoms[at]
  if (next === undefined || !next.glued) return 0
  if (next.text === 's') return 1
  return next.text === "'" && atoms[at + 1]?.text === 's' ? 2 : 0
}

const brands = new Set(['rtx', 'gtx', 'rx', 'arc', 'tesla', 'quadro', 'radeon', 'geforce', 'nvidia', 'titan', 'tpu', 'amd', 'gpu'])
/** Words that may stand before any card of a vendor. */
const vendorOf: ReadonlyMap<string, Gpu['vendor']> = new Map([
  ['nvidia', 'nvidia'],
  ['geforce', 'nvidia'],
  ['quadro', 'nvidia'],
  ['tesla', 'nvidia'],
  ['rtx', 'nvidia'],
  ['gtx', 'nvidia'],
  ['amd', 'amd'],
  ['radeon', 'amd'],
  ['instinct', 'amd'],
  ['rx', 'amd'],
  ['intel', 'intel'],
  ['arc', 'intel'],
])

/** "tesla v100", "radeon 6800 xt": a brand before a card of its maker, which is read by itself. */
export function isMakersCard(atoms: readonly Atom[], at: number): boolean {
  const vendor = vendorOf.get(atoms[at]?.text ?? '')
  if (vendor === undefined) return false
  const card = gpuIndex().longest(atoms, atoms[at + 1]?.text === '-' ? at + 2 : at + 1)
  return card?.value.vendor === vendor
}

/** NVIDIA's data-centre letters: with a round number of three digits they mean to be a device. */
const deviceLetters = new Set(['a', 'h', 'b', 'v', 't', 'gb', 'mi'])

/** Something that is written like a device and is none the catalog knows: `rtx 9999`, `h900`. */
export function readUnknownGpu(atoms: readonly Atom[], at: number): Read | undefined {
  const atom = atoms[at]
  if (atom === undefined || atom.kind !== 'word') return undefined
  const brand = brands.has(atom.text)
  let i = at + 1
  if (brand && atoms[i]?.text === '-') i++
  const code = atoms[i]
  if (brand && code?.kind === 'word' && code.text.length <= 2 && atoms[i + 1]?.kind === 'number' && atoms[i + 1]?.glued === true) i++
  const number = atoms[i]
  if (number?.kind !== 'number') return undefined
  const digits = number.text.length
  const named = brand
    ? (digits >= (i > at + 1 && atoms[i - 1]?.text !== '-' ? 2 : 3) && digits <= 6) || (atom.text === 'tpu' && i > at + 1)
    : deviceLetters.has(atom.text) && number.glued && digits === 3 && number.value % 10 === 0 && number.value >= 100
  if (!named || (brand && (atom.text === 'gpu' || atom.text === 'nvidia' || atom.text === 'amd') && i === at + 1)) return undefined
  let to = i + 1
  const suffix = atoms[to]
  if (suffix?.kind === 'word' && (suffix.glued || suffix.text === 'ti' || suffix.text === 'super' || suffix.text === 'xt')) {
    if (suffix.text.length <= 5 && suffix.text !== 'x') to++
  }
  if (atoms[to]?.text === '系' || atoms[to]?.text === 'series') return undefined
  return { lexeme: { tag: 'problem', slot: 'gpu', text: spelling(atoms, at, to), from: at, to, glued: atom.glued }, to }
}

const makers = new Set(['rtx', 'gtx', 'rx', 'geforce', 'nvidia', 'radeon', 'amd'])

/** "RTX 40 series", "rtx40系列", 40系显卡: a generation of cards, none of which is named. The problem says its usual name, "RTX 40". */
export function readGpuSeries(atoms: readonly Atom[], at: number): Read | undefined {
  const first = atoms[at]
  if (first === undefined || first.kind === 'sign') return undefined
  let i = at
  let brand = ''
  while (makers.has(atoms[i]?.text ?? '')) brand = atoms[i++]?.text ?? ''
  if (i > at && atoms[i]?.text === '-') i++
  const number = atoms[i]
  if (number?.kind !== 'number') return undefined
  i++
  const sign = atoms[i]?.text
  if (sign === '-') i++
  const word = atoms[i]?.text
  if (word !== 'series' && word !== '系') return undefined
  i += atoms[i + 1]?.text === '列' ? 2 : 1
  const isPlain = brand === 'geforce' || brand === 'nvidia' || brand === 'radeon' || brand === 'amd'
  const series = gpuSeries(isPlain ? '' : brand, number.value)
  if (series === undefined) return undefined
  return { lexeme: { tag: 'problem', slot: 'gpu', text: series.name, from: at, to: i, glued: first.glued }, to: i }
}
