import { setFlagsFromString } from 'node:v8'

/** Per cent of what is alive after a full collection. */
const mostGarbage = 40

/**
 * For a program that stays: collects garbage when it is so much of what is alive. V8 would let it grow to about three times that, and what
 * an answer leaves behind is almost all collected while it is young: memory stays where it is, for next to no time. The young are collected
 * by one thread: several wait for each other where another program has the other core, and everybody for them.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${mostGarbage}`)
  setFlagsFromString('--no-parallel-scavenge')
}
