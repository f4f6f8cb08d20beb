const hidden = '[hidden]'

/** A field by such a name holds a secret, whatever it holds: `token`, `apiKey`, `LAMBDA_API_KEY`. `tokens` are counted, not hidden. */
const secretName = /(token|secret|password|passwd|authorization|cookie|key)$/i

/** Between `//` and `@`: who logs in, and with what. */
const login = /\/\/([^\s/:@]{0,200}):[^\s/@]{1,500}@/g

/** Nothing that is logged is deeper. */
const deepest = 4

/** Makes what may be shown of a value: without `secrets`, without passwords in addresses, without fields that are named like secrets. */
export function createHider(secrets: readonly string[]): <T>(value: T) => T {
  const known = secrets.filter((secret) => secret !== '')
  const inText = (text: string) => known.reduce((shown, secret) => shown.replaceAll(secret, hidden), text).replace(login, `//$1:${hidden}@`)
  const hide = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return inText(value)
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    if (depth === deepest) return '…'
    if (Array.isArray(value)) return value.map((one) => hide(one, depth + 1))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, secretName.test(name) ? hidden : hide(one, depth + 1)]))
  }
  return (value) => hide(value, 0) as typeof value
}
