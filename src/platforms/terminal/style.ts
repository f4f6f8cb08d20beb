import pc from 'picocolors'
import type { Paint } from '../../cards/text/table.ts'

export interface Style extends Paint {
  bold(text: string): string
}

/** Colours go on last, around text that is already measured and padded. */
export function makeStyle(color: boolean): Style {
  const colors = pc.createColors(color)
  const tones = { fits: colors.green, tight: colors.yellow, 'too-big': colors.red, info: colors.cyan, error: colors.red }
  return { bold: (text) => colors.bold(text), dim: (text) => colors.dim(text), tone: (tone, text) => tones[tone](text) }
}

/** What https://no-color.org and the FORCE_COLOR convention ask: NO_COLOR wins, then FORCE_COLOR, then whether a person is looking. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false
  const forced = env.FORCE_COLOR
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return isTerminal && env.TERM !== 'dumb'
}
