/** Text as a terminal holds it once the colours are taken out. */
export function withoutColor(text: string): string {
  return text
    .split('\u001b')
    .map((part, index) => (index === 0 ? part : part.replace(/^\[\d+m/, '')))
    .join('')
}

/** How wide a line is, told in another way than the program does: the characters of the tests' own cards, and no table of widths. */
export function columnsOf(line: string): number {
  const joined = line.replace(/\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic})+/gu, '🚀')
  let columns = 0
  for (const character of joined) {
    if (/\p{Mn}|\p{Join_Control}/u.test(character)) continue
    columns += /[\u3000-\u303f\u4e00-\u9fff\uff00-\uff60]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1
  }
  return columns
}
