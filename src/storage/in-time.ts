/**
 * The value where it comes within so many milliseconds, else what `late` gives or throws. What makes the value goes on; its result is
 * dropped.
 */
export async function settledIn<T, Late>(milliseconds: number, value: Promise<T>, late: () => Late): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    // After one more turn of the event loop: where this process was busy, the value is already here and only has to be read.
    timer = setTimeout(() => setImmediate(resolve), milliseconds)
  })
  try {
    return await Promise.race([value, over.then(late)])
  } finally {
    clearTimeout(timer)
  }
}

/** The value where it comes within so many milliseconds, else undefined. */
export function inTime<T>(milliseconds: number, value: Promise<T>): Promise<T | undefined> {
  return settledIn(milliseconds, value, () => undefined)
}
