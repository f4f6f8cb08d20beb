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
  /** The chart as a PNG: what was drawn before, from this process or from the store, else drawn now. */
  png(chart: Chart): Promise<Buffer>
}

/** Without a cache each is drawn. */
export function chartImages(cache: Cache | undefined): ChartImages {
  return {
    async png(chart) {
      const key = cacheKeys.charts(
        createHash('sha256')
          .update(JSON.stringify([version, look, chart]))
          .digest('base64url'),
      )
      const draw = async () => (await (await import('./draw.ts')).drawChart(chart)).toString('base64')
      const read = (stored: unknown) => (typeof stored === 'string' ? stored : undefined)
      return Buffer.from(cache === undefined ? await draw() : await cache.get(key, { ttlSeconds, read, fetch: draw }), 'base64')
    },
  }
}
