import { createHash } from 'node:crypto'
import { version } from '../../package.json'
import type { Chart } from '../cards/chart.ts'
import type { Cache } from '../storage/cached.ts'
import { cacheKeys } from '../storage/keys.ts'

/** Raised with every change to how a chart looks: what was drawn before is then drawn anew. */
const look = 1

/** A picture is asked for again within minutes, when an answer is shown to many, or never. */
const ttlSeconds = 24 * 3600

export interface ChartImages {
  /** The chart as a PNG: what was drawn before, from this process or from the store, else drawn now. undefined: not drawn, and may not be now. */
  png(chart: Chart): Promise<Buffer | undefined>
}

class NotNow extends Error {}

/** Without a cache each is drawn. `mayDraw` is asked before a chart is drawn, not where it was drawn before. */
export function chartImages(cache: Cache | undefined, mayDraw: () => boolean = () => true): ChartImages {
  return {
    async png(chart) {
      const key = cacheKeys.charts(
        createHash('sha256')
          .update(JSON.stringify([version, look, chart]))
          .digest('base64url'),
      )
      const draw = async () => {
        if (!mayDraw()) throw new NotNow()
        const { drawChart } = await import('./draw.ts')
        return (await drawChart(chart)).toString('base64')
      }
      const read = (stored: unknown) => (typeof stored === 'string' ? stored : undefined)
      try {
        return Buffer.from(cache === undefined ? await draw() : await cache.get(key, { ttlSeconds, read, fetch: draw }), 'base64')
      } catch (error) {
        if (error instanceof NotNow) return undefined
        throw error
      }
    },
  }
}
