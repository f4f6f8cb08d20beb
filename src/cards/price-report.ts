import type { Language } from '../language/question.ts'
import type { SourceReport } from '../prices/refresh.ts'
import type { SourceFailure } from '../prices/source-error.ts'
import { grouped } from './numbers.ts'
import { type Translate, translate } from './words/words.ts'

/** What became of a price source in one line: what was done, rows kept and dropped, their age, and why it failed. Pure. */
export function priceReportLine(report: SourceReport, now: Date, language: Language): string {
  const t = translate(language)
  const { source, kept, dropped, seenAt, missing } = report
  if (missing !== undefined) return t('refresh.off', { source, variable: missing })
  const outcome = outcomeOf(report, t)
  if (seenAt === undefined) return t('refresh.nothing', { source, outcome })
  return t('refresh.line', {
    source,
    outcome,
    kept: grouped(kept),
    dropped: grouped(dropped),
    age: ageOf(now.getTime() - seenAt.getTime(), t),
  })
}

function outcomeOf({ outcome, failures }: SourceReport, t: Translate): string {
  if (outcome !== 'failed') return t(`refresh.${outcome}`)
  const parts = new Map<SourceFailure, readonly string[]>()
  for (const { part, failure } of failures) parts.set(failure, [...(parts.get(failure) ?? []), part])
  const whys = [...parts].map(([failure, names]) =>
    t('refresh.part', { parts: names.join(t('refresh.comma')), why: t(`refresh.why.${failure}`) }),
  )
  return t('refresh.failed', { why: whys.join(t('refresh.stop')) })
}

/** Milliseconds in the largest unit that has one of them. */
export function ageOf(ms: number, t: Translate): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return t('refresh.age.now')
  if (minutes < 60) return t('refresh.age.minutes', { n: minutes })
  if (minutes < 48 * 60) return t('refresh.age.hours', { n: Math.floor(minutes / 60) })
  return t('refresh.age.days', { n: Math.floor(minutes / 1440) })
}
