import { characters, wordings } from './words/traditional.ts'

const simple: ReadonlyMap<string, string> = new Map(
  Array.from({ length: characters.length / 2 }, (_, at) => [characters[2 * at] ?? '', characters[2 * at + 1] ?? ''] as const),
)
const called: ReadonlyMap<string, string> = new Map(wordings)

const traditional = new RegExp(`[${[...simple.keys()].join('')}]`, 'gu')
const elsewhere = new RegExp([...called.keys()].sort((a, b) => b.length - a.length).join('|'), 'gu')

/** A text in simplified characters and as it is said on the mainland: what is known in Chinese is written so. */
export function simplified(text: string): string {
  return text.replace(traditional, (char) => simple.get(char) ?? char).replace(elsewhere, (words) => called.get(words) ?? words)
}
