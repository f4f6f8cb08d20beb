/** What a stored text says. One that is no JSON, which this program never wrote, counts as nothing stored: no answer fails for it. */
export function readStored(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
