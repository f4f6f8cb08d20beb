/**
 * The lines of a stream, one at a time, each without its line break. What a line has beyond `longest` characters is left out
 * (one more is kept, so that the reader can tell), and no more than that is ever held. A break at the end starts no further line.
 */
export async function* lines(chunks: AsyncIterable<string>, longest: number): AsyncGenerator<string> {
  const room = longest + 2
  let line = ''
  let open = false
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      yield ended(line + chunk.slice(from, Math.min(at, from + room)), longest)
      line = ''
      from = at + 1
    }
    line = (line + chunk.slice(from, from + room)).slice(0, room)
    open = line !== ''
  }
  if (open) yield ended(line, longest)
}

function ended(line: string, longest: number): string {
  return (line.endsWith('\r') ? line.slice(0, -1) : line).slice(0, longest + 1)
}
