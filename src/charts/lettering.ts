import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

/** Latin and Chinese in one typeface, whatever the machine has. */
export const family = 'Noto Sans SC Headroom'

/** Pixels; the smallest is read on a telephone too. */
export const sizes = { title: 24, label: 19, small: 16 } as const

export const fontOf = (size: number) => `${size}px "${family}"`

let isLoaded = false

/** Makes the typeface known, once in a process. Throws where its package is not installed. */
export function loadLettering(): void {
  if (isLoaded) return
  const require = createRequire(import.meta.url)
  const path = require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
  if (GlobalFonts.registerFromPath(path, family) === null) throw new Error(`The typeface in ${path} could not be read`)
  isLoaded = true
}

/** The text, or as much of its beginning as has room, with an ellipsis. `widthOf` is that of a text in pixels. */
export function clipped(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text
  const letters = [...text]
  let [least, most] = [0, letters.length]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (widthOf(`${letters.slice(0, middle).join('')}…`) <= room) least = middle
    else most = middle - 1
  }
  return `${letters.slice(0, least).join('').trimEnd()}…`
}
