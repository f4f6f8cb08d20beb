/** A flag with its value; `true` stands alone, and one without a value is left out. */
export type Flag = readonly [name: string, value: string | number | true | undefined]

/** What a shell passes on unchanged. A placeholder such as `<your 70B model>` is not: unquoted, it would open a file. */
const plain = /^[A-Za-z0-9_.,:@%+=/-]+$/

/** One argument as a POSIX shell reads it back. */
export function quoted(argument: string): string {
  return plain.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`
}

/** `NAME=value … word … --flag value …` on one line, every part of it quoted. */
export function commandLine(words: readonly string[], flags: readonly Flag[] = [], environment: readonly Flag[] = []): string {
  const settings = environment.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoted(String(value))}`]))
  const options = flags.flatMap(([name, value]) => {
    if (value === undefined) return []
    return value === true ? [name] : [name, quoted(String(value))]
  })
  return [...settings, ...words.map(quoted), ...options].join(' ')
}
