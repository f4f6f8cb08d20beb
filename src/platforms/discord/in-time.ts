/** The value where it comes within so many milliseconds, else undefined; what makes it goes on. */
export async function inTime<T>(ms: number, value: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    // After one more turn of the event loop: where this process was busy, the value is already here and only has to be read.
    timer = setTimeout(() => setImmediate(() => resolve(undefined)), ms)
  })
  try {
    return await Promise.race([value, late])
  } finally {
    clearTimeout(timer)
  }
}
