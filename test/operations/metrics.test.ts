import { describe, expect, it } from 'vitest'
import { createMetrics } from '../../src/operations/metrics.ts'

const now = Date.parse('2026-11-20T12:00:00Z')

function metricsOf(world: { ok?: boolean; seen?: Readonly<Record<string, string>> } = {}) {
  return createMetrics({
    priceSources: () => Object.entries(world.seen ?? {}).map(([source, seenAt]) => ({ source, seenAt })),
    storageOk: () => world.ok ?? true,
    platforms: () => [
      { name: 'discord', connected: true },
      { name: 'slack', connected: false },
    ],
    now: () => now,
  })
}

/** The lines of the page that are about one figure. */
async function figures(metrics: ReturnType<typeof metricsOf>, name: string): Promise<string[]> {
  return (await metrics.page()).split('\n').filter((line) => line.startsWith(name))
}

describe('the metrics', () => {
  it('count answers by platform, command and outcome, and how long they took', async () => {
    const metrics = metricsOf()
    const fit = { platform: 'discord', command: 'fit' } as const
    for (const seconds of [0.002, 0.004, 0.2]) metrics.answered({ ...fit, outcome: 'answer', seconds })
    metrics.answered({ ...fit, outcome: 'refusal', seconds: 0.001 })
    expect(await figures(metrics, 'headroom_answers_total')).toEqual([
      'headroom_answers_total{platform="discord",command="fit",outcome="answer"} 3',
      'headroom_answers_total{platform="discord",command="fit",outcome="refusal"} 1',
    ])
    expect(await figures(metrics, 'headroom_answer_seconds_count')).toEqual([
      'headroom_answer_seconds_count{platform="discord",command="fit"} 4',
    ])
    expect(await figures(metrics, 'headroom_answer_seconds_bucket{le="0.005"')).toEqual([
      'headroom_answer_seconds_bucket{le="0.005",platform="discord",command="fit"} 3',
    ])
  })

  it('tell how old the prices of each source are, and forget a source that is gone', async () => {
    const seen: Record<string, string> = { vast: '2026-11-20T11:30:00Z', ecb: '2026-11-20T12:00:01Z' }
    const metrics = metricsOf({ seen })
    const name = 'headroom_price_source_age_seconds'
    expect(await figures(metrics, name)).toEqual([`${name}{source="vast"} 1800`, `${name}{source="ecb"} 0`])
    delete seen.vast
    expect(await figures(metrics, name)).toEqual([`${name}{source="ecb"} 0`])
  })

  it('tell whether storage and platforms are there', async () => {
    expect(await figures(metricsOf({ ok: false }), 'headroom_storage_ok')).toEqual(['headroom_storage_ok 0'])
    expect(await figures(metricsOf(), 'headroom_platform_connected')).toEqual([
      'headroom_platform_connected{platform="discord"} 1',
      'headroom_platform_connected{platform="slack"} 0',
    ])
  })
})
