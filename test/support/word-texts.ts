/** Every text in a tree of words, by its key; the forms of a plural are under one key, since Chinese has one form and English two. */
export function textsIn(tree: object, path = ''): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(tree)) {
    const key = path + name
    const inner = typeof value === 'string' ? new Map([[key.replace(/_(one|other)$/, ''), [value]]]) : textsIn(value, `${key}.`)
    for (const [at, more] of inner) found.set(at, [...(found.get(at) ?? []), ...more])
  }
  return found
}

/** What a text takes, `{{name}}` each: once, sorted. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].sort()
}
