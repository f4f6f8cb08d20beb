import { printable } from '../../cards/text/width.ts'

/** Invisible characters that `printable` lets stand: soft hyphens, tags, fillers that look like nothing. Joiners hold emoji together. */
const invisible = /(?![\u200c\u200d])\p{Cf}|[\u115f\u1160\u2800\u3164\uffa0]/gu
const massMention = /@(?=everyone|here)/gi
const mentionBreak = '@\u200b'
const markup = /[\\*_~`|[\]<>]/g
/** What makes a heading, a quote, a list or small print, where a line begins with it: "26.9 GiB" is a number. */
const lineStart = /^(?:[-#+]|\d{1,9}[.)](?=\s|$))/

/** One line for where Discord shows text as it is: labels, footers, alternative texts. Wakes nobody. */
export function plain(text: string): string {
  return printable(text).replace(invisible, '').replace(massMention, mentionBreak).trim()
}

/** Text that reads in markdown as it was written, within a line: no style, link, mention or quote can be made of it. */
export function markdown(text: string): string {
  const parts = plain(text).replace(markup, '\\$&').split('://')
  // A scheme that is torn from its slashes is no address any more.
  return parts.join('\\://')
}

/** The same for text a line begins with: nor a heading or a list. */
export function markdownLine(text: string): string {
  return markdown(text).replace(lineStart, (mark) => `${mark.slice(0, -1)}\\${mark.slice(-1)}`)
}

/** Lines as a block of fixed width: nothing in them can end it. */
export function codeBlock(lines: readonly string[]): string {
  const body = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll('```', 'ˋˋˋ')
    .replace(massMention, mentionBreak)
    .replaceAll('<@', '<\u200b@')
  return `\`\`\`\n${body}\n\`\`\``
}

/** At most `most` UTF-16 units, ending in … after a whole word where something was left out; never within an escape or a character. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text
  if (most < 1) return ''
  const cut = text.slice(0, most - 1)
  const space = cut.lastIndexOf(' ')
  // Chinese has no spaces: a word is only waited for near the end.
  const kept = space > most / 2 ? cut.slice(0, space) : cut
  const whole = kept.replace(/[\ud800-\udbff]$/, '').replace(/(^|[^\\])(?:\\\\)*\\$/, (end) => end.slice(0, -1))
  return `${whole.trimEnd()}…`
}
