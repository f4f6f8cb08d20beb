/**
 * Models whose weights are not published, as people call them: no hardware of one's own runs them. What is published of the same makers
 * (gpt-oss, Grok 2, Qwen 3) has other names; tools and plans that carry a name (Claude Code, ChatGPT Plus) are no models.
 */
const names = [
  'chat ?gpt(?:[ -](?:3\\.5|4o?|5))?',
  'gpt[ -]?(?:3\\.5|4(?:o|\\.1|\\.5)?|5(?:\\.\\d)?)(?:[ -](?:mini|nano|turbo|pro))?',
  'claude(?: (?:\\d(?:\\.\\d)?))?(?: (?:sonnet|opus|haiku))?(?: \\d(?:\\.\\d)?)?',
  '(?:sonnet|opus|haiku)(?: \\d(?:\\.\\d)?)?',
  'gemini(?: \\d(?:\\.\\d)?)?(?: (?:pro|flash|ultra))?',
  'grok[ -]?[34]',
  'qwen\\d?(?:\\.\\d)?[ -]max',
  '豆包',
  '文心一言',
].join('|')
const closed = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${names})(?![\\p{Script=Latin}\\p{N}]|-\\p{L}|[ -](?:code|desktop|cli|plus|api|advanced|teams?)\\b)`,
  'iu',
)

/** The first of them that a text names, as it is written there. */
export function closedModelIn(text: string): string | undefined {
  return closed.exec(text.slice(0, longest))?.[0]
}

const longest = 2000
