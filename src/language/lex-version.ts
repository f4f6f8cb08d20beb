import type { Atom } from '../catalog/find-atoms.ts'
import { readFamily } from './lex-name.ts'
import type { Read } from './lexeme.ts'
import { spelling } from './spelling.ts'
import { variants } from './words/noise.ts'

/** "kimi-9", "deepseek v9": the family is listed, the version is not, and the bare name must not stand for it. */
export function versionOf(atoms: readonly Atom[], at: number, model: Read): Read | undefined {
  const next = atoms[model.to]
  const number = next?.text === 'v' ? atoms[model.to + 1] : next
  const joined = next?.text === 'v' ? number?.glued === true : next?.kind === 'sign' && next.text === '-' && next.glued
  if (!joined || model.to !== at + 1) return undefined
  const version = next?.text === '-' ? atoms[model.to + 1] : number
  if (version?.kind !== 'number' || !version.glued || version.text.length > 3) return undefined
  const unit = atoms[model.to + 2]
  if (unit?.glued === true && unit.kind === 'word') return undefined
  return readFamily(atoms, at)
}

/** "kimi-vl", "deepseek-ocr": what sees or hears is another model than the one of the bare name, with other weights. */
export function variantOf(atoms: readonly Atom[], at: number, model: Read): Read | undefined {
  const to = atoms[model.to]?.text === '-' ? model.to + 1 : model.to
  if (model.to !== at + 1 || !variants.has(atoms[to]?.text ?? '')) return undefined
  return {
    lexeme: { tag: 'problem', slot: 'model', text: spelling(atoms, at, to + 1), from: at, to: to + 1, glued: atoms[at]?.glued ?? false },
    to: to + 1,
  }
}
