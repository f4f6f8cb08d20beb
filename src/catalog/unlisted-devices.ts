import { keyOf, normalise } from './find-atoms.ts'

/**
 * Machines people ask about of which the catalog has no figures: named as such, rather than passed over or taken for a card of the same
 * memory. What gets a row of its own leaves this list.
 */
export const unlistedDevices: readonly string[] = (
  'raspberry pi, raspberry pi 3, raspberry pi 4, raspberry pi 5, raspberry pi zero, rpi, rpi 4, rpi 5, orange pi, orange pi 5, rk3588, ' +
  'jetson nano, jetson tx1, jetson tx2, jetson xavier, jetson xavier nx, jetson agx xavier, agx xavier, xavier nx, google coral, hailo, hailo 8, ' +
  'ps4, ps5, xbox, rog ally, legion go, iris xe, intel uhd, intel hd graphics, uhd graphics, uhd 620, uhd 630, uhd 770, ' +
  'vega 3, vega 7, vega 8, vega 11, gt 710, gt 730, gt 1030, titan x, gtx titan x, titan z, cmp 30hx, cmp 40hx, cmp 50hx, cmp 90hx, cmp 170hx, cmp 100-210, ' +
  'p102-100, p104-100, p106-100, mlu370, mlu590, mtt s70, mtt s80, mtt s3000, mtt s4000, ascend 310, ascend 310b, ascend 310p, atlas 300i, atlas 300i duo, ' +
  'toaster, fridge, refrigerator, smartwatch, smart watch, apple watch, pocket calculator, ' +
  '树莓派, 树莓派4, 树莓派5, 香橙派, 寒武纪, 摩尔线程'
).split(', ')

let keys: ReadonlySet<string> | undefined

/** Whether a text is the name of one of them, in any spelling. */
export function isUnlistedDevice(text: string): boolean {
  keys ??= new Set(unlistedDevices.map((name) => keyOf(normalise(name))))
  return keys.has(keyOf(normalise(text)))
}
