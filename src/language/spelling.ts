import type { Atom } from '../catalog/find-atoms.ts'

/** The atoms as they were written, at most 60 characters. */
export function spelling(atoms: readonly Atom[], from: number, to: number): string {
  let text = ''
  for (let i = from; i < to && text.length < 60; i++) text += (atoms[i]?.glued === true || i === from ? '' : ' ') + (atoms[i]?.text ?? '')
  return text.slice(0, 60)
}
