/** An error nobody foresaw: `id` is the same for the same place in the code, so that two reports of it can be told to be one. */
export function failureOf(error: unknown): { readonly id: string; readonly details: string } {
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { id: fingerprint(details), details }
}

/** FNV-1a over the UTF-16 units, eight hexadecimal digits. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
