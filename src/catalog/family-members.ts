import { models } from './models.ts'
import type { Model } from './types.ts'

/** Models that are called by a family's words, "llama 2": those with a name that begins with them, and no longer number ("qwen 2" is no 2.5). */
export function familyMembers(family: string): readonly Model[] {
  const spellings = [family, family.replaceAll(' ', '-'), family.replaceAll(' ', '')]
  const isOf = (alias: string) => spellings.some((said) => alias.startsWith(said) && !isLonger(said, alias.slice(said.length)))
  return models.filter(({ blocks, aliases }) => blocks.length > 0 && aliases.some(isOf))
}

/** "2" behind which ".5" or another digit follows is another version. */
function isLonger(said: string, rest: string): boolean {
  return /\d$/.test(said) && /^[._\d]/.test(rest)
}
