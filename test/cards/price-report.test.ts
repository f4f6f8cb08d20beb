import { describe, expect, it } from 'vitest'
import { priceReportLine } from '../../src/cards/price-report.ts'
import type { SourceReport } from '../../src/prices/refresh.ts'

const now = new Date('2026-11-21T06:00:00Z')

function line(report: Partial<SourceReport>, language: 'en' | 'zh' = 'en'): string {
  const seenAt = new Date('2026-11-21T05:15:00Z')
  return priceReportLine({ source: 'vast', outcome: 'fetched', kept: 1234, dropped: 5, seenAt, failures: [], ...report }, now, language)
}

const failed = {
  outcome: 'failed',
  failures: [
    { part: 'aws', failure: 'timeout', detail: 'x' },
    { part: 'gcp', failure: 'timeout', detail: 'y' },
    { part: 'oci', failure: 'shape', detail: 'z' },
  ],
} as const

describe('the line of a price source', () => {
  it('says what was kept and dropped, and how old it is', () => {
    expect(line({})).toBe('vast: fetched; 1,234 rows kept, 5 dropped; seen 45 min ago')
    expect(line({ outcome: 'unchanged' }, 'zh')).toBe('vast：已查询，没有变化；保留 1,234 行，丢弃 5 行；45 分钟前获取')
  })

  it('gives the age in the unit that fits', () => {
    const ages = ['2026-11-21T05:59:30Z', '2026-11-21T05:58:00Z', '2026-11-20T06:00:00Z', '2026-11-11T05:00:00Z'].map((at) =>
      line({ seenAt: new Date(at) })
        .split('; ')
        .at(-1),
    )
    expect(ages).toEqual(['seen just now', 'seen 2 min ago', 'seen 24 h ago', 'seen 10 d ago'])
  })

  it('says why it failed, the parts of one reason together', () => {
    expect(line(failed)).toBe(
      'vast: failed (aws, gcp: no answer in time; oci: its answer has another shape); 1,234 rows kept, 5 dropped; seen 45 min ago',
    )
    expect(line({ ...failed, seenAt: undefined }, 'zh')).toBe(
      'vast：失败（aws、gcp：超时没有回应；oci：格式变了）；还没有数据，仍用自带价格',
    )
  })

  it('names the variable a source waits for', () => {
    expect(line({ outcome: 'off', missing: 'LAMBDA_API_KEY' })).toBe('vast: not asked, LAMBDA_API_KEY is not set')
  })
})
